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
import org.reconlink.outcome.GroupSettings;
import org.reconlink.outcome.InclusionSettings;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.outcome.OutcomeSettings.MeasureSet;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.OutcomeSettings.ScoreSet;
import org.reconlink.outcome.OutcomeSettings.Undated;

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
                values.need(WINDOWS).stream().map(WindowSection::settings).toList(),
                values.need(COUNTS),
                values.need(IN_CUSTODY),
                inclusion,
                values.need(MEASURES),
                values.need(SCORES),
                groups,
                asked != null ? asked : dated ? Undated.NO_REOFFENCE : Undated.UNKNOWN,
                comparison == null ? null : ComparisonSection.settings(comparison));
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
}
