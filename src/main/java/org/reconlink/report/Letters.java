package org.reconlink.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Words as outlines, so that a picture looks the same everywhere and needs no font. */
final class Letters {
    private static final double UNITS = 2048;
    /** Stands for a letter that the table does not have. */
    private static final int REPLACEMENT = 0xFFFD;

    private static final Letters REGULAR = read("regular");
    private static final Letters BOLD = read("bold");

    private final Map<Integer, String[]> lines;
    /** Those that were asked for: few pictures need more than a tenth of the table. */
    private final Map<Integer, Letter> letters = new ConcurrentHashMap<>();

    private Letters(Map<Integer, String[]> lines) {
        this.lines = lines;
    }

    private record Letter(double advance, Outline outline) {
        static Letter of(String[] line) {
            return new Letter(Double.parseDouble(line[2]), Outline.parse(line[3]));
        }
    }

    static Letters of(boolean bold) {
        return bold ? BOLD : REGULAR;
    }

    private static Letters read(String weight) {
        Map<Integer, String[]> byCodePoint = new HashMap<>();
        try (InputStream table = Objects.requireNonNull(Letters.class.getResourceAsStream("/report/letters.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split("\t", -1);
                if (parts[0].equals(weight)) {
                    byCodePoint.put(Integer.parseInt(parts[1], 16), parts);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Letters(byCodePoint);
    }

    /** @param anchor start, middle or end: what of the words is at x */
    Outline words(String words, double x, double baseline, String anchor, double size) {
        double scale = size / UNITS;
        double width = words.codePoints().mapToDouble(c -> letter(c).advance()).sum() * scale;
        double at = x
                - switch (anchor) {
                    case "middle" -> width / 2;
                    case "end" -> width;
                    default -> 0;
                };
        Outline all = Outline.NOTHING;
        for (int c : words.codePoints().toArray()) {
            all = all.and(letter(c).outline().placed(scale, -scale, at, baseline));
            at += letter(c).advance() * scale;
        }
        return all;
    }

    private Letter letter(int c) {
        int known = lines.containsKey(c) ? c : REPLACEMENT;
        return letters.computeIfAbsent(known, any -> Letter.of(Objects.requireNonNull(lines.get(known))));
    }
}
