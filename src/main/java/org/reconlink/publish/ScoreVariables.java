package org.reconlink.publish;

import static org.reconlink.publish.Missing.MISSING;
import static org.reconlink.publish.Missing.NOT_APPLICABLE;
import static org.reconlink.publish.Missing.NOT_LINKED;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.reconlink.outcome.OutcomeSettings.ScoreSet;
import org.reconlink.result.ExpectedScores;
import org.reconlink.result.ExpectedScores.Scale;
import org.reconlink.statistics.ogrs.Ogrs4Static;
import org.reconlink.statistics.ogrs.ReoffendingScore;
import org.reconlink.statistics.ogrs.ReoffendingScore.NotScored;
import org.reconlink.statistics.ogrs.ReoffendingScore.Years;

/** The columns of expected reoffending. */
final class ScoreVariables {
    private static final int PLACES = 4;

    private final ExpectedScores scores = new ExpectedScores();

    private ScoreVariables() {}

    static List<Variable<ParticipantRow>> of(ScoreSet asked) {
        ScoreVariables variables = new ScoreVariables();
        List<Variable<ParticipantRow>> all = new ArrayList<>(List.of(
                variables.probability(
                        "ogrs3_one_year",
                        "OGRS3 probability of a proven reoffence within one year of S of the first follow-up window.",
                        Scale.OGRS3,
                        Years.ONE),
                variables.probability(
                        "ogrs3_two_years",
                        "OGRS3 probability of a proven reoffence within two years of the same.",
                        Scale.OGRS3,
                        Years.TWO),
                variables.reason("ogrs3_missing_reason", "Why there is no OGRS3 score.", Scale.OGRS3)));
        if (asked == ScoreSet.OGRS3_AND_OGRS4_STATIC) {
            all.add(variables.probability(
                    "ogrs4_static_two_years",
                    Ogrs4Static.NOT_VALIDATED + ": probability of a proven reoffence within two years of S of the first"
                            + " follow-up window.",
                    Scale.OGRS4_STATIC,
                    Years.TWO));
            all.add(variables.reason(
                    "ogrs4_static_missing_reason", "Why there is no OGRS4G score.", Scale.OGRS4_STATIC));
        }
        return List.copyOf(all);
    }

    private Variable<ParticipantRow> probability(String name, String definition, Scale scale, Years years) {
        return Variable.<ParticipantRow>decimal(name, definition, "probability", row -> {
                    OptionalDouble probability =
                            scores.score(scale, row.outcome()).within(years);
                    return probability.isPresent() ? Cell.decimal(probability.getAsDouble(), PLACES) : row.unknown();
                })
                .or(NOT_LINKED, MISSING);
    }

    private Variable<ParticipantRow> reason(String name, String definition, Scale scale) {
        return Variable.<ParticipantRow>own(name, definition, row -> {
                    if (!row.outcome().linked()) {
                        return NOT_LINKED;
                    }
                    ReoffendingScore score = scores.score(scale, row.outcome());
                    return score instanceof NotScored not ? Cell.own(String.join("; ", not.reasons())) : NOT_APPLICABLE;
                })
                .or(NOT_LINKED, NOT_APPLICABLE);
    }
}
