package org.reconlink.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A list of words among the resources, under {@code vocabulary/}: headings in its first line, cells set apart by tabs. */
record Vocabulary(String name, int columns) {

    void forEachRow(Consumer<String[]> reader) {
        InputStream in = Vocabulary.class.getResourceAsStream("/vocabulary/" + name);
        if (in == null) {
            throw new IllegalStateException("the vocabulary " + name + " is missing from this build");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split("\t", -1);
                if (cells.length != columns) {
                    throw new IllegalStateException("the vocabulary " + name + " has a row of " + cells.length
                            + " cells where " + columns + " are expected");
                }
                reader.accept(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What words are compared by: upper case, letters and digits, apostrophes dropped, all else one space. */
    static String key(String text) {
        StringBuilder out = new StringBuilder(text.length());
        String upper = Texts.folded(text);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            if (c == '&') {
                separate(out);
                out.append("AND ");
            } else if (Character.isLetterOrDigit(c) || c == '£') {
                out.append(c);
            } else if (c != '\'' && c != '\u2019') {
                separate(out);
            }
        }
        return out.toString().strip();
    }

    private static void separate(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }
}
