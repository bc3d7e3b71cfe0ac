package org.reconlink.intake;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A CSV file, cut into cells as bytes; in an encoding where bytes do not show what is a delimiter it is made UTF-8 first. */
final class CsvTable implements Table {
    private final SourceFile file;
    private final String format;
    private final CsvBytes bytes;
    private final CsvRecord record;
    private CellPool[] pools = new CellPool[0];
    private long line = 1;
    private boolean begun;
    private boolean quotesText;

    private CsvTable(SourceFile file, String format, CsvBytes bytes) {
        this.file = file;
        this.format = format;
        this.bytes = bytes;
        this.record = new CsvRecord(bytes.delimiter(), bytes.charset());
    }

    static CsvTable open(SourceFile file, FileScan scan, ExtractSettings settings) throws IOException {
        TextEncoding encoding = TextEncoding.of(file, scan, settings.encoding());
        Character stated = settings.delimiter();
        char delimiter = stated != null
                ? stated
                : Delimiters.detect(
                        scan.head().text(encoding.markBytes(), encoding.charset()), Headings.wantedBy(settings));
        String format = "CSV, " + Delimiters.words(delimiter) + ", " + encoding.words() + ", " + scan.lineEnds();
        return new CsvTable(file, format, CsvBytes.open(file, scan, encoding, delimiter));
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        CsvRecord.State state = record.find(bytes.buffer(), bytes.at(), bytes.limit(), bytes.isAtEnd());
        while (state == CsvRecord.State.UNFINISHED) {
            bytes.more();
            state = record.find(bytes.buffer(), bytes.at(), bytes.limit(), bytes.isAtEnd());
        }
        return switch (state) {
            case NONE -> null;
            case LONG_CELL ->
                throw here(
                        "cell length",
                        "a cell of the record that begins here is longer than 1,048,576 characters",
                        "look for a quotation mark that is never closed, or for missing line ends, and export the file"
                                + " again");
            case LONG_RECORD ->
                throw here(
                        "row length",
                        "the record that begins here has more than 16,384 cells or 4,194,304 characters",
                        "check the delimiter and the line ends, and export the file again");
            case QUOTES ->
                throw here(
                        "quotation marks",
                        "the quotation marks in the record that begins here do not pair",
                        "double each quotation mark inside a cell, and put marks around the whole cell");
            default -> row();
        };
    }

    @Override
    public @Nullable TableRow at(long number, long place) throws IOException {
        if (place < 0) {
            return Table.super.at(number, place);
        }
        bytes.jump(place);
        line = number;
        return next();
    }

    private TableRow row() throws IntakeException {
        int count = record.cells();
        if (count > pools.length) {
            int known = pools.length;
            pools = Arrays.copyOf(pools, count);
            Arrays.setAll(pools, i -> i < known ? pools[i] : new CellPool(bytes.charset()));
        }
        if (!begun) {
            begun = true;
            quotesText = record.isAllQuoted();
        }
        byte[] buffer = bytes.buffer();
        Cell[] cells = new Cell[count];
        for (int i = 0; i < count; i++) {
            boolean missing = quotesText && record.isBareMissing(i, buffer);
            cells[i] = missing ? Cell.BLANK : record.cell(i, buffer, pools[i]);
        }
        if (record.hasNul()) {
            throw here(
                    "damaged text",
                    "the record that begins here has characters of nought, as files have that were cut off or damaged",
                    "export the file again");
        }
        TableRow row = new TableRow(line, bytes.place(), cells);
        line += record.lines();
        bytes.pass(record.next());
        return row;
    }

    private IntakeException here(String rule, String problem, String advice) {
        return file.unusable(null, line, rule, problem, advice);
    }

    @Override
    public @Nullable String sheet() {
        return null;
    }

    @Override
    public int sheets() {
        return 0;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
