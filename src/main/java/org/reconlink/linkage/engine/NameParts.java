package org.reconlink.linkage.engine;

/** The engine's comparator of names and its transforms, for names that are not packed. */
public final class NameParts {
    private NameParts() {}

    /** Jaro-Winkler similarity, from 0 to 1, as {@link EngineComparisons#jaroWinkler} defines it. */
    public static double similarity(String left, String right) {
        return left.equals(right) ? 1 : JaroWinkler.similarity(left, right);
    }

    /** How a name sounds; empty for a name without a letter that has a sound. */
    public static String sound(String name) {
        return PartReader.part(Transform.SOUND, name);
    }

    /** Parts of a name, at spaces and hyphens, in alphabetical order. */
    public static String sorted(String name) {
        return PartReader.part(Transform.SORTED_PARTS, name);
    }
}
