package org.reconlink.publish;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.reconlink.outcome.Offence;
import org.reconlink.outcome.OffenceOutcome;

/**
 * An offence of a linked participant.
 *
 * @param number counts the participant's offences from 1, in order of proof
 */
record OffenceRow(ParticipantRow participant, int number, OffenceOutcome offence) {

    /** By all that is published of an offence; the rows it was read from have no say, since their order is chance. */
    private static final Comparator<Offence> ORDER = comparing(Offence::proofDate)
            .thenComparing(Offence::offenceStart, nullsLast(naturalOrder()))
            .thenComparing(Offence::offenceEnd, nullsLast(naturalOrder()))
            .thenComparing(o -> o.description().cjsCode(), nullsLast(naturalOrder()))
            .thenComparing(o -> o.description().homeOfficeCode(), nullsLast(naturalOrder()))
            .thenComparing(o -> o.description().title(), nullsLast(naturalOrder()))
            .thenComparing(Offence::caseReference, nullsLast(naturalOrder()))
            .thenComparing(Offence::offenceNumber, nullsLast(naturalOrder()))
            .thenComparing(Offence::adjudication)
            .thenComparing(Offence::disposalCode, nullsLast(naturalOrder()))
            .thenComparing(Offence::sentenceDays, nullsLast(naturalOrder()))
            .thenComparing(Offence::takenIntoConsideration);

    /** All offences of the participants, in order of pseudonym and number. */
    static List<OffenceRow> all(List<ParticipantRow> participants) {
        List<OffenceRow> rows = new ArrayList<>();
        for (ParticipantRow participant : participants) {
            List<OffenceOutcome> sorted = participant.outcome().offences().stream()
                    .sorted(comparing(OffenceOutcome::offence, ORDER))
                    .toList();
            for (int i = 0; i < sorted.size(); i++) {
                rows.add(new OffenceRow(participant, i + 1, sorted.get(i)));
            }
        }
        return rows;
    }
}
