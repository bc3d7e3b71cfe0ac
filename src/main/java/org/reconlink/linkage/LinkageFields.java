package org.reconlink.linkage;

import java.util.Arrays;
import java.util.List;

/** The names that a protocol may write in its section {@code linkage}. */
public final class LinkageFields {
    private LinkageFields() {}

    /** Fields of a blocking rule. */
    public static List<String> blocking() {
        return Arrays.stream(BlockingField.values()).map(BlockingField::label).toList();
    }

    /** Comparisons. */
    public static List<String> comparisons() {
        return Comparisons.ALL.stream().<String>map(Comparison::name).toList();
    }
}
