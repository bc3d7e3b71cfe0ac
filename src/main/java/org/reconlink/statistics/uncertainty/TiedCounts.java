package org.reconlink.statistics.uncertainty;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The counts of participants who are tied by persons that two or more of them may be: every assignment in which nobody is
 * linked twice weighs the product of its odds.
 *
 * <p>Participants are taken one after another; the state is the set of persons who are taken and whom a later participant
 * may still be.
 */
final class TiedCounts {
    /** States after one participant, above which the counts are not worked out. */
    static final int MOST_STATES = 20_000;
    /** Numbers held for them, as 64 megabytes. */
    private static final long MOST_CELLS = 1 << 23;

    private static final int BITS = 62;
    /** Weights that add up to less are scaled up, before they are too small for numbers. */
    private static final double SMALL = 1e-100;

    private static final int NONE = -1;

    private final List<Tied> participants;
    /** Of each contested person: the last participant in order who may be it. */
    private final int[] last;
    /** The bit that stands for a contested person while a participant may be it, else {@link #NONE}. */
    private final int[] bitOf;

    private TiedCounts(List<Tied> participants) {
        int persons = participants.stream()
                        .flatMap(tied -> tied.claims().stream())
                        .mapToInt(Claim::person)
                        .max()
                        .orElse(-1)
                + 1;
        this.participants = participants;
        this.last = new int[persons];
        this.bitOf = new int[persons];
        Arrays.fill(bitOf, NONE);
        for (int i = 0; i < participants.size(); i++) {
            for (Claim claim : participants.get(i).claims()) {
                last[claim.person()] = i;
            }
        }
    }

    /**
     * One participant.
     *
     * @param with odds of persons with the outcome whom no other of these may be, summed
     * @param without the same of persons without
     */
    record Tied(List<Claim> claims, double with, double without) {
        double all() {
            return 1 + with + without + claims.stream().mapToDouble(Claim::odds).sum();
        }
    }

    /**
     * A contested person whom a participant may be.
     *
     * @param person from 0
     */
    record Claim(int person, boolean outcome, double odds) {}

    /** Empty where there are too many states. */
    static Optional<JointCounts> of(List<Tied> participants) {
        return new TiedCounts(participants).counts();
    }

    private Optional<JointCounts> counts() {
        Map<Long, JointCounts> states = new LinkedHashMap<>(Map.of(0L, JointCounts.NOBODY));
        long bits = 0;
        for (int i = 0; i < participants.size(); i++) {
            for (Claim claim : participants.get(i).claims()) {
                if (bitOf[claim.person()] == NONE) {
                    int bit = Long.numberOfTrailingZeros(~bits);
                    if (bit >= BITS) {
                        return Optional.empty();
                    }
                    bitOf[claim.person()] = bit;
                    bits |= 1L << bit;
                }
            }
            for (Claim claim : participants.get(i).claims()) {
                bits &= last[claim.person()] == i ? ~(1L << bitOf[claim.person()]) : ~0L;
            }
            states = after(states, participants.get(i), bits);
            double sum = states.values().stream().mapToDouble(JointCounts::sum).sum();
            if (sum < SMALL) {
                states.replaceAll((taken, counts) -> counts.moved(1 / sum, 0, 0));
            }
            long cells = states.values().stream().mapToLong(JointCounts::cells).sum();
            if (states.size() > MOST_STATES || cells > MOST_CELLS) {
                return Optional.empty();
            }
        }
        return states.values().stream().reduce(JointCounts::or).map(JointCounts::normalised);
    }

    private Map<Long, JointCounts> after(Map<Long, JointCounts> states, Tied participant, long needed) {
        // All odds of one participant are divided alike, so that no product grows out of reach.
        double all = participant.all();
        JointCounts alone = JointCounts.one(1 / all, participant.with() / all, participant.without() / all);
        Map<Long, JointCounts> next = new LinkedHashMap<>();
        for (Map.Entry<Long, JointCounts> state : states.entrySet()) {
            long taken = state.getKey();
            JointCounts counts = state.getValue();
            next.merge(taken & needed, counts.plus(alone, 0), JointCounts::or);
            for (Claim claim : participant.claims()) {
                long bit = 1L << bitOf[claim.person()];
                if ((taken & bit) == 0) {
                    JointCounts linked =
                            counts.moved(claim.odds() / all, claim.outcome() ? 1 : 0, claim.outcome() ? 0 : 1);
                    next.merge((taken | bit) & needed, linked, JointCounts::or);
                }
            }
        }
        return next;
    }
}
