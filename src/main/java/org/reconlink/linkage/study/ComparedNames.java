package org.reconlink.linkage.study;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonName;
import org.reconlink.linkage.comparison.NameParts;
import org.reconlink.linkage.comparison.ShortForms;

/** How two names can agree; a part that is missing agrees with nothing and differs from nothing. */
final class ComparedNames {
    /** Jaro-Winkler similarity from which two names are one name misspelt. */
    static final double CLOSE = 0.92;
    /** Jaro-Winkler similarity from which two names may be one name. */
    static final double SIMILAR = 0.88;

    /** Below this two names are quite different ones. */
    private static final double QUITE_ANOTHER = 0.7;

    private ComparedNames() {}

    static boolean equal(PersonName left, PersonName right) {
        return surnameEqual(left, right) && forenameEqual(left, right);
    }

    static boolean reversed(PersonName left, PersonName right) {
        return equal(left.surname(), right.forename()) && equal(left.forename(), right.surname());
    }

    static boolean surnameEqual(PersonName left, PersonName right) {
        return equal(left.surname(), right.surname());
    }

    static boolean forenameEqual(PersonName left, PersonName right) {
        return equal(left.forename(), right.forename());
    }

    static boolean bothSimilar(PersonName left, PersonName right, double from) {
        return similar(left.surname(), right.surname(), from) && forenameSimilar(left, right, from);
    }

    /** The surname agrees, and of a forename one side has the initial only. */
    static boolean surnameAndInitial(PersonName left, PersonName right) {
        return surnameEqual(left, right)
                && left.forename() != null
                && right.forename() != null
                && initialAgrees(left.forename(), right.forename());
    }

    /** The forename agrees, and one surname has a part that is the other or a part of it. */
    static boolean partOfSurname(PersonName left, PersonName right) {
        return forenameEqual(left, right)
                && left.surname() != null
                && right.surname() != null
                && sharedPart(left.surname(), right.surname());
    }

    private static boolean sharedPart(String left, String right) {
        List<String> parts = List.of(right.split(" ", -1));
        return Stream.of(left.split(" ", -1)).anyMatch(part -> part.length() > 1 && parts.contains(part));
    }

    static boolean surnameSimilar(PersonName left, PersonName right) {
        return similar(left.surname(), right.surname(), SIMILAR);
    }

    /** Both names are much the same, in either place. */
    static boolean alikeInAnyOrder(PersonName left, PersonName right) {
        return bothSimilar(left, right, SIMILAR)
                || (similar(left.surname(), right.forename(), SIMILAR)
                        && similar(left.forename(), right.surname(), SIMILAR));
    }

    /** Both names are much the same, in either place; where one side has one word, it is one of the other's. */
    static boolean alikeAsFarAsKnown(PersonName left, PersonName right) {
        if (isOneWord(left) || isOneWord(right)) {
            return similar(left.surname(), right.surname(), SIMILAR)
                    || forenameSimilar(left, right, SIMILAR)
                    || similar(left.surname(), right.forename(), SIMILAR)
                    || similar(left.forename(), right.surname(), SIMILAR);
        }
        return alikeInAnyOrder(left, right);
    }

    private static boolean isOneWord(PersonName name) {
        return name.surname() == null || name.forename() == null;
    }

    /** One name is much the same, in either place, and the other quite another. */
    static boolean halfEqual(PersonName left, PersonName right) {
        return halfEqual(left.surname(), left.forename(), right.surname(), right.forename())
                || halfEqual(left.forename(), left.surname(), right.surname(), right.forename());
    }

    private static boolean halfEqual(
            @Nullable String one, @Nullable String two, @Nullable String three, @Nullable String four) {
        if (one == null || two == null || three == null || four == null) {
            return false;
        }
        return (similar(one, three, SIMILAR) && quiteAnother(two, four))
                || (similar(two, four, SIMILAR) && quiteAnother(one, three));
    }

    private static boolean quiteAnother(String left, String right) {
        return NameParts.similarity(left, right) < QUITE_ANOTHER
                && !ShortForms.share(left, right)
                && !initialAgrees(left, right);
    }

    /** Similar in letters, or one a short form of the other. */
    static boolean forenameSimilar(PersonName left, PersonName right, double from) {
        return similar(left.forename(), right.forename(), from)
                || (left.forename() != null
                        && right.forename() != null
                        && ShortForms.share(left.forename(), right.forename()));
    }

    /** Both parts are known on both sides, or the part that is known agrees. */
    static boolean comparable(PersonName left, PersonName right) {
        boolean known = left.surname() != null
                && right.surname() != null
                && left.forename() != null
                && right.forename() != null;
        return known || surnameEqual(left, right) || forenameEqual(left, right);
    }

    /** Misspelt, a short form, or the first of several middle names. */
    static boolean middleNamesSimilar(String left, String right) {
        String first = firstWord(left);
        String other = firstWord(right);
        return NameParts.similarity(left, right) >= SIMILAR
                || ShortForms.share(first, other)
                || (first.length() > 1 && first.equals(other));
    }

    /** One side has an initial only, and it is that of the other. */
    static boolean initialAgrees(String left, String right) {
        return left.charAt(0) == right.charAt(0)
                && (firstWord(left).length() == 1 || firstWord(right).length() == 1);
    }

    private static String firstWord(String names) {
        int space = names.indexOf(' ');
        return space < 0 ? names : names.substring(0, space);
    }

    private static boolean equal(@Nullable String left, @Nullable String right) {
        return left != null && left.equals(right);
    }

    private static boolean similar(@Nullable String left, @Nullable String right, double from) {
        return left != null && right != null && NameParts.similarity(left, right) >= from;
    }
}
