package org.reconlink.study;

import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.outcome.WindowSettings.FirstDay;
import org.reconlink.outcome.WindowSettings.OffenceDate;
import org.reconlink.study.OutcomeSection.NamedValues;

/** One follow-up window. */
final class WindowSection {
    private static final int MOST_MONTHS = 600;
    private static final int MOST_WAITING = 120;

    static final Key<ParticipantDate> FROM =
            Key.required("from", Choices.participantDate(), "the participant's date that the window starts from");
    static final Key<Integer> MONTHS = Key.optional(
            "months",
            Scalars.wholeNumber(1, MOST_MONTHS, 24),
            "default: no fixed length",
            "its length in calendar months");
    static final Key<ParticipantDate> TO = Key.optional(
            "to",
            Choices.participantDate(),
            "default: open, as long as the data cut allows",
            "the participant's date that the window ends on");
    static final Key<Integer> WAITING = Key.withDefault(
            "waiting",
            Scalars.wholeNumber(0, MOST_WAITING, 6),
            "6",
            "the waiting period in calendar months: how long after the window an offence may be proved");
    static final Key<FirstDay> FIRST_DAY = Key.withDefault(
            "first day",
            Choice.of("next day", FirstDay.NEXT_DAY, "same day", FirstDay.SAME_DAY),
            "next day",
            "whether the window starts on the day after its start date or on that day");
    static final Key<OffenceDate> OFFENCE_DATE = Key.withDefault(
            "offence date",
            Choice.of("start", OffenceDate.START, "end", OffenceDate.END),
            "start",
            "which end of an offence that lasted is its date");
    static final Key<Boolean> BLANK_END = Key.withDefault(
            "blank end",
            Choice.of("unknown", false, "continuing", true),
            "unknown",
            "what a blank date means that the window would end on: not known, or still running");

    static final Key<Double> COMPARE_WITH = Key.optional(
            "compare with",
            Scalars.shareAboveNone("0.38"),
            "default: none",
            "a published rate of proven reoffending; the report says what odds of the unlinked would bring it into the"
                    + " interval");

    static final SectionType TYPE =
            SectionType.of(FROM, MONTHS, TO, WAITING, FIRST_DAY, OFFENCE_DATE, BLANK_END, COMPARE_WITH);

    private WindowSection() {}

    static void check(NamedValues window, ParseContext reading) {
        Values values = window.values();
        if (values.given(MONTHS) && values.given(TO)) {
            reading.problem(
                    values.at(MONTHS),
                    "window " + ProtocolWords.quoted(window.name()) + " has both \"months\" and \"to\"",
                    "keep one: a fixed length or an end date");
        }
        ParticipantDate to = values.find(TO);
        if (to != null && to == values.find(FROM)) {
            reading.problem(
                    values.at(TO),
                    "window " + ProtocolWords.quoted(window.name()) + " ends on the date it starts from",
                    "name another date, or leave \"to\" out for an open window");
        }
        if (values.given(BLANK_END) && !values.meant(TO)) {
            reading.problem(
                    values.at(BLANK_END),
                    "window " + ProtocolWords.quoted(window.name()) + " has a \"blank end\" but no \"to\"",
                    "leave \"blank end\" out, or add \"to\"");
        }
    }

    static void checkColumns(NamedValues window, MappedColumns participants, ParseContext reading) {
        Values values = window.values();
        String what = "window " + ProtocolWords.quoted(window.name());
        ParticipantDate from = values.find(FROM);
        ParticipantDate to = values.find(TO);
        if (from != null) {
            participants.requireDate(from, values.at(FROM), what, reading);
        }
        if (to != null) {
            participants.requireDate(to, values.at(TO), what, reading);
        }
    }

    static WindowSettings settings(NamedValues window) {
        Values values = window.values();
        return new WindowSettings(
                window.name(),
                values.need(FROM),
                values.find(MONTHS),
                values.find(TO),
                values.need(WAITING),
                values.need(FIRST_DAY),
                values.need(OFFENCE_DATE),
                values.need(BLANK_END),
                values.find(COMPARE_WITH));
    }
}
