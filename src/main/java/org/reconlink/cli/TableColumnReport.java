package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.cli.TableColumns.ColumnUse;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.PlainRule;
import org.reconlink.intake.PlainRule.Kind;
import org.reconlink.kernel.CellRule.Outcome;
import org.reconlink.linkage.comparison.Meaning;
import org.reconlink.linkage.tables.NumberedText;
import org.reconlink.linkage.tables.TableRows;

/**
 * What every column of a table was taken for, what came of its cells, and what is odd about it. No value of a person is
 * said.
 *
 * @param side of two tables, {@code left} or {@code right}; of one, {@code table}
 */
record TableColumnReport(String side, String file, long rows, List<Line> lines) {
    static final String HEADINGS = "table,column,use,read,empty,placeholder,not_understood,remarks\n";

    /** Rows from which one value in all of them, or in a tenth, is worth a word. */
    private static final int MANY = 20;

    private static final Set<Meaning> OF_ONE_PERSON = Set.of(Meaning.DATE_OF_BIRTH, Meaning.IDENTIFIER, Meaning.EMAIL);

    TableColumnReport {
        lines = List.copyOf(lines);
    }

    /**
     * One column.
     *
     * @param heading or several that are read as one
     * @param use what it was taken for, or why it is not compared
     * @param cells what came of its cells; null if it is not compared
     */
    record Line(String heading, String use, @Nullable Cells cells, List<String> remarks) {
        Line {
            remarks = List.copyOf(remarks);
        }
    }

    /** What is counted of a table's compared columns, wherever its rows are. */
    interface CellCounts {
        long rows();

        /** How many cells of a column came to this. */
        long cells(int column, Outcome outcome);

        /** How many different values a column has; of one that may have several in a row it is not known, and many. */
        int differentValues(int column);

        /** How many rows have the most frequent value of a column; of one that may have several in a row it is not known. */
        long mostFrequent(int column);

        /** Of rows on this machine. */
        static CellCounts of(TableRows rows) {
            return new CellCounts() {
                @Override
                public long rows() {
                    return rows.size();
                }

                @Override
                public long cells(int column, Outcome outcome) {
                    return rows.cells(column, outcome);
                }

                @Override
                public int differentValues(int column) {
                    return rows.differentValues(column);
                }

                @Override
                public long mostFrequent(int column) {
                    return rows.mostFrequent(column);
                }
            };
        }
    }

    /** Cells by what came of them. */
    record Cells(long read, long empty, long placeholders, long notUnderstood) {
        static Cells of(CellCounts rows, int column) {
            long read = 0;
            long none = 0;
            long not = 0;
            for (Outcome outcome : Outcome.values()) {
                read += outcome.isRead() ? rows.cells(column, outcome) : 0;
                none += outcome.isPlaceholder() ? rows.cells(column, outcome) : 0;
                not += outcome.isNotUnderstood() ? rows.cells(column, outcome) : 0;
            }
            return new Cells(read, rows.cells(column, Outcome.BLANK), none, not);
        }

        long filled() {
            return read + placeholders + notUnderstood;
        }
    }

    /**
     * The reports of all tables.
     *
     * @param right null where there is one
     * @param pivot latest year that two digits mean
     */
    static List<TableColumnReport> of(TableColumns columns, CellCounts left, @Nullable CellCounts right, int pivot) {
        return right == null
                ? List.of(of("table", columns.left(), left, columns.left(), left, pivot))
                : List.of(
                        of("left", columns.left(), left, columns.right(), right, pivot),
                        of("right", columns.right(), right, columns.left(), left, pivot));
    }

    private static TableColumnReport of(
            String name,
            TableColumns.Side side,
            CellCounts rows,
            TableColumns.Side otherSide,
            CellCounts other,
            int pivot) {
        List<Line> lines = new ArrayList<>();
        for (String heading : side.headings()) {
            boolean compared = false;
            for (int c = 0; c < side.compared().size(); c++) {
                TableColumns.Used used = side.compared().get(c);
                compared |= used.headings().contains(heading);
                if (used.headings().get(0).equals(heading)) {
                    Cells cells = Cells.of(rows, c);
                    String use = used.name().equals(heading) || used.headings().size() > 1
                            ? used.use().label()
                            : used.name() + (used.kind() == Kind.YEAR_OF_DATE ? " of the date" : " of the full name");
                    lines.add(new Line(
                            String.join(" + ", used.headings()),
                            use,
                            cells,
                            remarks(side, c, cells, rows, otherSide, other, pivot)));
                }
            }
            if (!compared) {
                boolean id = heading.equals(side.id());
                String why = side.unused().get(heading);
                lines.add(new Line(
                        heading,
                        id ? "identifies the row" : "not compared" + (why == null ? "" : ", " + why),
                        null,
                        List.of()));
            }
        }
        return new TableColumnReport(name, side.file(), rows.rows(), lines);
    }

    private static List<String> remarks(
            TableColumns.Side side,
            int column,
            Cells cells,
            CellCounts rows,
            TableColumns.Side otherSide,
            CellCounts other,
            int pivot) {
        TableColumns.Used used = side.compared().get(column);
        Meaning meaning = used.use().meaning();
        List<String> remarks = new ArrayList<>();
        long partial = rows.cells(column, Outcome.PARTIAL);
        if (cells.notUnderstood() > partial) {
            remarks.add(Words.number(cells.read()) + " of " + Words.number(cells.filled()) + " values are "
                    + called(used.use()) + "; " + Words.number(cells.notUnderstood() - partial)
                    + " are not understood and count as missing"
                    + (meaning == Meaning.DATE_OF_BIRTH
                            ? ": say how they are written with --date-format, as in --date-format dd/MM/yyyy"
                            : ": correct them, or say with --columns what the column holds"));
        }
        says(remarks, partial, "have no more than the month or the year, and count as missing");
        if (rows.rows() > 0 && cells.read() == 0) {
            remarks.add("has no value in any row: it tells nobody apart");
        } else if (Cells.of(other, column).read() == 0) {
            remarks.add("is compared nowhere, as " + otherSide.file() + " has no value of it");
        } else if (cells.read() > 1
                && rows.differentValues(column) == 1
                && (meaning != Meaning.SEX || other.differentValues(column) == 1)) {
            remarks.add("has one value in all rows that have any: it tells nobody apart");
        } else if (OF_ONE_PERSON.contains(meaning)
                && rows.rows() >= MANY
                && rows.mostFrequent(column) * 10 >= cells.read()) {
            remarks.add(
                    "has one value in " + Words.number(rows.mostFrequent(column)) + " of " + Words.number(cells.read())
                            + " rows: if it stands for one that is not known, say so with --missing");
        }
        if (meaning == Meaning.SEX
                && rows.differentValues(column) == 1
                && cells.placeholders() * 10 >= cells.filled()) {
            remarks.add("has one value, and " + Words.number(cells.placeholders())
                    + " cells that stand for none: 0 is read as not known, 1 as male and 2 as female; where 0 and 1 are the two"
                    + " sexes, write M and F");
        }
        says(
                remarks,
                rows.cells(column, Outcome.TWO_DIGIT_YEAR),
                "have years of two digits, read as " + (pivot - 99) + " to " + pivot
                        + "; another last year with --two-digit-years");
        says(remarks, rows.cells(column, Outcome.SERIAL), "are day numbers of a spreadsheet, read as its days");
        says(
                remarks,
                rows.cells(column, Outcome.ZONED),
                "have a time of day with a zone: their day is that of the zone of --time-zone");
        if (rows.cells(column, Outcome.TIME_OF_DAY) == 0) {
            says(
                    remarks,
                    rows.cells(column, Outcome.ELEVEN_IN_SUMMER),
                    "have the time 23:00, all in summer, and no other but 00:00: this looks like midnights in UTC, a day"
                            + " early; export the dates without times or with their zone; they are read as they are written");
        }
        says(
                remarks,
                rows.cells(column, Outcome.ONE_NAME),
                "say that there is no such name: the one name of the row is compared in both places");
        says(
                remarks,
                rows.cells(column, Outcome.GARBLED),
                "have letters that were garbled before this file was saved, and are read as the letters that they stand for");
        says(remarks, rows.cells(column, Outcome.OFF_CALENDAR), "are on no calendar, and compared figure by figure");
        says(
                remarks,
                rows.cells(column, Outcome.SHORTENED),
                "are longer than " + PlainRule.LONGEST
                        + " letters: by these they are compared, and equal only if all of them are");
        return remarks;
    }

    private static String called(ColumnUse use) {
        return switch (use.meaning()) {
            case DATE_OF_BIRTH -> "dates";
            case SEX -> "male or female";
            case POSTCODE -> "postcodes";
            case EMAIL -> "email addresses";
            case IDENTIFIER -> "valid numbers";
            case FORENAME, SURNAME, NUMBER, TEXT -> "read";
        };
    }

    private static void says(List<String> remarks, long cells, String what) {
        if (cells > 0) {
            remarks.add(Words.count(cells, "value") + " " + what);
        }
    }

    void print(PrintWriter out) {
        out.println(file + ", " + Words.count(rows, "row"));
        TextTable table = new TextTable("Column", "Taken for", "Read", "Empty", "Placeholder", "Not understood");
        for (Line line : lines) {
            Cells cells = line.cells;
            if (cells == null) {
                table.row(line.heading, line.use, "", "", "", "");
            } else {
                table.row(
                        line.heading,
                        line.use,
                        Words.number(cells.read),
                        Words.number(cells.empty),
                        Words.number(cells.placeholders),
                        Words.number(cells.notUnderstood));
            }
        }
        table.print(out, "  ");
        sentences().forEach(sentence -> out.println("  ! " + sentence));
        out.println();
    }

    /** The remarks, each with its file and column. */
    List<String> sentences() {
        return lines.stream()
                .flatMap(line -> line.remarks.stream().map(remark -> file + ", " + line.heading + ": " + remark))
                .toList();
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", side);
        json.put("file", file);
        json.put("rows", rows);
        json.put("columns", lines.stream().map(TableColumnReport::json).toList());
        return json;
    }

    private static Map<String, Object> json(Line line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("column", line.heading);
        json.put("use", line.use);
        Cells cells = line.cells;
        if (cells != null) {
            json.put("read", cells.read);
            json.put("empty", cells.empty);
            json.put("placeholder", cells.placeholders);
            json.put("notUnderstood", cells.notUnderstood);
            json.put("remarks", line.remarks);
        }
        return json;
    }

    /** Writes the columns of all tables as CSV. */
    static void write(Path file, List<TableColumnReport> reports) throws IOException {
        try (NumberedText csv = new NumberedText(file)) {
            csv.text(HEADINGS);
            for (TableColumnReport report : reports) {
                for (Line line : report.lines) {
                    Cells cells = line.cells;
                    csv.text(report.side + ",");
                    csv.cell(line.heading);
                    csv.text(",");
                    csv.cell(line.use);
                    csv.text(
                            cells == null
                                    ? ",,,,,"
                                    : "," + cells.read + "," + cells.empty + "," + cells.placeholders + ","
                                            + cells.notUnderstood + ",");
                    csv.cell(String.join("; ", line.remarks));
                    csv.text("\n");
                }
            }
        }
    }
}
