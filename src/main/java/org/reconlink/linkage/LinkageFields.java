package org.reconlink.linkage;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The names that a protocol may write in its section {@code linkage}. */
public final class LinkageFields {
    private LinkageFields() {}

    /** Fields of a blocking rule. */
    public static List<String> blocking() {
        return Arrays.stream(BlockingField.values()).map(BlockingField::label).toList();
    }

    /** Fields of a blocking rule, and an example of each further form. */
    public static List<String> blockingForms() {
        return BlockingTerm.labels();
    }

    /** Null if a blocking rule can be written with it; else what is wrong and what to do. */
    public static @Nullable String blockingProblem(String label) {
        try {
            BlockingTerm.of(label);
            return null;
        } catch (IllegalArgumentException e) {
            return Objects.requireNonNullElse(e.getMessage(), label);
        }
    }

    /** The whole fields behind one of a blocking rule: the participant's, then the identity's. */
    public static List<String> columns(String label) {
        BlockingTerm term = BlockingTerm.of(label);
        return List.of(term.participant().label(), term.identity().label());
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
