package org.reconlink.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file that begins like a plain one: its headings are in its first row, and its first bytes are text in UTF-8 or
 * windows-1252.
 *
 * @param delimiter between cells
 * @param begin of the row below the headings, in bytes
 * @param encodings that the rows may be in: the first under which all of them are well formed
 */
public record PlainCsv(Path path, List<String> headings, char delimiter, long begin, List<Charset> encodings) {
    /** Copies the lists. */
    public PlainCsv {
        headings = List.copyOf(headings);
        encodings = List.copyOf(encodings);
    }

    /** The text without space at its ends, as cells have none. */
    public static String stripped(String cell) {
        return Texts.stripped(cell);
    }

    /** Null if anything about the beginning of the file is out of the ordinary: one heading alone may be a title. */
    static @Nullable PlainCsv of(Path path) throws IOException {
        FileScan.Head head = FileScan.head(path);
        boolean marked = head.startsWith(0xEF, 0xBB, 0xBF);
        int from = marked ? 3 : 0;
        int end = lineEnd(head, from, marked);
        if (end < 0 || TableFiles.isOther(head)) {
            return null;
        }
        char delimiter = Delimiters.detect(head.text(from, StandardCharsets.UTF_8), new Headings(Map.of()));
        List<String> headings = cells(head.text(from, end, StandardCharsets.UTF_8), delimiter);
        List<String> filled =
                headings.stream().filter(heading -> !heading.isEmpty()).toList();
        if (filled.size() < 2 || Set.copyOf(filled).size() < filled.size() || isLine(head, end + 1, delimiter)) {
            return null;
        }
        return new PlainCsv(
                path,
                headings,
                delimiter,
                Math.min(end + 1L, Files.size(path)),
                marked ? List.of(StandardCharsets.UTF_8) : List.of(StandardCharsets.UTF_8, TextEncoding.WINDOWS_1252));
    }

    /** Whether the line that begins there is one of dashes, as database programs draw under headings. */
    private static boolean isLine(FileScan.Head head, int from, char delimiter) {
        boolean dashes = false;
        for (int i = from; i < head.length() && head.at(i) != '\n'; i++) {
            int letter = head.at(i);
            dashes |= letter == '-' || letter == '=' || letter == '_';
            if ("-=_+:| \"\r".indexOf(letter) < 0 && letter != delimiter) {
                return false;
            }
        }
        return dashes;
    }

    /** Where the first line ends, if it has none but letters that all encodings have in common; else negative. */
    private static int lineEnd(FileScan.Head head, int from, boolean marked) {
        int end = -1;
        boolean quoted = false;
        for (int i = from; i < head.length(); i++) {
            int letter = head.at(i);
            boolean lone = letter == '\r' && i + 1 < head.length() && head.at(i + 1) != '\n';
            if (letter == 0 || lone || (end < 0 && letter > 127 && !marked)) {
                return -1;
            }
            quoted ^= letter == '"';
            end = end < 0 && letter == '\n' && !quoted ? i : end;
        }
        return end;
    }

    /** The cells of a line; none if it is not to be read. */
    private static List<String> cells(String line, char delimiter) throws IOException {
        try (CsvReader<de.siegmar.fastcsv.reader.CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .trimWhitespacesAroundQuotes(true)
                .ofCsvRecord(line)) {
            return reader.iterator().next().getFields().stream()
                    .map(String::strip)
                    .toList();
        } catch (CsvParseException e) {
            return List.of();
        }
    }
}
