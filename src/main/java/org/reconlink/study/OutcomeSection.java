package org.reconlink.study;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.InclusionSettings;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.outcome.OutcomeSettings.GroupSettings;
import org.reconlink.outcome.OutcomeSettings.MeasureSet;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.OutcomeSettings.ScoreSet;
import org.reconlink.outcome.OutcomeSettings.Undated;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.outcome.WindowSettings.FirstDay;
import org.reconlink.outcome.WindowSettings.OffenceDate;
import org.reconlink.study.Choice.Choices;
import org.reconlink.study.ProtocolNode.Given;

/** {@code outcome}: the definitions of a study's outcomes. */
final class OutcomeSection {
    static final Key<ProofBasis> COUNTS = Key.withDefault(
            "counts",
            Choice.of(
                    "convictions",
                    ProofBasis.CONVICTIONS,
                    "convictions or cautions",
                    ProofBasis.CONVICTIONS_OR_CAUTIONS),
            "convictions",
            "what proves a reoffence");
    static final Key<Boolean> IN_CUSTODY = Key.withDefault(
            "offence in custody",
            Choice.of("counts", true, "does not count", false),
            "counts",
            "whether a reoffence inside custody counts; it is flagged either way");
    static final Key<Undated> UNDATED = Key.optional(
            "undated offences",
            Choice.of("no reoffence", Undated.NO_REOFFENCE, "unknown", Undated.UNKNOWN),
            "default: no reoffence; unknown where no offence date of convictions is mapped",
            "what a conviction of the window or later is whose offence has no usable date: \"no reoffence\" says beside the"
                    + " rate whose outcome rests on that, \"unknown\" carries it into every figure");
    static final Key<MeasureSet> MEASURES = Key.withDefault(
            "measures",
            Choice.of("none", MeasureSet.NONE, "justice data lab", MeasureSet.JUSTICE_DATA_LAB),
            "none",
            "a set of published measures for every window, written into measures.csv; each needs 30 people or, of"
                    + " reoffenders, 30 of them");
    static final Key<ScoreSet> SCORES = Key.withDefault(
            "scores",
            Choice.of("ogrs3", ScoreSet.OGRS3, "ogrs3 and ogrs4 static", ScoreSet.OGRS3_AND_OGRS4_STATIC),
            "ogrs3",
            "scores of expected reoffending; the static two-year score of OGRS4 is not validated");
    static final Key<Values> COMPARISON = Key.optional(
            "adjusted comparison",
            ComparisonSection.TYPE,
            "default: none",
            "a comparison of each study group with the reference with what else tells them apart held equal");
    static final Key<List<NamedValues>> WINDOWS = Key.required(
            "windows",
            new WindowList(),
            "the follow-up windows, one section each under a name of your own; columns of the dataset start with it");

    static final SectionType TYPE = SectionType.of(COUNTS, IN_CUSTODY, UNDATED, MEASURES, SCORES, COMPARISON, WINDOWS);

    private OutcomeSection() {}

    /** @param dated whether the extracts of convictions have a column of offence dates: without one none can be placed */
    static OutcomeSettings settings(
            Values values, LocalDate dataCut, InclusionSettings inclusion, GroupSettings groups, boolean dated) {
        Undated asked = values.find(UNDATED);
        Values comparison = values.find(COMPARISON);
        return new OutcomeSettings(
                        dataCut,
                        values.need(WINDOWS).stream()
                                .map(WindowSection::settings)
                                .toList(),
                        values.need(COUNTS),
                        values.need(IN_CUSTODY),
                        inclusion)
                .measuring(values.need(MEASURES))
                .scoring(values.need(SCORES))
                .grouped(groups)
                .takingUndatedAs(asked != null ? asked : dated ? Undated.NO_REOFFENCE : Undated.UNKNOWN)
                .comparing(comparison == null ? null : ComparisonSection.settings(comparison));
    }

    /** The windows by name. A name is one word, since columns of the dataset start with it and an underscore. */
    private record WindowList() implements ValueType<List<NamedValues>> {
        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,19}");

        /** First words of the dataset's other columns. */
        private static final Set<String> TAKEN = Set.of(
                "age",
                "custody",
                "exclusion",
                "first",
                "group",
                "included",
                "index",
                "link",
                "linkage",
                "match",
                "participant",
                "prior",
                "pseudonym",
                "sexual",
                "violent",
                "years");

        @Override
        public String words() {
            return "a section for each window, by name";
        }

        @Override
        public List<Key<?>> keys() {
            return WindowSection.TYPE.keys();
        }

        @Override
        public boolean named() {
            return true;
        }

        @Override
        public @Nullable List<NamedValues> read(Given given, ParseContext reading) {
            if (!(given.node() instanceof ProtocolNode.Entries section)) {
                Shape.keysExpected(
                        given, "write a line such as \"after: { from: release date, months: 24 }\" below it", reading);
                return null;
            }
            if (section.entries().isEmpty()) {
                reading.problem(given.at(), "\"windows\" is empty", "name at least one window");
                return null;
            }
            List<NamedValues> windows = new ArrayList<>();
            Map<String, ProtocolNode.Entry> names = new HashMap<>();
            for (ProtocolNode.Entry entry : section.entries()) {
                MatchedKeys.reportTwice(names.putIfAbsent(ProtocolWords.plain(entry.key()), entry), entry, reading);
                checkName(entry, reading);
                Given window = new Given("window " + ProtocolWords.quoted(entry.key()), entry.at(), entry.value());
                Values values = WindowSection.TYPE.read(window, reading);
                if (values != null) {
                    windows.add(new NamedValues(entry.key(), values));
                }
            }
            return windows;
        }

        private static void checkName(ProtocolNode.Entry entry, ParseContext reading) {
            String name = entry.key();
            if (!NAME.matcher(name).matches()) {
                String fit = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]|^[0-9]+", "");
                reading.problem(
                        entry.at(),
                        "a window cannot be called " + ProtocolWords.quoted(name),
                        "use one word of at most 20 lower-case letters and digits"
                                + (NAME.matcher(fit).matches() ? ", such as " + ProtocolWords.quoted(fit) : ""));
            } else if (TAKEN.contains(name)) {
                reading.problem(
                        entry.at(),
                        "a window cannot be called " + ProtocolWords.quoted(name),
                        "other columns of the dataset start with that word: choose another");
            }
        }
    }

    /** A section under a name that the author chose. */
    record NamedValues(String name, Values values) {}

    /** One follow-up window. */
    static final class WindowSection {
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
}
