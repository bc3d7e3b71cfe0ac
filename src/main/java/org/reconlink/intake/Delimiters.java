package org.reconlink.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the character between the cells of a CSV file: the one under which most of the mapped headings appear. */
final class Delimiters {
    private static final char[] USUAL = {',', ';', '\t', '|'};
    private static final int ROWS = 100;

    private Delimiters() {}

    static char detect(String sample, Headings wanted) {
        char best = USUAL[0];
        long bestScore = -1;
        for (char delimiter : USUAL) {
            long score = score(sample, delimiter, wanted);
            if (score > bestScore) {
                best = delimiter;
                bestScore = score;
            }
        }
        return best;
    }

    static String words(char delimiter) {
        return switch (delimiter) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "pipe";
            default -> "delimiter " + delimiter;
        };
    }

    /** Headings found together in one row first; rows of the same width, at least two cells wide, second. */
    private static long score(String sample, char delimiter, Headings wanted) {
        int headings = 0;
        Map<Integer, Integer> rowsByWidth = new HashMap<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // a title above the table is one cell wide
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(sample)) {
            int count = 0;
            for (CsvRecord row : rows) {
                List<String> cells = row.getFields();
                headings = Math.max(headings, wanted.countIn(cells));
                if (cells.size() > 1) {
                    rowsByWidth.merge(cells.size(), 1, Integer::sum);
                }
                if (++count == ROWS) {
                    break;
                }
            }
        } catch (CsvParseException | UncheckedIOException e) {
            // The sample ends in mid-row, or is not CSV under this delimiter: what was seen so far counts.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 1000L * headings
                + rowsByWidth.values().stream().mapToInt(n -> n).max().orElse(0);
    }
}
