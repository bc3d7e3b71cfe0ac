package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.cli.TableColumnReport.CellCounts;
import org.reconlink.cli.TableColumns.Headings;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.PlainCsv;
import org.reconlink.intake.PlainReader;
import org.reconlink.intake.PlainRule;
import org.reconlink.kernel.CellRule.Outcome;
import org.reconlink.kernel.Finding;
import org.reconlink.linkage.comparison.FieldComparison.SharedColumn;
import org.reconlink.linkage.tables.LinkagePlan;
import org.reconlink.linkage.tables.TableRows;
import org.reconlink.linkage.tables.TableRows.CellSource;

/**
 * The files of one command, packed as they were read.
 *
 * @param right the same as {@code left} if there is one file
 * @param reports what became of the columns of each file
 * @param remarks what was decided on the way and may be wrong
 * @param rejected rows that are left out
 */
record TablesRead(
        List<SharedColumn> fields,
        LinkagePlan plan,
        TableRows left,
        TableRows right,
        List<TableColumnReport> reports,
        List<String> remarks,
        List<Finding> rejected) {
    /** Dates that only make sense with the month first, from which they are no slips. */
    private static final int FEW = 3;

    private static final int SURE = 20;

    TablesRead {
        fields = List.copyOf(fields);
        reports = List.copyOf(reports);
        remarks = List.copyOf(remarks);
        rejected = List.copyOf(rejected);
    }

    static TablesRead read(TableOptions options, Path leftFile, @Nullable Path rightFile) throws IOException {
        List<String> remarks = new ArrayList<>();
        Set<String> notIds = new HashSet<>();
        while (true) {
            try {
                return read(options, leftFile, rightFile, notIds, remarks);
            } catch (TableRows.RepeatedIdException e) {
                if (options.id != null) {
                    throw new UsageException(e.getMessage() + "; name another column with --id");
                }
                notIds.add(e.column());
                remarks.add(
                        e.getMessage() + ": it does not tell rows apart, and another column or the row's number does;"
                                + " say with --id which column identifies a row");
            } catch (IllegalArgumentException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }
    }

    private static TablesRead read(
            TableOptions options, Path leftFile, @Nullable Path rightFile, Set<String> notIds, List<String> idRemarks)
            throws IOException {
        try (PlainReader left = PlainReader.open(leftFile, options.rows());
                PlainReader right = PlainReader.open(rightFile == null ? leftFile : rightFile, options.rows())) {
            TableColumns columns = columns(options, headings(left), headings(right), notIds);
            LinkagePlan plan = options.plan(columns.fields());
            Reading reading = new Reading(options, plan, new ArrayList<>(idRemarks), new ArrayList<>());
            TableRows lefts = reading.rows("left", leftFile, columns.left());
            lefts.countValues(plan.settings().threads());
            TableRows rights = rightFile == null ? lefts : reading.rows("right", rightFile, columns.right());
            rights.countValues(plan.settings().threads());
            return new TablesRead(
                    columns.fields(),
                    plan,
                    lefts,
                    rights,
                    TableColumnReport.of(
                            columns,
                            CellCounts.of(lefts),
                            rightFile == null ? null : CellCounts.of(rights),
                            options.twoDigitYears),
                    reading.remarks,
                    reading.rejected);
        }
    }

    static Headings headings(PlainReader table) {
        return new Headings(table.file(), table.headings());
    }

    private static TableColumns columns(TableOptions options, Headings left, Headings right, Set<String> notIds) {
        return TableColumns.of(
                options.columns, left, options.idHeading(left, notIds), right, options.idHeading(right, notIds));
    }

    /** Reads files one after the other. */
    private record Reading(TableOptions options, LinkagePlan plan, List<String> remarks, List<Finding> rejected) {

        /** The rows of a file; read again where its dates turn out to have the month first. */
        TableRows rows(String name, Path file, TableColumns.Side side) throws IOException {
            int before = rejected.size();
            int said = remarks.size();
            TableRows rows = rows(file, side, options.settings(name, false));
            int saidOfRows = remarks.size();
            boolean stated = !options.settings(name, false).dateFormats().isEmpty();
            for (int c = 0; c < side.compared().size() && !stated; c++) {
                long monthFirst = rows.cells(c, Outcome.MONTH_FIRST);
                long dayFirst = rows.cells(c, Outcome.DAY_FIRST);
                String column = side.file() + ", " + side.compared().get(c).name() + ": ";
                if (monthFirst >= FEW && dayFirst * SURE <= monthFirst) {
                    remarks.add(column + "dates are read with the month before the day, as " + Words.number(monthFirst)
                            + " of them can only be so; say otherwise with --date-format");
                    rejected.subList(before, rejected.size()).clear();
                    remarks.subList(said, saidOfRows).clear();
                    return rows(file, side, options.settings(name, true));
                }
                if (monthFirst >= FEW) {
                    remarks.add(column + Words.number(dayFirst) + " dates can only have the day first and "
                            + Words.number(monthFirst) + " only the month: those of both kinds that could be either are"
                            + " read with the day first, and some of them wrongly");
                }
            }
            return rows;
        }

        /** Rows of a plain file by several threads; those of any other one by one, which also tells what is wrong with it. */
        private TableRows rows(Path file, TableColumns.Side side, PlainRule.Settings settings) throws IOException {
            try (PlainReader reader = PlainReader.open(file, options.rows())) {
                PlainCsv plain = reader.plain();
                TableRows rows = plain == null
                        ? null
                        : builder(side, settings)
                                .read(
                                        plain.path(),
                                        plain.delimiter(),
                                        plain.begin(),
                                        plain.encodings(),
                                        PlainCsv::stripped,
                                        plan.settings().threads());
                if (rows == null) {
                    TableRows.Builder builder = builder(side, settings);
                    for (String[] row = reader.next(); row != null; row = reader.next()) {
                        builder.add(row);
                    }
                    reader.requireRejected(options.rejectedRowsAtMost);
                    rejected.addAll(reader.rejected());
                    reader.remarks().forEach(remark -> remarks.add(side.file() + ": " + remark));
                    rows = builder.build();
                }
                if (rows.size() == 0) {
                    throw reader.noRows();
                }
                return rows;
            }
        }

        private TableRows.Builder builder(TableColumns.Side side, PlainRule.Settings settings) {
            List<CellSource> sources = new ArrayList<>();
            for (int c = 0; c < side.compared().size(); c++) {
                TableColumns.Used used = side.compared().get(c);
                int[] places = used.headings().stream()
                        .mapToInt(side.headings()::indexOf)
                        .toArray();
                String beside = side.nameBeside(used);
                sources.add(new CellSource(
                        places,
                        new PlainRule(used.kind(), plan.many(c), settings),
                        beside == null ? -1 : side.headings().indexOf(beside)));
            }
            return plan.table(side.file(), side.headings(), sources, side.id());
        }
    }
}
