package org.reconlink.publish;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Names of columns as every statistics program takes them: lower-case letters, digits, underscores. */
final class ColumnName {

    private ColumnName() {}

    /** {@code ACE count (n)} is {@code ace_count_n}; blank if no letter or digit is left. */
    static String of(String heading) {
        String folded = Normalizer.normalize(heading, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return folded.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }

    /** The name, or with {@code _2}, {@code _3} ... the first that is not taken. */
    static String free(String name, Set<String> taken) {
        String free = name;
        for (int n = 2; taken.contains(free); n++) {
            free = name + "_" + n;
        }
        return free;
    }
}
