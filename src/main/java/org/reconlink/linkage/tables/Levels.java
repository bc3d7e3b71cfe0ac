package org.reconlink.linkage.tables;

import java.util.List;
import org.reconlink.linkage.engine.NameParts;

/** The ordered levels at which two values that are both present can agree, by what the column holds. */
final class Levels {
    private static final double NEAR = 0.92;
    private static final double SIMILAR = 0.85;
    private static final double ALIKE = 0.7;

    private Levels() {}

    /** What levels are called, the closest first; the last is that the values differ. */
    static List<String> labels(Meaning meaning) {
        return switch (meaning) {
            case FORENAME, SURNAME, TEXT ->
                List.of(
                        "exact",
                        "Jaro-Winkler from 0.92",
                        "Jaro-Winkler from 0.85",
                        "Jaro-Winkler from 0.7",
                        "different");
            case EMAIL ->
                List.of("exact", "one or two characters off", "same user name", "Jaro-Winkler from 0.85", "different");
            case DATE_OF_BIRTH ->
                List.of(
                        "exact",
                        "day and month swapped",
                        "one character off",
                        "two characters off",
                        "same year",
                        "different");
            case IDENTIFIER -> List.of("exact", "one character off", "two characters off", "different");
            case POSTCODE, NUMBER -> List.of("exact", "one character off", "different");
            case SEX -> List.of("exact", "different");
        };
    }

    /** The share of matches to start from, by level. */
    static double[] usualShares(Meaning meaning) {
        return switch (meaning) {
            case FORENAME, SURNAME, TEXT -> new double[] {0.8, 0.08, 0.04, 0.03, 0.05};
            case EMAIL -> new double[] {0.75, 0.1, 0.07, 0.03, 0.05};
            case DATE_OF_BIRTH -> new double[] {0.85, 0.01, 0.06, 0.03, 0.02, 0.03};
            case IDENTIFIER -> new double[] {0.9, 0.04, 0.02, 0.04};
            case POSTCODE, NUMBER -> new double[] {0.8, 0.1, 0.1};
            case SEX -> new double[] {0.97, 0.03};
        };
    }

    /** The index of the first level that holds. */
    static int level(Meaning meaning, String left, String right) {
        if (left.equals(right)) {
            return 0;
        }
        return switch (meaning) {
            case FORENAME, SURNAME, TEXT -> similarity(left, right);
            case EMAIL -> email(left, right);
            case DATE_OF_BIRTH -> date(left, right);
            case IDENTIFIER -> Edits.within(1, left, right) ? 1 : Edits.within(2, left, right) ? 2 : 3;
            case POSTCODE, NUMBER -> Edits.within(1, left, right) ? 1 : 2;
            case SEX -> 1;
        };
    }

    private static int similarity(String left, String right) {
        double similarity = NameParts.similarity(left, right);
        return similarity >= NEAR ? 1 : similarity >= SIMILAR ? 2 : similarity >= ALIKE ? 3 : 4;
    }

    private static int email(String left, String right) {
        if (Edits.within(2, left, right)) {
            return 1;
        }
        int at = left.indexOf('@');
        if (at > 0 && right.startsWith(left.substring(0, at + 1))) {
            return 2;
        }
        return NameParts.similarity(left, right) >= SIMILAR ? 3 : 4;
    }

    private static int date(String left, String right) {
        if (left.length() == 8
                && right.length() == 8
                && left.regionMatches(0, right, 0, 4)
                && left.regionMatches(4, right, 6, 2)
                && left.regionMatches(6, right, 4, 2)) {
            return 1;
        }
        if (Edits.within(1, left, right)) {
            return 2;
        }
        if (Edits.within(2, left, right)) {
            return 3;
        }
        return left.length() >= 4 && left.regionMatches(0, right, 0, 4) ? 4 : 5;
    }
}
