package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.Offence.Recorded;

/**
 * The offences of the index conviction: those convicted on its date whose code (without suffix; Home Office code where
 * there is no CJS code) is the index offence's, with that date's offences of the same case references. If there is none,
 * all of that date if they are one case, else none; either way with a warning.
 *
 * @param date null if unknown; then there are no offences
 * @param warning null if the index offence is among the convictions of that date
 */
record IndexConviction(
        @Nullable LocalDate date,
        Set<Recorded> offences,
        @Nullable String warning) {
    IndexConviction {
        offences = Set.copyOf(offences);
    }

    static IndexConviction of(@Nullable LocalDate date, @Nullable ClassifiedOffence index, List<Recorded> history) {
        if (date == null) {
            return new IndexConviction(null, Set.of(), "the index conviction date is not known");
        }
        List<Recorded> convicted =
                history.stream().filter(o -> o.convictedOn(date)).toList();
        Set<Recorded> sameCode = convicted.stream()
                .filter(o -> index != null && SameCode.withoutSuffix(o.classified(), index))
                .collect(Collectors.toSet());
        return sameCode.isEmpty()
                ? withoutIndexOffence(date, convicted)
                : new IndexConviction(date, withSameCases(sameCode, date, history), null);
    }

    private static Set<Recorded> withSameCases(Set<Recorded> sameCode, LocalDate date, List<Recorded> history) {
        Set<String> cases = sameCode.stream()
                .map(o -> o.offence().caseReference())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<Recorded> all = new HashSet<>(sameCode);
        for (Recorded offence : history) {
            String reference = offence.offence().caseReference();
            if (reference != null
                    && cases.contains(reference)
                    && offence.provedOn().contains(date)) {
                all.add(offence);
            }
        }
        return all;
    }

    private static IndexConviction withoutIndexOffence(LocalDate date, List<Recorded> convicted) {
        if (convicted.isEmpty()) {
            return new IndexConviction(date, Set.of(), "no conviction on the index conviction date");
        }
        String problem = "the index offence is not among the convictions of the index conviction date; ";
        return oneCase(convicted)
                ? new IndexConviction(date, Set.copyOf(convicted), problem + "all of that date, one case, are taken")
                : new IndexConviction(date, Set.of(), problem + "they are several cases and none is taken");
    }

    private static boolean oneCase(List<Recorded> convicted) {
        String reference = convicted.get(0).offence().caseReference();
        return convicted.size() == 1
                || (reference != null
                        && convicted.stream()
                                .allMatch(o -> reference.equals(o.offence().caseReference())));
    }
}
