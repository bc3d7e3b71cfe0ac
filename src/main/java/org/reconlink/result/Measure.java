package org.reconlink.result;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.reconlink.kernel.Flag;
import org.reconlink.offence.OffenceSettings.Indictable;
import org.reconlink.outcome.ComparisonSettings;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome.Reoffending;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.statistics.BoundedProportion;

/** One of the yes-or-no outcomes of a window, with its definition in a sentence. */
public record Measure(String label, String definition, Function<Reoffending, Flag> holds) {
    private static final String IN_CUSTODY = "Offence in custody";

    static final Measure WITHOUT_RECONVICTION = new Measure(
            "Without a reconviction",
            "No offence of the window proved in time by a court conviction.",
            r -> r.reconvicted().not());

    private static final Measure RECONVICTED = new Measure(
            "Reconvicted",
            "At least one offence of the window proved in time by a court conviction.",
            Reoffending::reconvicted);

    private static final Measure REOFFENDED = new Measure(
            "Proven reoffence",
            "At least one offence of the window proved in time by a conviction or a caution.",
            Reoffending::reoffended);

    private static final Measure VIOLENT =
            reoffence("Violent offence", "violent by Home Office code or statute", Reoffending::violent);

    private static final Measure SEXUAL =
            reoffence("Sexual offence", "sexual by Home Office code or statute", Reoffending::sexual);

    private static final Measure CUSTODIAL =
            reoffence("Custodial sentence", "punished by immediate custody", Reoffending::custodial);

    /** What the study asks of everybody: a reconviction or, where cautions count, a proven reoffence. */
    public static Measure main(StudyResult study) {
        return study.outcome().counts() == ProofBasis.CONVICTIONS_OR_CAUTIONS ? REOFFENDED : RECONVICTED;
    }

    /** What an adjusted comparison is of. */
    static Measure of(ComparisonSettings.Outcome outcome, StudyResult study) {
        return switch (outcome) {
            case REOFFENCE -> main(study);
            case VIOLENT_REOFFENCE -> VIOLENT;
            case SEXUAL_REOFFENCE -> SEXUAL;
            case INDICTABLE_REOFFENCE -> indictable(study);
            case CUSTODIAL_REOFFENCE -> CUSTODIAL;
        };
    }

    /** The rows of the outcome table, in its order. */
    public static List<Measure> all(StudyResult study) {
        List<Measure> rows = new ArrayList<>();
        if (study.outcome().counts() == ProofBasis.CONVICTIONS_OR_CAUTIONS) {
            rows.add(REOFFENDED);
        }
        rows.add(RECONVICTED);
        rows.add(WITHOUT_RECONVICTION);
        Indictable counted = study.offence().indictable();
        for (Indictable reach : Indictable.values()) {
            rows.add(indictable(reach, reach == counted));
        }
        rows.add(VIOLENT);
        rows.add(SEXUAL);
        rows.add(CUSTODIAL);
        boolean custodyKnown = study.custodyKnown();
        rows.add(reoffence(
                IN_CUSTODY,
                "committed inside a custody spell",
                r -> custodyKnown ? r.inCustody() : r.reoffended().perhaps()));
        return List.copyOf(rows);
    }

    /** The one of the two that the study's setting calls indictable. */
    static Measure indictable(StudyResult study) {
        return indictable(study.offence().indictable(), true);
    }

    /** Whether only a study with a custody file can tell. */
    public boolean needsCustody() {
        return label.equals(IN_CUSTODY);
    }

    /** Its opposite, by the same name. */
    Measure not() {
        return new Measure(
                label, definition, reoffending -> holds.apply(reoffending).not());
    }

    /** Of those observed. */
    public BoundedProportion of(List<ParticipantOutcome> people, WindowSettings window) {
        return Cohort.bounds(
                Cohort.observed(people, window), o -> holds.apply(Cohort.reoffending(o.window(window.name()))));
    }

    private static Measure indictable(Indictable reach, boolean counted) {
        String words = ReportWords.of(reach);
        return reoffence(
                ReportWords.sentence(words) + " offence" + (counted ? " *" : ""),
                "that is " + words,
                reach == Indictable.ONLY ? Reoffending::indictableOnly : Reoffending::indictableOrEitherWay);
    }

    private static Measure reoffence(String label, String what, Function<Reoffending, Flag> holds) {
        return new Measure(label, "At least one proven reoffence " + what + ".", holds);
    }
}
