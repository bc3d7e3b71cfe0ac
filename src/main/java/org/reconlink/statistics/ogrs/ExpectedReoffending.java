package org.reconlink.statistics.ogrs;

import java.util.List;
import java.util.OptionalDouble;
import org.reconlink.statistics.ObservedExpected;
import org.reconlink.statistics.ogrs.ReoffendingScore.Years;

/**
 * Those who reoffended beside the number that their scores expect.
 *
 * @param comparison of those who have a score and surely reoffended
 * @param unknown of how many of those who have a score it is not known whether they reoffended
 * @param scored how many they are
 * @param notScored observed participants without a score; in neither number
 */
public record ExpectedReoffending(ObservedExpected comparison, int unknown, int scored, int notScored) {
    /** A participant who was observed for the whole time. */
    public record Followed(ReoffendingScore score, boolean reoffended, boolean unknown) {
        /** Where it is known. */
        public Followed(ReoffendingScore score, boolean reoffended) {
            this(score, reoffended, false);
        }
    }

    /** Sums up observed participants; whoever was not observed is left out before. */
    public static ExpectedReoffending of(List<Followed> participants, Years years) {
        double expected = 0;
        int observed = 0;
        int unknown = 0;
        int scored = 0;
        for (Followed participant : participants) {
            OptionalDouble probability = participant.score().within(years);
            if (probability.isPresent()) {
                expected += probability.getAsDouble();
                observed += participant.reoffended() ? 1 : 0;
                unknown += participant.unknown() ? 1 : 0;
                scored++;
            }
        }
        return new ExpectedReoffending(
                new ObservedExpected(observed, expected), unknown, scored, participants.size() - scored);
    }
}
