package org.reconlink.linkage.tables;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.reconlink.linkage.decision.ScoredPair;

/** The decision on every pair: a link, none, or one for people to look at. */
public final class PairDecisions {
    /** Pairs below this are not counted as in doubt, nor written unless asked for. */
    public static final double REVIEW_FROM = 0.05;

    /** Of a file of pairs. */
    public static final String HEADINGS = "left_id,right_id,match_weight,match_probability,decision,reason\n";

    /** Of a file of clusters. */
    public static final String CLUSTER_HEADINGS = "id,cluster\n";

    private static final String UNNAMED = "too little compared to name a person";
    private static final String TIED = "another candidate is as probable";

    /** Two candidates of one record whose probabilities differ by less are a tie. */
    private static final double TIE = 1e-6;

    private final LinkedPairs linked;
    private final boolean[] links;
    private final int[] persons;
    private final boolean[] tied;

    /** @param threshold the probability from which a pair is a link */
    public PairDecisions(LinkedPairs linked, double threshold) {
        this.linked = linked;
        links = new boolean[linked.pairs().size()];
        tied = new boolean[links.length];
        if (linked.grouped()) {
            persons = linked.groups(threshold);
            for (int p = 0; p < links.length; p++) {
                ScoredPair pair = linked.pairs().get(p);
                links[p] = persons[pair.left()] == persons[pair.right()] && linked.asked(pair);
            }
        } else {
            persons = IntStream.range(0, linked.rows()).toArray();
            findTies(Math.min(threshold, REVIEW_FROM) - TIE);
            for (int p : linked.chosen()) {
                links[p] = linked.probabilities()[p] >= threshold && !tied[p] && !linked.unnamed()[p];
                if (links[p]) {
                    ScoredPair pair = linked.pairs().get(p);
                    persons[linked.lefts() + pair.right()] = pair.left();
                }
            }
        }
    }

    /** The first place of each row's person; rows of the second table stand behind those of the first. */
    public int[] persons() {
        return persons;
    }

    /** Whether a pair is a link. */
    public boolean isLink(int pair) {
        return links[pair];
    }

    /** The decision on a pair in a word, and of one in review why it is there beside its probability. */
    public String[] words(int pair) {
        return words(links[pair], linked.probabilities()[pair], linked.unnamed()[pair], tied[pair]);
    }

    /** The same of a pair of which this is known. */
    public static String[] words(boolean link, double probability, boolean unnamed, boolean tied) {
        return link
                ? new String[] {"link", ""}
                : probability < REVIEW_FROM
                        ? new String[] {"no", ""}
                        : new String[] {"review", unnamed ? UNNAMED : tied ? TIED : ""};
    }

    /** Whether another pair of one of their records is as probable, of those that are a link or in review. */
    private void findTies(double from) {
        double[] probabilities = linked.probabilities();
        int[] asked = IntStream.range(0, probabilities.length)
                .filter(p -> probabilities[p] >= from)
                .toArray();
        double[] bestOfLeft = new double[linked.lefts()];
        double[] bestOfRight = new double[linked.rights()];
        int[] tiedLeft = new int[bestOfLeft.length];
        int[] tiedRight = new int[bestOfRight.length];
        int[] left = new int[asked.length];
        int[] right = new int[asked.length];
        for (int k = 0; k < asked.length; k++) {
            ScoredPair pair = linked.pairs().get(asked[k]);
            left[k] = pair.left();
            right[k] = pair.right();
            bestOfLeft[left[k]] = Math.max(bestOfLeft[left[k]], probabilities[asked[k]]);
            bestOfRight[right[k]] = Math.max(bestOfRight[right[k]], probabilities[asked[k]]);
        }
        for (int k = 0; k < asked.length; k++) {
            tiedLeft[left[k]] += probabilities[asked[k]] > bestOfLeft[left[k]] - TIE ? 1 : 0;
            tiedRight[right[k]] += probabilities[asked[k]] > bestOfRight[right[k]] - TIE ? 1 : 0;
        }
        for (int k = 0; k < asked.length; k++) {
            tied[asked[k]] = tiedLeft[left[k]] > 1 || tiedRight[right[k]] > 1;
        }
    }

    /** Pairs that are links. */
    public long links() {
        return count(true);
    }

    /** Pairs in doubt: not linked, but too probable to forget. */
    public long inReview() {
        return count(false);
    }

    private long count(boolean link) {
        long count = 0;
        for (int p = 0; p < links.length; p++) {
            boolean counts = links[p] == link
                    && (link
                            || (linked.probabilities()[p] >= REVIEW_FROM
                                    && linked.asked(linked.pairs().get(p))));
            count += counts ? 1 : 0;
        }
        return count;
    }

    /** Pairs in doubt for want of a name and a date of birth to compare. */
    public long unnamed() {
        long count = 0;
        for (int p = 0; p < links.length; p++) {
            boolean open = !links[p]
                    && linked.unnamed()[p]
                    && linked.probabilities()[p] >= REVIEW_FROM
                    && linked.asked(linked.pairs().get(p));
            count += open ? 1 : 0;
        }
        return count;
    }

    /** Groups of two records or more. */
    public long clusters() {
        int[] sizes = new int[persons.length];
        long clusters = 0;
        for (int group : persons) {
            clusters += ++sizes[group] == 2 ? 1 : 0;
        }
        return clusters;
    }

    @Override
    public String toString() {
        return Arrays.toString(new long[] {links(), inReview()});
    }
}
