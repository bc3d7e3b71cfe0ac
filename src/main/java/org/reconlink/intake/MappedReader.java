package org.reconlink.intake;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileFacts.ColumnFacts;
import org.reconlink.intake.FileFacts.TableFacts;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.RecordId;

/** Reads a table row by row, leaves out what is no record, and maps the rest. */
final class MappedReader<T> implements ExtractReader<T> {
    static final Problem TOO_WIDE = new Problem(
            "row width",
            "the row has more cells than there are headings",
            "put quotation marks around the cell that has the delimiter in it");
    static final Problem CUT_OFF = new Problem(
            "row width",
            "the row ends before a column that is required",
            "look for a delimiter or a line end that is missing or too much, and export the file again");
    static final String MERGED_CELLS = "merged cells";
    static final String ROW_WIDTHS = "row widths";

    static final Problem NO_ROWS =
            new Problem("no rows", "there are headings but no rows under them", "check that this is the right file");

    /** Dates of which each person has their own. */
    private static final Set<String> PILING = Set.of("date of birth", "offence start date", "index offence date");

    private static final List<String> PERSON =
            List.of("participant id", "pnc id", "person key", "surname", "forename", "full name");

    /** Fewer unreadable cells than these may all be slips. */
    private static final int FEW = 5;

    private final ExtractKind kind;
    private final Intake.Scanned scanned;
    private final Table table;
    private final Columns columns;
    private final ColumnCounts counts;
    private final RowSorter sorter;
    private final RowMapper<T> mapper;
    private final RowLog log;
    private final List<PiledDates> piled;
    private final int[] person;
    private final String fileName;
    private final int lastRequired;
    private final Widths shorter = new Widths();
    private final Widths longer = new Widths();
    private long read;
    private long place;
    private long rejected;
    private boolean atEnd;

    MappedReader(
            ExtractKind kind,
            Intake.Scanned scanned,
            Table table,
            Columns columns,
            RowSorter sorter,
            RowMapper<T> mapper,
            RowLog log) {
        this.kind = kind;
        this.scanned = scanned;
        this.table = table;
        this.columns = columns;
        this.counts = new ColumnCounts(columns);
        this.sorter = sorter;
        this.mapper = mapper;
        this.log = log;
        this.person = columns.indexes(PERSON);
        this.piled = columns.inUse().stream()
                .filter(column -> PILING.contains(column.field()))
                .map(PiledDates::new)
                .toList();
        this.fileName = scanned.file().name();
        this.lastRequired = Arrays.stream(columns.indexes(kind.fields().stream()
                        .filter(Field::required)
                        .map(Field::name)
                        .toList()))
                .max()
                .orElse(-1);
    }

    /** Rows that are not as wide as the headings. */
    private static final class Widths {
        private long rows;
        private long first;

        void add(TableRow row) {
            first = rows++ == 0 ? row.number() : first;
        }

        String words() {
            return rows == 1 ? "row " + first + " has" : rows + " rows, the first of them " + first + ", have";
        }
    }

    @Override
    public @Nullable T read() throws IOException {
        for (TableRow row = table.next(); row != null; row = table.next()) {
            T record = take(row);
            if (record != null) {
                return record;
            }
        }
        end();
        return null;
    }

    @Override
    public @Nullable T at(long number, long where) throws IOException {
        TableRow row = table.at(number, where);
        return row == null ? null : mapped(row);
    }

    @Override
    public long place() {
        return place;
    }

    /** Reads for the sake of the findings, until so many records were met, good or bad. */
    void sample(int records) throws IOException {
        while (read < records) {
            TableRow row = table.next();
            if (row == null) {
                end();
                return;
            }
            take(row);
        }
        sayUnknownWords();
        requireReadable();
    }

    private void sayUnknownWords() {
        columns.inUse().forEach(column -> column.sayUnknownWords(log));
    }

    private @Nullable T take(TableRow row) {
        place = row.place();
        return sorter.isRecord(row) ? map(row) : null;
    }

    /** A spreadsheet shows what stands in such a cell beside all its rows, and keeps it in the first. */
    private void sayMerged() {
        long merged = table.mergedCells().stream()
                .filter(cell -> cell.firstRow() > columns.headings().number())
                .filter(cell -> Arrays.stream(columns.indexes()).anyMatch(index -> index == cell.column()))
                .count();
        if (merged > 0) {
            log.warnTable(new Problem(
                    MERGED_CELLS,
                    merged + (merged == 1 ? " cell is" : " cells are")
                            + " merged over several rows; only the first row of each has what stands there, the others are"
                            + " read as empty",
                    "unmerge them and write the value into each row"));
        }
    }

    private @Nullable T map(TableRow row) {
        read++;
        Problem width = table.sheet() == null ? width(row) : null;
        if (width != null) {
            log.begin(row);
            log.rejectRow(width);
            rejected++;
            return null;
        }
        counts.add(row);
        if (!piled.isEmpty()) {
            int who = 0;
            for (int column : person) {
                who = 31 * who + row.text(column).hashCode();
            }
            for (PiledDates dates : piled) {
                dates.add(row, who);
            }
        }
        T record = mapped(row);
        rejected += log.rejected() ? 1 : 0;
        return record;
    }

    private @Nullable T mapped(TableRow row) {
        log.begin(row);
        T record = mapper.map(row, new RecordId(fileName, table.sheet(), row.number()), log);
        return log.rejected() ? null : record;
    }

    /** Only in CSV: a spreadsheet's cells cannot slip, and people jot beside its tables. */
    private @Nullable Problem width(TableRow row) {
        int width = columns.headings().width();
        if (row.width() > width) {
            longer.add(row);
            return row.firstFilled(width) < 0 ? null : TOO_WIDE;
        }
        if (row.width() < width) {
            shorter.add(row);
            return row.width() > lastRequired ? null : CUT_OFF;
        }
        return null;
    }

    /** A row may lack no more than empty cells at its end, or be cut or shifted: who keeps the file can tell. */
    private void sayWidths() {
        if (shorter.rows > 0) {
            log.warnTable(new Problem(
                    ROW_WIDTHS,
                    shorter.words() + " fewer cells than there are headings; the missing ones are taken as empty",
                    "check that only empty cells at the end are missing, and no delimiter before them"));
        }
        if (longer.rows > 0 && longer.rows < read) {
            log.warnTable(new Problem(
                    ROW_WIDTHS,
                    longer.words() + " more cells than there are headings, and others have not",
                    "put quotation marks around a cell that has the delimiter in it: what follows it is read one column"
                            + " too far right"));
        }
    }

    private void end() throws IntakeException {
        if (!atEnd && read == 0) {
            log.warnTable(NO_ROWS);
        }
        if (!atEnd) {
            sayUnknownWords();
            sorter.looks().forEach(log::warnTable);
            sayMerged();
            sayWidths();
            piled.forEach(dates -> dates.say(log));
            columns.sayOfColumns(log);
        }
        atEnd = true;
        requireReadable();
    }

    /** A column of which nothing can be read is written in another way than the protocol says: no row is used without it. */
    private void requireReadable() throws IntakeException {
        for (ColumnFacts column : counts.facts()) {
            if (kind.isExpected(column.field()) && column.filled() >= FEW && column.unreadable() == column.filled()) {
                throw scanned.file()
                        .unusable(
                                table.sheet(),
                                null,
                                "unreadable column",
                                "none of the " + column.filled() + " filled cells under \"" + column.heading()
                                        + "\" can be read as the " + column.field(),
                                "correct how it is written in the protocol (" + kind.section()
                                        + "; dates: date formats), or take its column out of the protocol");
            }
        }
    }

    @Override
    public long rowsRead() {
        return read;
    }

    @Override
    public long rowsRejected() {
        return rejected;
    }

    @Override
    public FileFacts facts() {
        FileScan scan = scanned.scan();
        return new FileFacts(
                scanned.file().section(),
                fileName,
                scan.sha256(),
                scan.bytes(),
                format(),
                read,
                rejected,
                new TableFacts(table.sheet(), table.sheets(), scanned.checksum(), counts.rows(), counts.facts()));
    }

    private String format() {
        String place =
                table.format() + ", headings in row " + columns.headings().number();
        String leftOut = sorter.leftOut();
        return leftOut.isEmpty() ? place : place + "; left out: " + leftOut;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    /** Counts the filled cells of a table, column by column. */
    private static final class ColumnCounts {
        private final Columns columns;
        private final long[] filled;
        private long rows;

        ColumnCounts(Columns columns) {
            this.columns = columns;
            this.filled = new long[columns.headings().width()];
        }

        void add(TableRow row) {
            rows++;
            row.countFilled(filled);
        }

        long rows() {
            return rows;
        }

        List<ColumnFacts> facts() {
            return columns.facts(filled);
        }
    }

    /** Makes a standardised record of a row. */
    interface RowMapper<T> {

        /** The record; whatever it is, it is not to be used if the log then says that the row is rejected. */
        @Nullable
        T map(TableRow row, RecordId source, RowLog log);
    }
}
