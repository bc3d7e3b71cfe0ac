package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.Set;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.Definition.Breaches;
import org.reconlink.outcome.Definition.Clock;
import org.reconlink.outcome.Definition.DatedBy;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.WindowSettings.FirstDay;

/** One answer under one definition a second time, by walking through the calendar day by day; shares no code. */
final class NaiveDefinitions {
    private final OutcomeCase given;
    private final NaiveOutcome naive;

    NaiveDefinitions(OutcomeCase given) {
        this.given = given;
        this.naive = new NaiveOutcome(given);
    }

    Answer answer(Definition definition) {
        WindowSettings own = given.settings().windows().get(0);
        LocalDate cut = given.settings().dataCut();
        LocalDate start = given.participant().date(own.from());
        boolean open = definition.months() == null && definition.to() == null;
        if (!given.linked() || start == null) {
            return Answer.NOT_OBSERVED;
        }
        boolean sameDay = own.firstDay() == FirstDay.SAME_DAY;
        LocalDate first = sameDay ? start : start.plusDays(1);
        LocalDate last = last(definition, start, sameDay, cut);
        if (last == null || last.compareTo(first) < 0) {
            return Answer.NOT_OBSERVED;
        }
        if (definition.clock() == Clock.AT_RISK) {
            last = atRisk(first, last);
        }
        LocalDate deadline = open ? cut : NaiveOutcome.later(last, definition.waitingMonths());
        LocalDate needed = open || last.compareTo(start) < 0 ? start : last;
        if (by(ParticipantDate.DEATH, needed)
                || by(ParticipantDate.DEPORTATION, needed)
                || deadline.compareTo(cut) > 0) {
            return Answer.NOT_OBSERVED;
        }
        Set<Long> index = naive.indexRows();
        Answer answer = Answer.NO;
        for (ConvictionRecord row : given.rows()) {
            if (!index.contains(row.source().row()) && counts(row, definition, first, last, deadline)) {
                if (row.adjudication() != Adjudication.UNKNOWN) {
                    return Answer.YES;
                }
                answer = Answer.UNKNOWN;
            }
            if (answer == Answer.NO
                    && !index.contains(row.source().row())
                    && someDay(row, definition, first, last, deadline)) {
                answer = Answer.NO_UNLESS_UNDATED;
            }
        }
        return answer;
    }

    private LocalDate last(Definition definition, LocalDate start, boolean sameDay, LocalDate cut) {
        if (definition.to() != null) {
            return given.participant().date(definition.to());
        }
        if (definition.months() != null) {
            return NaiveOutcome.later(start, definition.months()).minusDays(sameDay ? 1 : 0);
        }
        LocalDate day = cut;
        while (NaiveOutcome.later(day, definition.waitingMonths()).compareTo(cut) > 0) {
            day = day.minusDays(1);
        }
        return day;
    }

    private LocalDate atRisk(LocalDate first, LocalDate calendarLast) {
        int dates = 0;
        for (LocalDate day = first; day.compareTo(calendarLast) <= 0; day = day.plusDays(1)) {
            dates++;
        }
        LocalDate day = first.minusDays(1);
        while (dates > 0) {
            day = day.plusDays(1);
            dates -= naive.inCustody(day) ? 0 : 1;
        }
        return day;
    }

    private boolean counts(
            ConvictionRecord row, Definition definition, LocalDate first, LocalDate last, LocalDate deadline) {
        return counts(row, naive.date(row), definition, first, last, deadline);
    }

    /** Whether it has no date, and would count if it had that of some day up to its proof. */
    private boolean someDay(
            ConvictionRecord row, Definition definition, LocalDate first, LocalDate last, LocalDate deadline) {
        if (definition.datedBy() == DatedBy.CONVICTION || naive.date(row) != null) {
            return false;
        }
        for (LocalDate day = first; day.compareTo(row.convictionDate()) <= 0; day = day.plusDays(1)) {
            if (counts(row, day, definition, first, last, deadline)) {
                return true;
            }
        }
        return false;
    }

    private boolean counts(
            ConvictionRecord row,
            LocalDate committed,
            Definition definition,
            LocalDate first,
            LocalDate last,
            LocalDate deadline) {
        LocalDate proof = row.convictionDate();
        boolean proven = row.adjudication() == Adjudication.GUILTY
                || row.adjudication() == Adjudication.UNKNOWN
                || (row.adjudication() == Adjudication.CAUTION
                        && definition.counts() == ProofBasis.CONVICTIONS_OR_CAUTIONS);
        String offence = OffenceCatalogue.name(OffenceCatalogue.classify(row.offence()));
        boolean left = switch (offence) {
            case "community order breach", "licence breach" -> true;
            case "restraining order" -> definition.breaches() == Breaches.NOT_COUNTED;
            default -> false;
        };
        if (!proven || left || proof.compareTo(given.settings().dataCut()) > 0) {
            return false;
        }
        if (committed != null
                && (after(ParticipantDate.DEATH, committed) || after(ParticipantDate.DEPORTATION, committed))) {
            return false;
        }
        if (!given.settings().offenceInCustodyCounts()
                && committed != null
                && committed.compareTo(first) >= 0
                && naive.committedInCustody(committed)) {
            return false;
        }
        LocalDate date = definition.datedBy() == DatedBy.CONVICTION ? proof : committed;
        return date != null
                && date.compareTo(first) >= 0
                && date.compareTo(last) <= 0
                && proof.compareTo(deadline) <= 0;
    }

    private boolean by(ParticipantDate exit, LocalDate day) {
        LocalDate date = given.participant().date(exit);
        return date != null && date.compareTo(day) <= 0;
    }

    private boolean after(ParticipantDate exit, LocalDate committed) {
        LocalDate date = given.participant().date(exit);
        return date != null && committed.compareTo(date) > 0;
    }
}
