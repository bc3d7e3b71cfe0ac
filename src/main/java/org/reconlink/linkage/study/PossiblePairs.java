package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;

/**
 * What a linkage leaves open, for those who ask how sure figures are that rest on links; for memory only.
 *
 * @param m of each comparison, the probability of each level in true pairs; sums to 1. Where a comparison is often missing,
 *     its first level is missing
 * @param pairs at or above match probability {@value #LEAST}, those that a verdict or a twin's rule takes out left out
 * @param links by threshold from <em>review from</em> upwards
 * @param joins all that linkage joined, to find persons again in another reading of the extract
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to read; never compared or changed
public record PossiblePairs(List<double[]> m, List<PossiblePair> pairs, List<LinksAt> links, PersonJoins joins) {
    /** Below it a pair moves no figure. */
    static final double LEAST = 1e-6;

    public PossiblePairs {
        m = List.copyOf(m);
        pairs = List.copyOf(pairs);
        links = List.copyOf(links);
    }

    /** Whom the participants would be linked to if pairs were links from this match probability. */
    public record LinksAt(double threshold, Map<ParticipantId, PersonId> persons) {
        public LinksAt {
            persons = Map.copyOf(persons);
        }
    }

    /** The same where further participants are the same people. */
    PossiblePairs with(Map<ParticipantId, List<Participant>> others) {
        List<PossiblePair> all = new ArrayList<>(pairs);
        pairs.forEach(pair -> others.getOrDefault(pair.participant(), List.of())
                .forEach(other -> all.add(new PossiblePair(other.id(), pair.person(), pair.levels(), pair.logU()))));
        List<LinksAt> allLinks = new ArrayList<>();
        for (LinksAt at : links) {
            Map<ParticipantId, PersonId> persons = new HashMap<>(at.persons());
            at.persons()
                    .forEach((participant, person) -> others.getOrDefault(participant, List.of())
                            .forEach(other -> persons.put(other.id(), person)));
            allLinks.add(new LinksAt(at.threshold(), persons));
        }
        return new PossiblePairs(m, all, allLinks, joins);
    }

    @Override
    public String toString() {
        return "PossiblePairs[" + pairs.size() + "]";
    }

    /**
     * A participant and a person who may be the same, as plain numbers.
     *
     * @param levels of each comparison, places in the m of {@link PossiblePairs}; {@link #SAYS_NOTHING} where it is missing and
     *     missing is no level
     * @param logU natural logarithm of the probability that two different people agree so, frequencies of the values included
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers to read; never compared or changed
    public record PossiblePair(ParticipantId participant, PersonId person, int[] levels, double logU) {
        public static final int SAYS_NOTHING = -1;

        /** Nothing about a person. */
        @Override
        public String toString() {
            return "PossiblePair[withheld]";
        }
    }
}
