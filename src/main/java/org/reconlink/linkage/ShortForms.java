package org.reconlink.linkage;

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
final class ShortForms {
    private static final Map<String, Set<String>> LINES = read();

    private ShortForms() {}

    /** Whether a line of the table has both; not transitive, since one short form serves several names. */
    static boolean share(String left, String right) {
        return LINES.getOrDefault(left, Set.of()).contains(right);
    }

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> partners = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(ShortForms.class.getResourceAsStream("/linkage/short-forms.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.trim().split(" +")))
                    .forEach(names -> names.forEach(name ->
                            partners.computeIfAbsent(name, n -> new HashSet<>()).addAll(names)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return partners;
    }
}
