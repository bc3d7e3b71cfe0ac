package org.reconlink.linkage.decision;

import java.util.Arrays;

/**
 * Rows that are known to be different people: no two of one source are one person, as in a register without duplicates.
 *
 * @param sources by row, from 0; {@link #ANY} where a row may be the same person as any other
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
public record Distinct(int[] sources) {
    /** The source of a row that may be the same person as any other. */
    public static final int ANY = -1;

    /** Nothing is known. */
    public static Distinct none(int rows) {
        int[] sources = new int[rows];
        Arrays.fill(sources, ANY);
        return new Distinct(sources);
    }

    /** The first rows are different people, the others need not be; or the other way round. */
    public static Distinct part(int rows, int from, int to) {
        int[] sources = none(rows).sources;
        Arrays.fill(sources, from, to, 0);
        return new Distinct(sources);
    }

    /** Whether two rows are known to be different people. */
    public boolean apart(int one, int other) {
        return sources[one] != ANY && sources[one] == sources[other];
    }

    /** Whether any two rows are. */
    public boolean any() {
        return Arrays.stream(sources).anyMatch(source -> source != ANY);
    }

    /** How many pairs of rows are. */
    public double pairs() {
        long[] sizes = sizes();
        double pairs = 0;
        for (long size : sizes) {
            pairs += size * (size - 1.0) / 2;
        }
        return pairs;
    }

    /** Rows of each source. */
    long[] sizes() {
        long[] sizes = new long[Arrays.stream(sources).max().orElse(ANY) + 1];
        for (int source : sources) {
            if (source != ANY) {
                sizes[source]++;
            }
        }
        return sizes;
    }

    @Override
    public String toString() {
        return sources.length + " rows";
    }
}
