package org.reconlink.linkage.study;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;

/**
 * A person whom clerical review has to compare with a participant: who they are, without what they did.
 *
 * @param identity the one that weighs most
 * @param otherIdentities of the same person
 * @param contradicted whether verdicts about it contradict others
 * @param convictionDates the nearest to the index conviction date, in order; see {@link #near}
 */
public record Doubt(
        ParticipantId participant,
        PersonId person,
        PersonDetails identity,
        List<PersonDetails> otherIdentities,
        boolean contradicted,
        List<LocalDate> convictionDates) {
    /** A typing slip in a date may move it by a month; a reconviction is later than that. */
    private static final int DAYS_AFTER = 31;

    private static final int DATES = 5;

    public Doubt {
        otherIdentities = List.copyOf(otherIdentities);
        convictionDates = List.copyOf(convictionDates);
    }

    /**
     * The five dates nearest to the index conviction date, none of them more than 31 days after it, so that whoever sees
     * them does not learn of reconvictions; none where the index conviction date is not known.
     */
    static List<LocalDate> near(@Nullable LocalDate indexConviction, List<LocalDate> convictionDates) {
        if (indexConviction == null) {
            return List.of();
        }
        LocalDate last = indexConviction.plusDays(DAYS_AFTER);
        return convictionDates.stream()
                .filter(date -> !date.isAfter(last))
                .sorted(Comparator.<LocalDate>comparingLong(
                                date -> Math.abs(ChronoUnit.DAYS.between(indexConviction, date)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(DATES)
                .sorted()
                .toList();
    }

    /** Keeps names and dates out of messages. */
    @Override
    public String toString() {
        return "Doubt[withheld]";
    }
}
