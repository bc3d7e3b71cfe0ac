package org.reconlink.linkage;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that a protocol may write in its section {@code linkage}. */
public final class LinkageFields {
    private LinkageFields() {}

    /** Fields of a blocking rule. */
    public static List<String> blocking() {
        return Arrays.stream(BlockingField.values()).map(BlockingField::label).toList();
    }

    /**
     * The field of a comparison, by which its columns are known: of {@code surname by initial} it is {@code surname}.
     */
    public static String field(String comparison) {
        return NamedComparison.isNamed(comparison) ? NamedComparison.field(comparison) : comparison;
    }

    /** Whether a comparison is a field and how it is compared, not one of the usual ones. */
    public static boolean isPutTogether(String comparison) {
        return NamedComparison.isNamed(comparison);
    }

    /** Why a text that names a field and how it is compared is no comparison; null if it is one, or none of this form. */
    public static @Nullable String problem(String comparison) {
        if (!NamedComparison.isNamed(comparison)) {
            return null;
        }
        try {
            NamedComparison.of(comparison);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** Comparisons. */
    public static List<String> comparisons() {
        return Comparisons.ALL.stream().<String>map(Comparison::name).toList();
    }
}
