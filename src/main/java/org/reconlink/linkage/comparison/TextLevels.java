package org.reconlink.linkage.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.reconlink.linkage.record.Dictionary;
import org.reconlink.linkage.record.Transform;
import org.reconlink.linkage.record.Transform.Sound;

/** Ways in which two different texts can be alike. */
public final class TextLevels {
    private TextLevels() {}

    private record Named(String label, Function<Dictionary, TextLevel.Test> test) implements TextLevel {
        @Override
        public Test on(Dictionary dictionary) {
            return test.apply(dictionary);
        }
    }

    /** A Jaro-Winkler similarity of the threshold or more, as {@link EngineComparisons#jaroWinkler} defines it. */
    public static TextLevel jaroWinkler(double threshold) {
        return new Named("Jaro-Winkler from " + threshold, dictionary -> {
            JaroWinkler jaroWinkler = new JaroWinkler(dictionary, threshold);
            return (left, right) -> jaroWinkler.similarity(left, right) >= threshold;
        });
    }

    /** So many letters written wrongly, put in or left out at most. */
    public static TextLevel levenshtein(int distance) {
        return new Named("Levenshtein to " + distance, dictionary -> edits(dictionary, false, distance));
    }

    /** So many letters written wrongly, put in or left out, or neighbours swapped, at most, each letter once. */
    public static TextLevel damerauLevenshtein(int distance) {
        return new Named("Damerau-Levenshtein to " + distance, dictionary -> edits(dictionary, true, distance));
    }

    /** The same sound, as {@link Transform#SOUND} has it. */
    public static TextLevel sameSound() {
        return new Named("same sound", dictionary -> (left, right) -> {
            String sound = Sound.of(dictionary.text(left));
            return !sound.isEmpty() && sound.equals(Sound.of(dictionary.text(right)));
        });
    }

    /** One is the other's first letter alone. */
    public static TextLevel initial() {
        return new Named("initial", dictionary -> (left, right) -> {
            String a = dictionary.text(left);
            String b = dictionary.text(right);
            return (a.length() == 1 || b.length() == 1) && a.charAt(0) == b.charAt(0);
        });
    }

    /** A part in common, at spaces and hyphens, as a double-barrelled name has. */
    public static TextLevel sharedPart() {
        return new Named("shared part", dictionary -> (left, right) -> {
            String a = dictionary.text(left);
            String b = dictionary.text(right);
            return (parted(a) || parted(b)) && shared(a, b);
        });
    }

    /** Both in one of the groups: short forms of a forename, spellings of one name. */
    public static TextLevel sameIn(String label, List<Set<String>> groups) {
        Map<String, List<Integer>> groupsOf = new HashMap<>();
        for (int group = 0; group < groups.size(); group++) {
            for (String text : groups.get(group)) {
                groupsOf.computeIfAbsent(text, known -> new ArrayList<>()).add(group);
            }
        }
        return new Named(label, dictionary -> (left, right) -> {
            List<Integer> lefts = groupsOf.get(dictionary.text(left));
            List<Integer> rights = lefts == null ? null : groupsOf.get(dictionary.text(right));
            return lefts != null && rights != null && lefts.stream().anyMatch(rights::contains);
        });
    }

    private static TextLevel.Test edits(Dictionary dictionary, boolean swaps, int limit) {
        EditDistance distance = new EditDistance(swaps, limit);
        return (left, right) -> distance.distance(dictionary, left, right) <= limit;
    }

    private static boolean parted(String text) {
        return text.indexOf(' ') >= 0 || text.indexOf('-') >= 0;
    }

    private static boolean shared(String left, String right) {
        List<String> rights = parts(right);
        return parts(left).stream().anyMatch(part -> !part.isEmpty() && rights.contains(part));
    }

    private static List<String> parts(String text) {
        return Arrays.asList(text.replace('-', ' ').split(" ", -1));
    }

    /** One way in which two different texts can be alike. */
    public interface TextLevel {
        /** What the level is called. */
        String label();

        /** The test on texts of a dictionary, for one thread. */
        Test on(Dictionary dictionary);

        /** A test of two texts by their codes. */
        @FunctionalInterface
        interface Test {
            /** Whether the level is reached. */
            boolean holds(int left, int right);
        }
    }
}
