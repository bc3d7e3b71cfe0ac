package org.reconlink.linkage.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader needs to judge a linkage beside its decisions: the model's levels, what is missing, and what other
 * thresholds would do.
 *
 * @param expectedShare share of participants who were expected in the extract
 * @param levels every level of the protocol's comparisons, in their order; missing is none of them
 * @param columns the columns that linkage reads, complete or not, with their completeness on both sides
 * @param thresholds from <em>review from</em> upwards
 * @param blocking what the blocking rules find; null of a run of a version that did not tell
 */
public record LinkageDiagnostics(
        double expectedShare,
        List<ModelLevel> levels,
        List<Completeness> columns,
        List<AtThreshold> thresholds,
        @Nullable Blocking blocking) {
    public LinkageDiagnostics {
        levels = List.copyOf(levels);
        columns = List.copyOf(columns);
        thresholds = List.copyOf(thresholds);
    }

    /** Of a linkage whose blocking is not told. */
    public LinkageDiagnostics(
            double expectedShare, List<ModelLevel> levels, List<Completeness> columns, List<AtThreshold> thresholds) {
        this(expectedShare, levels, columns, thresholds, null);
    }

    /**
     * The share of true pairs that blocking is expected to find.
     *
     * @param found by at least one rule, from 0 to 1
     * @param further a rule that would find most of the others; null if none that is known would find any
     * @param adds the share of true pairs that it would add
     * @param leftOut rules that nobody asked for and that would have found too many pairs
     */
    public record Blocking(double found, @Nullable String further, double adds, List<String> leftOut) {
        public Blocking {
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * One level of one comparison as the model has it, before any adjustment.
     *
     * @param m share of matches at the level, among pairs where neither side is missing
     * @param u the same share of non-matches
     * @param weight bits, log2(m/u)
     */
    public record ModelLevel(String comparison, String level, double m, double u, double weight) {}

    /**
     * How often a column is not missing.
     *
     * @param participants participants who have a value
     * @param ofParticipants all participants
     * @param identities identities of the extract that have a value
     * @param ofIdentities all identities
     */
    public record Completeness(
            String column, long participants, long ofParticipants, long identities, long ofIdentities) {}

    /**
     * Where the participants would stand if pairs were links from this match probability.
     *
     * @param threshold match probability, above 0 and below 1
     * @param unlinkable participants whose record, compared with itself, does not reach the threshold: what it misses and
     *     how common its values are leave it short of a link even if the extract repeated it word for word
     */
    public record AtThreshold(double threshold, long linked, long inReview, long unlinked, long unlinkable) {}
}
