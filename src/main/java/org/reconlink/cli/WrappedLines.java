package org.reconlink.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines for a terminal: none wider than it, words whole, the second line of one a little further in. */
final class WrappedLines extends PrintWriter {
    private static final int WIDTH = 80;
    private static final String FURTHER_IN = "    ";

    WrappedLines(OutputStream terminal) {
        super(terminal, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
        wrapped(String.valueOf(line)).forEach(super::println);
    }

    @Override
    public void println(Object line) {
        println(String.valueOf(line));
    }

    /** The line in parts of which each fits; a word that is wider than the terminal stands alone. */
    static List<String> wrapped(String line) {
        List<String> parts = new ArrayList<>();
        String rest = line;
        while (rest.length() > WIDTH) {
            int indent = rest.length() - rest.stripLeading().length();
            int at = rest.lastIndexOf(' ', WIDTH);
            at = at > indent ? at : rest.indexOf(' ', WIDTH);
            if (at < 0) {
                break;
            }
            parts.add(rest.substring(0, at).stripTrailing());
            rest = FURTHER_IN + rest.substring(at).strip();
        }
        parts.add(rest);
        return parts;
    }
}
