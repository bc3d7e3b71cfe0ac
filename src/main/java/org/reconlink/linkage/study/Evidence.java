package org.reconlink.linkage.study;

import java.time.LocalDate;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.CroNumber;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.linkage.comparison.NameParts;
import org.reconlink.linkage.comparison.ShortForms;

/** Facts about a pair that rules over the weights ask for. What is missing on a side is neither equal nor different. */
record Evidence(Subject participant, Subject identity) {

    boolean pncEqual() {
        return both(PersonDetails::pncId, PncId::equals);
    }

    boolean identifierEqual() {
        return pncEqual()
                || both(PersonDetails::croNumber, CroNumber::equals)
                || both(PersonDetails::prisonNumber, String::equals);
    }

    /** Whether a side has no name at all, and no person key or identifier of the two is equal or a character off. */
    boolean nameless() {
        return (participant.names().isEmpty() || identity.names().isEmpty())
                && !both(PersonDetails::personKey, String::equals)
                && !both(PersonDetails::pncId, (l, r) -> !different(l.value(), r.value()))
                && !both(PersonDetails::croNumber, (l, r) -> !different(l.value(), r.value()));
    }

    /** PNC id or CRO number differs by more than a character, or the person key at all. */
    boolean identifierDiffers() {
        return both(PersonDetails::pncId, (l, r) -> different(l.value(), r.value()))
                || both(PersonDetails::croNumber, (l, r) -> different(l.value(), r.value()))
                || both(PersonDetails::personKey, (l, r) -> !l.equals(r));
    }

    /** By more than a digit or a change of places. */
    boolean birthDiffers() {
        return both(
                PersonDetails::dateOfBirth,
                (l, r) -> !l.equals(r) && !Slips.dayAndMonthSwapped(l, r) && !Slips.oneDigitOff(l, r));
    }

    /** All surnames are known and none of them is similar, nor is a name reversed. */
    boolean surnameDiffers() {
        return known(PersonName::surname)
                && !anyNames((l, r) -> ComparedNames.surnameSimilar(l, r) || ComparedNames.reversed(l, r));
    }

    /** All forenames are known and none of them is similar or a short form, nor is a name reversed. */
    boolean forenameDiffers() {
        return known(PersonName::forename)
                && !anyNames((l, r) ->
                        ComparedNames.forenameSimilar(l, r, ComparedNames.SIMILAR) || ComparedNames.reversed(l, r));
    }

    /** The date of birth is much the same, or both names are, in either order. */
    boolean agree() {
        return (both(PersonDetails::dateOfBirth, (l, r) -> true) && !birthDiffers())
                || anyNames(ComparedNames::alikeAsFarAsKnown);
    }

    /** Names and dates of birth are known, and neither agrees. */
    boolean disagree() {
        return birthDiffers()
                && !participant.names().isEmpty()
                && !identity.names().isEmpty()
                && !agree();
    }

    /** Neither name agrees, and a date of birth that is known on both sides does not, either. */
    boolean sharesNothing() {
        boolean born = both(PersonDetails::dateOfBirth, (l, r) -> true);
        return disagree() || (!born && surnameDiffers() && forenameDiffers());
    }

    /** Nothing that is known of names and dates of birth differs. */
    boolean agreeInAll() {
        return !birthDiffers() && anyNames(ComparedNames::alikeAsFarAsKnown);
    }

    /** Surname, date of birth and a postcode are equal. */
    boolean sameFamily() {
        return anyNames(ComparedNames::surnameEqual)
                && both(PersonDetails::dateOfBirth, LocalDate::equals)
                && participant.details().postcodes().stream()
                        .anyMatch(identity.details().postcodes()::contains);
    }

    /**
     * The names or the dates of birth, where both sides have them, are quite another: a twin or another relative, a namesake,
     * or nobody that they have to do with.
     */
    boolean isAnother() {
        return !identifierEqual()
                && (both(PersonDetails::dateOfBirth, Slips::quiteAnother)
                        || (!participant.names().isEmpty()
                                && !identity.names().isEmpty()
                                && !anyNames(ComparedNames::mayBeOne)));
    }

    /** Full name and date of birth are known of the identity. */
    boolean isComplete() {
        return new Evidence(identity, identity).isClose();
    }

    /** The forename, in either place, or the date of birth is quite another; the surname says nothing, since relatives share it. */
    boolean isRelatives() {
        return !identifierEqual()
                && !convictionShared()
                && (both(PersonDetails::dateOfBirth, Slips::quiteAnother)
                        || (participant.names().stream()
                                        .allMatch(name -> name.name().forename() != null)
                                && !participant.names().isEmpty()
                                && !anyNames(ComparedNames::mayBeOneButForSurname)));
    }

    /** Full names and dates of birth are known on both sides, and are the same but for a slip in each. */
    boolean isClose() {
        return both(PersonDetails::dateOfBirth, (l, r) -> true)
                && !birthDiffers()
                && anyNames(ComparedNames::oneButForSlips);
    }

    /** Two names are the same, or may be but for a slip, or one is a short form of the other or its initial. */
    static boolean isOneNameButForSlips(String left, String right) {
        return ComparedNames.oneButForSlips(left, right) || ComparedNames.initialAgrees(left, right);
    }

    /** The index conviction date is among the person's convictions. */
    boolean convictionShared() {
        return participant.dates().stream().anyMatch(identity.dates()::contains);
    }

    private static boolean different(String left, String right) {
        return !left.equals(right) && !Slips.oneCharacterOffBeforeCheckLetter(left, right);
    }

    private <V> boolean both(Function<PersonDetails, @Nullable V> value, BiPredicate<V, V> holds) {
        V left = value.apply(participant.details());
        V right = value.apply(identity.details());
        return left != null && right != null && holds.test(left, right);
    }

    private boolean known(Function<PersonName, @Nullable String> part) {
        return !participant.names().isEmpty()
                && !identity.names().isEmpty()
                && participant.names().stream()
                        .map(Subject.Name::name)
                        .map(part)
                        .allMatch(Objects::nonNull)
                && identity.names().stream().map(Subject.Name::name).map(part).allMatch(Objects::nonNull);
    }

    private boolean anyNames(BiPredicate<PersonName, PersonName> holds) {
        for (Subject.Name left : participant.names()) {
            for (Subject.Name right : identity.names()) {
                if (holds.test(left.name(), right.name())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How two names can agree; a part that is missing agrees with nothing and differs from nothing. */
    private static final class ComparedNames {
        /** Jaro-Winkler similarity from which two names may be one name. */
        static final double SIMILAR = 0.88;

        /** Below this two names are quite different ones. */
        private static final double QUITE_ANOTHER = 0.7;

        private ComparedNames() {}

        static boolean reversed(PersonName left, PersonName right) {
            return equal(left.surname(), right.forename()) && equal(left.forename(), right.surname());
        }

        static boolean surnameEqual(PersonName left, PersonName right) {
            return equal(left.surname(), right.surname());
        }

        static boolean bothSimilar(PersonName left, PersonName right, double from) {
            return similar(left.surname(), right.surname(), from) && forenameSimilar(left, right, from);
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

        /** Neither name is quite another, in either place; where one side has one word, it may be either of the other's. */
        static boolean mayBeOne(PersonName left, PersonName right) {
            return inAnyOrder(left, right, (l, r) -> l == null || r == null || !quiteAnother(l, r));
        }

        /** As {@link #mayBeOne}, or the forename is the same but for a slip beside another surname, as after a marriage. */
        static boolean mayBeOneButForSurname(PersonName left, PersonName right) {
            return mayBeOne(left, right)
                    || (left.forename() != null
                            && right.forename() != null
                            && oneButForSlips(left.forename(), right.forename()));
        }

        /** Both names are known, and the same in either place but for a slip in each. */
        static boolean oneButForSlips(PersonName left, PersonName right) {
            return inAnyOrder(left, right, (l, r) -> l != null && r != null && oneButForSlips(l, r));
        }

        static boolean oneButForSlips(String left, String right) {
            return similar(left, right, SIMILAR) || ShortForms.share(left, right) || Slips.oneCharacterOff(left, right);
        }

        private static boolean inAnyOrder(
                PersonName left, PersonName right, BiPredicate<@Nullable String, @Nullable String> holds) {
            return (holds.test(left.surname(), right.surname()) && holds.test(left.forename(), right.forename()))
                    || (holds.test(left.surname(), right.forename()) && holds.test(left.forename(), right.surname()));
        }

        private static boolean quiteAnother(String left, String right) {
            return NameParts.similarity(left, right) < QUITE_ANOTHER
                    && !ShortForms.share(left, right)
                    && !Slips.oneCharacterOff(left, right)
                    && !initialAgrees(left, right);
        }

        /** Similar in letters, or one a short form of the other. */
        static boolean forenameSimilar(PersonName left, PersonName right, double from) {
            return similar(left.forename(), right.forename(), from)
                    || (left.forename() != null
                            && right.forename() != null
                            && ShortForms.share(left.forename(), right.forename()));
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
}
