package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Adjudication;
import org.reconlink.outcome.Definition.Answer;

/** A linked person's sanctions up to the index conviction: convictions that count, cautions, reprimands, warnings. */
record Sanctions(
        Collection<RecordedOffence> sanctions, @Nullable LocalDate indexConviction) {

    static Sanctions of(Collection<RecordedOffence> history, IndexConviction index) {
        Set<RecordedOffence> current = index.offences();
        LocalDate date = index.date();
        List<RecordedOffence> earlier = history.stream()
                .filter(offence -> offence.convicted() || offence.offence().adjudication() == Adjudication.CAUTION)
                .filter(offence -> offence.counted() && !current.contains(offence))
                .filter(offence -> date != null && offence.provedBefore(date))
                .toList();
        return new Sanctions(earlier, date);
    }

    ScoreInputs inputs(@Nullable LocalDate birth, Answer withinOneYear, Answer withinTwoYears) {
        LocalDate first = sanctions.stream()
                .map(offence -> offence.offence().proofDate())
                .min(LocalDate::compareTo)
                .orElse(indexConviction);
        return new ScoreInputs(
                Ages.completedYears(birth, indexConviction),
                Ages.completedYears(birth, first),
                indexConviction == null ? null : (Integer) ConvictionOccasions.count(sanctions),
                withinOneYear,
                withinTwoYears);
    }
}
