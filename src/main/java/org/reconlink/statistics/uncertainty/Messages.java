package org.reconlink.statistics.uncertainty;

import java.util.Arrays;
import org.reconlink.linkage.decision.BeliefPropagation;

/**
 * The probability of each possible link when nobody is linked twice, by belief propagation: each side tells each of its
 * links how free it is of its others.
 */
final class Messages {
    /** Passes after which messages are taken as settled. */
    static final int PASSES = 50;

    final int[] participant;
    /** Persons numbered from 0. */
    final int[] person;

    final int persons;
    private final BeliefPropagation links;

    Messages(int participants, int[] participant, int[] person) {
        this.participant = participant;
        int[] numbers = Arrays.stream(person).sorted().distinct().toArray();
        this.persons = numbers.length;
        this.person =
                Arrays.stream(person).map(p -> Arrays.binarySearch(numbers, p)).toArray();
        this.links = new BeliefPropagation(participants, persons, participant, this.person);
    }

    /** One update on either side, with these odds of the links. */
    void pass(double[] odds) {
        links.setOdds(odds);
        links.pass();
    }

    double[] probabilities() {
        return links.probabilities();
    }

    double odds(int link) {
        return links.odds(link);
    }

    /** The odds that a participant sees: those of the link, times how free the person is of others. */
    double oddsWhereFree(int link) {
        return links.oddsWhereFree(link);
    }
}
