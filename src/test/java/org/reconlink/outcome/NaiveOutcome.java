package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.WindowOutcome.NotObserved;
import org.reconlink.outcome.WindowOutcome.Timing;
import org.reconlink.outcome.WindowSettings.FirstDay;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/**
 * The rules of windows a second time, by walking through the calendar day by day; for histories of one window whose rows
 * are offences of their own. Slow and plain on purpose, and shares no code with what it checks.
 */
final class NaiveOutcome {
    private final OutcomeCase given;
    private final LocalDate cut;
    private final WindowSettings window;
    private final LocalDate start;
    private final LocalDate firstDay;
    private final LocalDate horizon;
    private final LocalDate lastDay;
    private final LocalDate deadline;
    private final LocalDate death;
    private final LocalDate deportation;

    NaiveOutcome(OutcomeCase given) {
        this.given = given;
        this.cut = given.settings().dataCut();
        this.window = given.settings().windows().get(0);
        this.start = given.participant().date(window.from());
        this.death = given.participant().date(ParticipantDate.DEATH);
        this.deportation = given.participant().date(ParticipantDate.DEPORTATION);
        LocalDate day = cut;
        while (later(day, window.waitingMonths()).compareTo(cut) > 0) {
            day = day.plusDays(-1);
        }
        this.horizon = day;
        boolean sameDay = window.firstDay() == FirstDay.SAME_DAY;
        if (start == null) {
            this.firstDay = null;
            this.lastDay = null;
            this.deadline = null;
        } else if (window.months() != null) {
            this.firstDay = sameDay ? start : start.plusDays(1);
            this.lastDay = later(start, window.months()).plusDays(sameDay ? -1 : 0);
            this.deadline = later(lastDay, window.waitingMonths());
        } else if (window.to() != null) {
            this.firstDay = sameDay ? start : start.plusDays(1);
            this.lastDay = given.participant().date(window.to());
            this.deadline = lastDay == null ? null : later(lastDay, window.waitingMonths());
        } else {
            this.firstDay = sameDay ? start : start.plusDays(1);
            this.lastDay = horizon;
            this.deadline = cut;
        }
    }

    /** Everything in words, to be compared whole. */
    Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        words.put("last day", String.valueOf(lastDay));
        words.put("proof deadline", String.valueOf(deadline));
        words.put("not observed", String.valueOf(notObserved()));
        List<LocalDate> events = new ArrayList<>();
        for (ConvictionRecord row : given.linked() ? given.rows() : List.<ConvictionRecord>of()) {
            Timing timing = timing(row);
            words.put("row " + row.source().row(), timing.name());
            if (timing == Timing.IN_WINDOW) {
                List<LocalDate> days = days(row);
                events.add(days.isEmpty() ? date(row) : days.get(0));
            }
        }
        words.put("reoffences", notObserved() == null ? "" + events.size() : "none");
        words.put("undated", notObserved() == null ? "" + undated() : "none");
        words.put("survival", survival(events));
        words.put("recalls", recallsUnknown() ? "none and none" : recalls(false) + " and " + recalls(true));
        return words;
    }

    private NotObserved notObserved() {
        if (!given.linked()) {
            return NotObserved.UNLINKED;
        }
        if (start == null) {
            return NotObserved.NO_START_DATE;
        }
        if (lastDay == null) {
            return window.blankEndContinues() ? NotObserved.IMMATURE : NotObserved.NO_END_DATE;
        }
        int days = 0;
        for (LocalDate day = firstDay; day.compareTo(lastDay) <= 0; day = day.plusDays(1)) {
            days++;
        }
        if (days == 0) {
            return NotObserved.EMPTY_WINDOW;
        }
        boolean open = window.months() == null && window.to() == null;
        LocalDate until = open || lastDay.compareTo(start) < 0 ? start : lastDay;
        if (death != null && death.compareTo(until) <= 0) {
            return NotObserved.DIED;
        }
        if (deportation != null && deportation.compareTo(until) <= 0) {
            return NotObserved.DEPORTED;
        }
        return !open && deadline.compareTo(cut) > 0 ? NotObserved.IMMATURE : null;
    }

    private Timing timing(ConvictionRecord row) {
        Set<Timing> possible = new TreeSet<>();
        for (LocalDate day : days(row)) {
            possible.add(timing(row, day));
        }
        if (possible.isEmpty()) {
            possible.add(timing(row, date(row)));
        }
        if (row.adjudication() == Adjudication.UNKNOWN && !possible.equals(Set.of(Timing.AFTER_CUT))) {
            possible.add(Timing.NOT_PROVEN);
        }
        return possible.size() == 1 ? possible.iterator().next() : Timing.UNCERTAIN;
    }

    /** Rows without a date that would be in the window if they had that of some day up to their proof. */
    private int undated() {
        int undated = 0;
        for (ConvictionRecord row : given.rows()) {
            boolean dated = date(row) != null || !days(row).isEmpty();
            boolean in = false;
            for (LocalDate day = firstDay; !dated && day.compareTo(row.convictionDate()) <= 0; day = day.plusDays(1)) {
                in |= timing(row, day) == Timing.IN_WINDOW;
            }
            undated += in ? 1 : 0;
        }
        return undated;
    }

    private static boolean endCounts(ConvictionRecord row, WindowSettings window) {
        boolean ends = row.offenceEnd() != null || row.partial().offenceEnd() != null;
        return ends && window.offenceDate() == OffenceDate.END;
    }

    /** Every day that the date can be of which only the month or the year is known; none where it is whole or missing. */
    private List<LocalDate> days(ConvictionRecord row) {
        DateRange start = row.partial().offenceStart();
        boolean startsLate = start != null && start.first().compareTo(row.convictionDate()) > 0;
        boolean byEnd = endCounts(row, window);
        DateRange within = byEnd ? row.partial().offenceEnd() : start;
        List<LocalDate> days = new ArrayList<>();
        if (within == null || startsLate) {
            return days;
        }
        for (LocalDate day = within.first(); day.compareTo(within.last()) <= 0; day = day.plusDays(1)) {
            boolean afterEnd = !byEnd && row.offenceEnd() != null && day.compareTo(row.offenceEnd()) > 0;
            if (!afterEnd && day.compareTo(row.convictionDate()) <= 0) {
                days.add(day);
            }
        }
        return days;
    }

    private Timing timing(ConvictionRecord row, LocalDate date) {
        LocalDate proof = row.convictionDate();
        ClassifiedOffence offence = OffenceCatalogue.classify(row.offence());
        boolean caution = row.adjudication() == Adjudication.CAUTION
                && given.settings().counts() == ProofBasis.CONVICTIONS_OR_CAUTIONS;
        if (proof.compareTo(cut) > 0) {
            return Timing.AFTER_CUT;
        }
        boolean perhaps = row.adjudication() == Adjudication.UNKNOWN;
        if (row.adjudication() != Adjudication.GUILTY && !caution && !perhaps) {
            return Timing.NOT_PROVEN;
        }
        if (indexRows().contains(row.source().row())) {
            return Timing.INDEX;
        }
        if (OffenceCatalogue.name(offence).endsWith("breach")) {
            return Timing.NOT_COUNTED;
        }
        if (!given.settings().offenceInCustodyCounts()
                && date != null
                && start != null
                && date.compareTo(firstDay) >= 0
                && committedInCustody(date)) {
            return Timing.NOT_COUNTED;
        }
        boolean afterDeath = date != null && death != null && date.compareTo(death) > 0;
        boolean afterDeportation = date != null && deportation != null && date.compareTo(deportation) > 0;
        if (afterDeath || afterDeportation) {
            return Timing.AFTER_EXIT;
        }
        if (start == null) {
            return Timing.NO_WINDOW;
        }
        if (date == null && proof.compareTo(firstDay) >= 0) {
            return Timing.UNDATED;
        }
        if (date == null || (date.compareTo(firstDay) < 0 && proof.compareTo(firstDay) < 0)) {
            return Timing.PRIOR;
        }
        if (date.compareTo(firstDay) < 0) {
            return Timing.PSEUDO;
        }
        boolean inside = false;
        LocalDate end = lastDay == null ? horizon : lastDay;
        for (LocalDate day = firstDay; day.compareTo(end) <= 0; day = day.plusDays(1)) {
            inside |= day.equals(date);
        }
        if (!inside) {
            return Timing.AFTER;
        }
        return deadline != null && proof.compareTo(deadline) > 0 ? Timing.PROVEN_LATE : Timing.IN_WINDOW;
    }

    /** Only histories with a robbery as index offence, given in the sheet, and an index conviction date. */
    Set<Long> indexRows() {
        LocalDate date = given.participant().date(ParticipantDate.INDEX_CONVICTION);
        Set<Long> ofDate = new TreeSet<>();
        Set<Long> robberies = new TreeSet<>();
        for (ConvictionRecord row : given.rows()) {
            if (row.convictionDate().equals(date)
                    && date.compareTo(cut) <= 0
                    && row.adjudication() == Adjudication.GUILTY) {
                ofDate.add(row.source().row());
                if (OffenceCatalogue.name(OffenceCatalogue.classify(row.offence()))
                        .contains("robbery")) {
                    robberies.add(row.source().row());
                }
            }
        }
        if (!robberies.isEmpty()) {
            return robberies;
        }
        return ofDate.size() == 1 ? ofDate : new TreeSet<>();
    }

    LocalDate date(ConvictionRecord row) {
        LocalDate start = row.offenceStart();
        LocalDate end = row.offenceEnd();
        DateRange within = row.partial().offenceStart();
        LocalDate earliest = within == null ? start : within.first();
        if (earliest != null && earliest.compareTo(row.convictionDate()) > 0) {
            return null;
        }
        LocalDate date = endCounts(row, window) ? end : start;
        return date != null && date.compareTo(row.convictionDate()) > 0 ? null : date;
    }

    private String survival(List<LocalDate> events) {
        if (!given.linked() || start == null || (lastDay == null && !window.blankEndContinues())) {
            return "none";
        }
        LocalDate censored = horizon;
        for (LocalDate other : new LocalDate[] {lastDay, death, deportation}) {
            censored = other != null && other.compareTo(censored) < 0 ? other : censored;
        }
        long days = 0;
        long atRisk = 0;
        String first = "none";
        for (LocalDate day = firstDay; day.compareTo(censored) <= 0; day = day.plusDays(1)) {
            days++;
            atRisk += inCustody(day) ? 0 : 1;
            if (first.equals("none") && events.contains(day)) {
                first = days + " (" + (atRisk == 0 ? 1 : atRisk) + " at risk)";
            }
        }
        return days == 0 ? "none" : censored + ": " + days + " (" + atRisk + " at risk), first " + first;
    }

    /** An offence of the day that a spell starts was committed at liberty, unless another spell had begun before. */
    boolean committedInCustody(LocalDate day) {
        for (CustodySpell spell : given.spells()) {
            if (spell.start().compareTo(day) < 0 && inside(spell, day)) {
                return true;
            }
        }
        return false;
    }

    boolean inCustody(LocalDate day) {
        for (CustodySpell spell : given.spells()) {
            if (spell.start().compareTo(day) <= 0 && inside(spell, day)) {
                return true;
            }
        }
        return false;
    }

    private boolean inside(CustodySpell spell, LocalDate day) {
        return spell.end() == null ? day.compareTo(cut) <= 0 : spell.end().compareTo(day) > 0;
    }

    /** A spell of an unknown type may be a recall: without another recall it is not known whether there was one. */
    private boolean recallsUnknown() {
        if (!recalls(false).equals("[]")) {
            return false;
        }
        for (LocalDate day = firstDay; day.compareTo(cut) <= 0; day = day.plusDays(1)) {
            boolean over = (lastDay != null && day.compareTo(lastDay) > 0)
                    || (death != null && day.compareTo(death) > 0)
                    || (deportation != null && day.compareTo(deportation) > 0);
            for (CustodySpell spell : given.spells()) {
                boolean broken = spell.end() != null && spell.end().compareTo(spell.start()) < 0;
                if (!over
                        && !broken
                        && spell.type() == CustodySpell.Type.UNKNOWN
                        && spell.start().equals(day)) {
                    return true;
                }
            }
        }
        return false;
    }

    private String recalls(boolean curfew) {
        if (start == null || start.compareTo(cut) > 0) {
            return "none";
        }
        TreeSet<LocalDate> starts = new TreeSet<>();
        for (LocalDate day = firstDay; day.compareTo(cut) <= 0; day = day.plusDays(1)) {
            boolean over = (lastDay != null && day.compareTo(lastDay) > 0)
                    || (death != null && day.compareTo(death) > 0)
                    || (deportation != null && day.compareTo(deportation) > 0);
            boolean starting = false;
            boolean going = false;
            for (CustodySpell spell : given.spells()) {
                boolean broken = spell.end() != null && spell.end().compareTo(spell.start()) < 0;
                if (!broken && spell.type() == CustodySpell.Type.RECALL && (spell.kind() != null) == curfew) {
                    starting |= spell.start().equals(day);
                    going |= spell.start().compareTo(day) < 0
                            && (spell.end() == null || spell.end().compareTo(day) >= 0);
                }
            }
            if (starting && !going && !over) {
                starts.add(day);
            }
        }
        return starts.toString();
    }

    /** Months later, the day of the month held back to the month's last. */
    static LocalDate later(LocalDate date, int months) {
        int count = date.getYear() * 12 + date.getMonthValue() - 1 + months;
        LocalDate first = LocalDate.of(count / 12, count % 12 + 1, 1);
        return first.withDayOfMonth(Math.min(date.getDayOfMonth(), first.lengthOfMonth()));
    }
}
