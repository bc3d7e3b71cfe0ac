package org.reconlink.result;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.ParticipantOutcome.ScoreInputs;
import org.reconlink.statistics.ogrs.ExpectedReoffending;
import org.reconlink.statistics.ogrs.ExpectedReoffending.Followed;
import org.reconlink.statistics.ogrs.Ogrs3;
import org.reconlink.statistics.ogrs.Ogrs4Static;
import org.reconlink.statistics.ogrs.ReoffendingScore;
import org.reconlink.statistics.ogrs.ReoffendingScore.Years;
import org.reconlink.statistics.ogrs.SanctionHistory;

/** The scores of expected reoffending of participants, at the start of the first window. */
public final class ExpectedScores {
    private final Ogrs3 ogrs3 = new Ogrs3();
    private final Ogrs4Static successor = new Ogrs4Static();

    /** Which score. */
    public enum Scale {
        OGRS3,
        /** Not validated. */
        OGRS4_STATIC
    }

    /** A participant's score, or why there is none. */
    public ReoffendingScore score(Scale scale, ParticipantOutcome outcome) {
        return switch (scale) {
            case OGRS3 -> ogrs3.score(history(outcome));
            case OGRS4_STATIC -> successor.score(history(outcome));
        };
    }

    /** Those observed for the whole time, beside what their scores expect. */
    public ExpectedReoffending compared(Scale scale, Years years, List<ParticipantOutcome> people) {
        List<Followed> followed = new ArrayList<>();
        for (ParticipantOutcome outcome : people) {
            Answer answer = answer(outcome.score(), years);
            if (answer != Answer.NOT_OBSERVED) {
                followed.add(new Followed(score(scale, outcome), answer == Answer.YES, answer == Answer.UNKNOWN));
            }
        }
        return ExpectedReoffending.of(followed, years);
    }

    private static Answer answer(ScoreInputs inputs, Years years) {
        return years == Years.ONE ? inputs.withinOneYear() : inputs.withinTwoYears();
    }

    private static SanctionHistory history(ParticipantOutcome outcome) {
        ScoreInputs inputs = outcome.score();
        return new SanctionHistory(
                sex(outcome),
                outcome.ageAtStart(),
                inputs.ageAtConviction(),
                inputs.ageAtFirstSanction(),
                inputs.previousSanctions(),
                offence(outcome.index().used()));
    }

    private static SanctionHistory.@Nullable Sex sex(ParticipantOutcome outcome) {
        org.reconlink.kernel.Sex sex = outcome.participant().details().sex();
        if (sex == null) {
            return null;
        }
        return switch (sex) {
            case MALE -> SanctionHistory.Sex.MALE;
            case FEMALE -> SanctionHistory.Sex.FEMALE;
        };
    }

    private static SanctionHistory.@Nullable HomeOfficeCode offence(@Nullable ClassifiedOffence index) {
        return index == null || index.homeOfficeCode() == null
                ? null
                : new SanctionHistory.HomeOfficeCode(
                        index.homeOfficeCode().offenceClass(),
                        index.homeOfficeCode().subclass());
    }
}
