package org.reconlink.generate;

/**
 * What pair of files to make.
 *
 * @param left rows of the first file
 * @param right rows of the second file
 * @param overlap share of the smaller file's people who are in the other file too, from 0 to 1
 * @param seed the same seed gives the same bytes
 */
public record PairedSize(int left, int right, double overlap, long seed) {
    /** As many people as there are police identifiers for. */
    private static final long MOST_PEOPLE = 9_999_998;

    public PairedSize {
        if (left < 1 || right < 1) {
            throw new IllegalArgumentException("each file needs at least one row, not " + left + " and " + right);
        }
        if (!(overlap >= 0 && overlap <= 1)) {
            throw new IllegalArgumentException("the overlap is a share from 0 to 1, not " + overlap);
        }
        long people = (long) left + right - Math.round(overlap * Math.min(left, right));
        if (people > MOST_PEOPLE) {
            throw new IllegalArgumentException("there are police identifiers for " + MOST_PEOPLE + " people, not for "
                    + people + ": ask for fewer rows or more overlap");
        }
    }

    /** People of whom both files have a row. */
    int shared() {
        return Math.toIntExact(Math.round(overlap * Math.min(left, right)));
    }
}
