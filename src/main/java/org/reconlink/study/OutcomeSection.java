package org.reconlink.study;

import java.time.LocalDate;
import java.util.List;
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
    static final Key<Undated> UNDATED = Key.withDefault(
            "undated offences",
            Choice.of("no reoffence", Undated.NO_REOFFENCE, "unknown", Undated.UNKNOWN),
            "no reoffence",
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
    static final Key<List<NamedValues>> WINDOWS = Key.required(
            "windows",
            new WindowList(),
            "the follow-up windows, one section each under a name of your own; columns of the dataset start with it");

    static final SectionType TYPE = SectionType.of(COUNTS, IN_CUSTODY, UNDATED, MEASURES, SCORES, WINDOWS);

    private OutcomeSection() {}

    static OutcomeSettings settings(
            Values values, LocalDate dataCut, InclusionSettings inclusion, GroupSettings groups) {
        return new OutcomeSettings(
                dataCut,
                values.need(WINDOWS).stream().map(WindowSection::settings).toList(),
                values.need(COUNTS),
                values.need(IN_CUSTODY),
                inclusion,
                values.need(MEASURES),
                values.need(SCORES),
                groups,
                values.need(UNDATED));
    }
}
