package org.reconlink.linkage;

import static org.reconlink.linkage.Comparison.comparing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.CroNumber;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.kernel.Sex;

/** The comparisons that a protocol can name. */
final class Comparisons {
    private static final int YEARS_NEAR = 5;
    private static final int DAYS_NEAR = 7;

    private Comparisons() {}

    static final List<Comparison<?>> ALL = List.of(
            name(),
            middleNames(),
            dateOfBirth(),
            sex(),
            postcode(),
            pncId(),
            croNumber(),
            policeIdentifiers(),
            prisonNumber(),
            indexConvictionDate());

    /** In the order of the names; names that are not known are left to the settings' check. */
    static List<Comparison<?>> named(List<String> names) {
        List<Comparison<?>> named = new ArrayList<>();
        for (String name : names) {
            if (NamedComparison.isNamed(name)) {
                named.add(NamedComparison.of(name));
            } else {
                ALL.stream()
                        .filter(comparison -> comparison.name().equals(name))
                        .forEach(named::add);
            }
        }
        return named;
    }

    /** Surname and forename together: their agreement is not independent in people who have several names. */
    private static Comparison<Subject.Name> name() {
        return comparing("name", Subject::names)
                .onlyIf((l, r) -> Names.comparable(l.name(), r.name()))
                .level("exact", (l, r) -> !l.alias() && !r.alias() && Names.equal(l.name(), r.name()))
                .level("reversed", (l, r) -> Names.reversed(l.name(), r.name()))
                .level("alias exact", (l, r) -> (l.alias() || r.alias()) && Names.equal(l.name(), r.name()))
                .level("both close", (l, r) -> Names.bothSimilar(l.name(), r.name(), Names.CLOSE))
                .level("both similar", (l, r) -> Names.bothSimilar(l.name(), r.name(), Names.SIMILAR))
                .level("surname and initial", (l, r) -> Names.surnameAndInitial(l.name(), r.name()))
                .level("part of surname", (l, r) -> Names.partOfSurname(l.name(), r.name()))
                .level("surname only", (l, r) -> Names.surnameEqual(l.name(), r.name()))
                .level("forename only", (l, r) -> Names.forenameEqual(l.name(), r.name()))
                .otherwise("different")
                .adjustedBy((shared, frequencies) ->
                        frequencies.surnameBits(shared.name()) + frequencies.forenameBits(shared.name()));
    }

    private static Comparison<String> middleNames() {
        return one("middle names", details -> details.name().middleNames())
                .level("exact", String::equals)
                .level("similar", Names::middleNamesSimilar)
                .level("initial", Names::initialAgrees)
                .otherwise("different");
    }

    private static Comparison<LocalDate> dateOfBirth() {
        return one("date of birth", PersonDetails::dateOfBirth)
                .level("exact", LocalDate::equals)
                .level("day and month swapped", Slips::dayAndMonthSwapped)
                .level("one digit off", Slips::oneDigitOff)
                .level("same year and month", (l, r) -> YearMonth.from(l).equals(YearMonth.from(r)))
                .level("same year", (l, r) -> l.getYear() == r.getYear())
                .level("within five years", (l, r) -> within(YEARS_NEAR, ChronoUnit.YEARS, l, r))
                .otherwise("different");
    }

    private static Comparison<Sex> sex() {
        return one("sex", PersonDetails::sex).level("same", Sex::equals).otherwise("different");
    }

    private static Comparison<Postcode> postcode() {
        return comparing("postcode", subject -> subject.details().postcodes())
                .level("same unit", Postcode::equals)
                .level("same sector", (l, r) -> l.sector().equals(r.sector()))
                .level("same district", (l, r) -> l.district().equals(r.district()))
                .level("same area", (l, r) -> BlockingField.area(l).equals(BlockingField.area(r)))
                .otherwise("different")
                .adjustedBy((shared, frequencies) -> frequencies.postcodeBits(shared));
    }

    private static Comparison<PncId> pncId() {
        return one("pnc id", PersonDetails::pncId)
                .level("equal", PncId::equals)
                .level("one character off", (l, r) -> Slips.oneCharacterOffBeforeCheckLetter(l.value(), r.value()))
                .otherwise("in conflict");
    }

    private static Comparison<CroNumber> croNumber() {
        return one("cro number", PersonDetails::croNumber)
                .level("equal", CroNumber::equals)
                .level("one character off", (l, r) -> Slips.oneCharacterOffBeforeCheckLetter(l.value(), r.value()))
                .otherwise("in conflict");
    }

    /** Both together, since two in conflict say less than twice what one says. */
    private static Comparison<PoliceIdentifiers> policeIdentifiers() {
        return one("police identifiers", PoliceIdentifiers::of)
                .onlyIf((l, r) -> l.equal(r) + l.inConflict(r) > 0)
                .level("both equal", (l, r) -> l.equal(r) == 2)
                .level("one equal, other missing", (l, r) -> l.equal(r) == 1 && l.inConflict(r) == 0)
                .level("one equal, other in conflict", (l, r) -> l.equal(r) == 1)
                .level("one in conflict, other missing", (l, r) -> l.inConflict(r) == 1)
                .otherwise("both in conflict");
    }

    private record PoliceIdentifiers(
            @Nullable PncId pncId, @Nullable CroNumber croNumber) {
        static @Nullable PoliceIdentifiers of(PersonDetails details) {
            return details.pncId() == null && details.croNumber() == null
                    ? null
                    : new PoliceIdentifiers(details.pncId(), details.croNumber());
        }

        int equal(PoliceIdentifiers other) {
            return (pncId != null && pncId.equals(other.pncId) ? 1 : 0)
                    + (croNumber != null && croNumber.equals(other.croNumber) ? 1 : 0);
        }

        int inConflict(PoliceIdentifiers other) {
            return (pncId != null && other.pncId != null ? 1 : 0)
                    + (croNumber != null && other.croNumber != null ? 1 : 0)
                    - equal(other);
        }
    }

    private static Comparison<String> prisonNumber() {
        return one("prison number", PersonDetails::prisonNumber)
                .level("equal", String::equals)
                .level("one character off", Slips::oneCharacterOff)
                .otherwise("in conflict");
    }

    private static Comparison<LocalDate> indexConvictionDate() {
        return comparing("index conviction date", Subject::dates)
                .level("among the convictions", LocalDate::equals)
                .level("within seven days of one", (l, r) -> within(DAYS_NEAR, ChronoUnit.DAYS, l, r))
                .otherwise("not among the convictions");
    }

    private static <V> Comparison<V> one(String name, Function<PersonDetails, @Nullable V> value) {
        return comparing(name, subject -> {
            V known = value.apply(subject.details());
            return known == null ? List.of() : List.of(known);
        });
    }

    private static boolean within(int units, ChronoUnit unit, LocalDate left, LocalDate right) {
        LocalDate earlier = left.isBefore(right) ? left : right;
        LocalDate later = left.isBefore(right) ? right : left;
        return !later.isAfter(earlier.plus(units, unit));
    }
}
