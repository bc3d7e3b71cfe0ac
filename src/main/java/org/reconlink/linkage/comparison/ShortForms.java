package org.reconlink.linkage.comparison;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Forenames that stand for one another, from {@code short-forms.txt}: a line is a name and its short forms. */
public final class ShortForms {
    private static final List<Set<String>> LINES = read();
    private static final Map<String, Set<String>> PARTNERS = partners();

    private ShortForms() {}

    /** The lines of the table. */
    public static List<Set<String>> lines() {
        return LINES;
    }

    /** Whether a line of the table has both; not transitive, since one short form serves several names. */
    public static boolean share(String left, String right) {
        return PARTNERS.getOrDefault(left, Set.of()).contains(right);
    }

    private static Map<String, Set<String>> partners() {
        Map<String, Set<String>> partners = new HashMap<>();
        LINES.forEach(names -> names.forEach(
                name -> partners.computeIfAbsent(name, n -> new HashSet<>()).addAll(names)));
        return partners;
    }

    private static List<Set<String>> read() {
        try (InputStream in = Objects.requireNonNull(ShortForms.class.getResourceAsStream("/linkage/short-forms.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Set.of(line.trim().split(" +")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
