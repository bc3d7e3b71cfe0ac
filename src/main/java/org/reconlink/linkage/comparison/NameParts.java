package org.reconlink.linkage.comparison;

import org.reconlink.linkage.record.PartReader;
import org.reconlink.linkage.record.Transform;

/** The engine's comparator of names and its sorted parts, for names that are not packed. */
public final class NameParts {
    private NameParts() {}

    /** Jaro-Winkler similarity, from 0 to 1, as {@link EngineComparisons#jaroWinkler} defines it. */
    public static double similarity(String left, String right) {
        return left.equals(right) ? 1 : JaroWinkler.similarity(left, right);
    }

    /** Parts of a name, at spaces and hyphens, in alphabetical order. */
    public static String sorted(String name) {
        return PartReader.part(Transform.SORTED_PARTS, name);
    }
}
