package org.reconlink.statistics.uncertainty;

import java.util.Arrays;

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
    final double[] odds;
    private final double[] fromParticipant;
    private final double[] fromPerson;
    private final double[] rest;
    private final int[] greatest;

    Messages(int participants, int[] participant, int[] person) {
        this.participant = participant;
        int[] numbers = Arrays.stream(person).sorted().distinct().toArray();
        this.persons = numbers.length;
        this.person =
                Arrays.stream(person).map(p -> Arrays.binarySearch(numbers, p)).toArray();
        this.odds = new double[participant.length];
        this.fromParticipant = new double[participant.length];
        this.fromPerson = new double[participant.length];
        Arrays.fill(fromParticipant, 1);
        Arrays.fill(fromPerson, 1);
        this.rest = new double[Math.max(participants, persons)];
        this.greatest = new int[rest.length];
    }

    /** One update on either side. */
    void pass() {
        update(participant, fromPerson, fromParticipant);
        update(person, fromParticipant, fromPerson);
    }

    double probability(int link) {
        double z = odds[link] * fromParticipant[link] * fromPerson[link];
        return z / (1 + z);
    }

    /** The odds that a participant sees: those of the link, times how free the person is of others. */
    double oddsWhereFree(int link) {
        return odds[link] * fromPerson[link];
    }

    private void update(int[] row, double[] in, double[] out) {
        Arrays.fill(rest, 0);
        Arrays.fill(greatest, -1);
        // The greatest of a row is kept apart, or the others would be lost beside it.
        for (int e = 0; e < row.length; e++) {
            int top = greatest[row[e]];
            if (top < 0 || odds[e] * in[e] > odds[top] * in[top]) {
                rest[row[e]] += top < 0 ? 0 : odds[top] * in[top];
                greatest[row[e]] = e;
            } else {
                rest[row[e]] += odds[e] * in[e];
            }
        }
        for (int e = 0; e < row.length; e++) {
            int top = greatest[row[e]];
            double others = rest[row[e]];
            if (e != top) {
                others = Math.max(0, others - odds[e] * in[e]) + odds[top] * in[top];
            }
            out[e] = 1 / (1 + others);
        }
    }
}
