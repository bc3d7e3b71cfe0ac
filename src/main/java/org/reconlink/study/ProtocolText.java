package org.reconlink.study;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.reader.StreamReader;

/** Turns the bytes of a protocol into text, and refuses what no YAML reader could explain well. */
final class ProtocolText {
    /** A protocol is written by hand: a larger file is something else, given by mistake. */
    static final int MOST_BYTES = 256 * 1024;

    private static final Pattern INDENTED_BY_TAB = Pattern.compile("(?m)^ *(\t)[ \t]*[^\\s#]");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ProtocolText() {}

    /** The text, or null if it cannot be read as YAML; then the reading says why. */
    static @Nullable String decode(byte[] bytes, ParseContext reading) {
        if (bytes.length > MOST_BYTES) {
            reading.problem(
                    Position.START,
                    "the protocol has more than " + MOST_BYTES / 1024 + " KB",
                    "check that this is the protocol and not a data file");
            return null;
        }
        String text = utf8(bytes, reading);
        if (text == null) {
            return null;
        }
        boolean tabs = reportTabs(text, reading);
        boolean unprintable = reportUnprintable(text, reading);
        return tabs || unprintable ? null : text;
    }

    private static @Nullable String utf8(byte[] bytes, ParseContext reading) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean malformed = decoder.decode(ByteBuffer.wrap(bytes), text, true).isError();
        String read = text.flip().toString();
        if (read.startsWith(BYTE_ORDER_MARK)) {
            read = read.substring(1);
        }
        if (malformed) {
            reading.problem(
                    position(read, read.length()),
                    "a character that is not UTF-8",
                    "save the file as text with the encoding UTF-8");
            return null;
        }
        return read;
    }

    private static boolean reportTabs(String text, ParseContext reading) {
        Matcher tabs = INDENTED_BY_TAB.matcher(text);
        boolean found = false;
        while (tabs.find()) {
            found = true;
            reading.problem(position(text, tabs.start(1)), "a tab in the indentation", "indent with spaces");
        }
        return found;
    }

    /** Reports the first only: a file that is no text has thousands. */
    private static boolean reportUnprintable(String text, ParseContext reading) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            if (!StreamReader.isPrintable(character)) {
                reading.problem(
                        position(text, i),
                        String.format(Locale.ROOT, "a character that cannot be seen (U+%04X)", character),
                        "delete it, or save the file as text with the encoding UTF-8");
                return true;
            }
        }
        return false;
    }

    private static Position position(String text, int index) {
        String before = text.substring(0, index);
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Position(line, 1 + before.codePointCount(lineStart, index));
    }
}
