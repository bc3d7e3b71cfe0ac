package org.reconlink.intake;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** A CSV file. */
final class CsvTable implements Table {
    /** A cell longer than this is a quotation mark that was never closed. */
    private static final int LONGEST_CELL = 1 << 20;

    private final SourceFile file;
    private final String format;
    private final CsvRowHandler handler = new CsvRowHandler();
    private final CsvReader<TableRow> reader;
    private final CloseableIterator<TableRow> rows;

    private CsvTable(SourceFile file, String format, char delimiter, InputStreamReader in) {
        this.file = file;
        this.format = format;
        this.reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                // A quotation mark out of place shifts rows into one another: better no file than a wrong one.
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(true)
                .maxBufferSize(LONGEST_CELL)
                .build(handler, in);
        this.rows = reader.iterator();
    }

    static CsvTable open(SourceFile file, FileScan scan, ExtractSettings settings) throws IOException {
        TextEncoding encoding = TextEncoding.of(file, scan, settings.encoding());
        Character stated = settings.delimiter();
        char delimiter = stated != null
                ? stated
                : Delimiters.detect(
                        scan.head().text(encoding.markBytes(), encoding.charset()), Headings.wantedBy(settings));
        String format = "CSV, " + Delimiters.words(delimiter) + ", " + encoding.words() + ", " + scan.lineEnds();
        InputStream in = Files.newInputStream(file.path());
        in.skipNBytes(encoding.markBytes());
        return new CsvTable(file, format, delimiter, new InputStreamReader(in, encoding.charset()));
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        try {
            TableRow row = rows.hasNext() ? rows.next() : null;
            return row == null ? null : whole(row);
        } catch (CsvParseException e) {
            throw broken(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private TableRow whole(TableRow row) throws IntakeException {
        if (handler.tooLong()) {
            throw here(
                    "row length",
                    "the record that begins here has more than 16,384 cells or 4,194,304 characters",
                    "check the delimiter and the line ends, and export the file again");
        }
        if (handler.hasNul()) {
            throw here(
                    "damaged text",
                    "the record that begins here has characters of nought, as files have that were cut off or damaged",
                    "export the file again");
        }
        return row;
    }

    /** The parser's own message can quote the row; it is asked only whether a cell was too long for its buffer. */
    private IntakeException broken(CsvParseException e) {
        if (String.valueOf(e.getMessage()).startsWith("The maximum buffer size")) {
            return here(
                    "cell length",
                    "a cell of the record that begins here is longer than 1,048,576 characters",
                    "look for a quotation mark that is never closed, or for missing line ends, and export the file"
                            + " again");
        }
        return here(
                "quotation marks",
                "the quotation marks in the record that begins here do not pair",
                "double each quotation mark inside a cell, and put marks around the whole cell");
    }

    private IntakeException here(String rule, String problem, String advice) {
        return file.unusable(null, handler.line(), rule, problem, advice);
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
        reader.close();
    }
}
