package org.reconlink.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.tables.LinkedTables;
import org.reconlink.linkage.tables.Persons;

/** The decision on every pair that is written. */
final class TableResult {
    /** Pairs below this are not counted as in doubt, nor written unless asked for. */
    static final double REVIEW_FROM = 0.05;

    static final String HEADINGS = "left_id,right_id,match_weight,match_probability,decision,reason\n";
    static final String CLUSTER_HEADINGS = "id,cluster\n";
    static final String UNNAMED = "too little compared to name a person";

    /** Pairs whose lines are made in one go, and of these by one thread. */
    private static final int IN_MEMORY = 1 << 16;

    private static final int OF_A_TASK = 1 << 11;

    /** Bytes of a line without identifiers. */
    private static final int LONGEST_REST = 128;

    /** Two candidates of one record whose probabilities differ by less are a tie. */
    private static final double TIE = 1e-6;

    private final LinkedTables linked;
    private final boolean[] links;
    private final int[] persons;
    private final boolean[] tied;

    TableResult(LinkedTables linked, double threshold) {
        this.linked = linked;
        links = new boolean[linked.pairs().size()];
        tied = new boolean[links.length];
        if (linked.grouped()) {
            persons = linked.groups(threshold);
            for (int p = 0; p < links.length; p++) {
                ScoredPair pair = linked.pairs().get(p);
                links[p] = persons[pair.left()] == persons[pair.right()] && asked(pair);
            }
        } else {
            persons = IntStream.range(0, linked.rows().size()).toArray();
            findTies(Math.min(threshold, REVIEW_FROM) - TIE);
            for (int p : linked.chosen()) {
                links[p] = linked.probabilities()[p] >= threshold && !tied[p] && !linked.unnamed()[p];
                if (links[p]) {
                    ScoredPair pair = linked.pairs().get(p);
                    persons[linked.left().size() + pair.right()] = pair.left();
                }
            }
        }
    }

    /** Between two tables a pair of rows of one of them only says who else is the same person. */
    private boolean asked(ScoredPair pair) {
        return !linked.grouped() || linked.rows().across(pair.left(), pair.right());
    }

    /** The first place of each row's person, by place in {@link LinkedTables#rows}. */
    int[] persons() {
        return persons;
    }

    LinkedTables linked() {
        return linked;
    }

    /** Whether another pair of one of their records is as probable, of those that are a link or in review. */
    private void findTies(double from) {
        double[] probabilities = linked.probabilities();
        int[] asked = IntStream.range(0, probabilities.length)
                .filter(p -> probabilities[p] >= from)
                .toArray();
        double[] bestOfLeft = new double[linked.left().size()];
        double[] bestOfRight = new double[linked.right().size()];
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

    long links() {
        return count(true)
                + (linked.grouped() && !linked.oneTable()
                        ? new Persons(linked, persons).joinedByOthers().size()
                        : 0);
    }

    /** Pairs in doubt: not linked, but too probable to forget. */
    long inReview() {
        return count(false);
    }

    private long count(boolean link) {
        long count = 0;
        for (int p = 0; p < links.length; p++) {
            boolean counts = links[p] == link
                    && (link
                            || (linked.probabilities()[p] >= REVIEW_FROM
                                    && asked(linked.pairs().get(p))));
            count += counts ? 1 : 0;
        }
        return count;
    }

    /** Groups of two records or more. */
    long clusters() {
        int[] sizes = new int[persons.length];
        long clusters = 0;
        for (int group : persons) {
            clusters += ++sizes[group] == 2 ? 1 : 0;
        }
        return clusters;
    }

    /**
     * Writes linked pairs and all others from a probability on.
     *
     * @param from the least probability of a pair that is not linked
     */
    void writePairs(Path file, double from) throws IOException {
        if (linked.grouped() && !linked.oneTable()) {
            new PersonsFile(linked, new Persons(linked, persons)).writePairs(file, from);
            return;
        }
        int[] written = Arrays.stream(inOrder(
                        linked.pairs().size(), p -> linked.pairs().get(p).left()))
                .filter(p -> links[p] || linked.probabilities()[p] >= from)
                .toArray();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(HEADINGS.getBytes(StandardCharsets.UTF_8));
            for (int begin = 0; begin < written.length; begin += IN_MEMORY) {
                int end = Math.min(written.length, begin + IN_MEMORY);
                int[] begins = IntStream.iterate(begin, at -> at < end, at -> at + OF_A_TASK)
                        .toArray();
                byte[][] texts = IntStream.of(begins)
                        .parallel()
                        .mapToObj(at -> lines(Arrays.copyOfRange(written, at, Math.min(end, at + OF_A_TASK))))
                        .toArray(byte[][]::new);
                for (byte[] text : texts) {
                    out.write(text);
                }
            }
        }
    }

    /**
     * The lines of some pairs. Identifiers lie anywhere in memory: to ask all for their lengths first has the processor fetch
     * many at once, where it waits for each if it is asked for when it is written.
     */
    private byte[] lines(int[] pairs) {
        int room = LONGEST_REST * pairs.length;
        for (int p : pairs) {
            ScoredPair pair = linked.pairs().get(p);
            room += linked.left().idLength(pair.left()) + linked.right().idLength(pair.right());
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream(room);
        try (NumberedText csv = new NumberedText(lines, room)) {
            for (int p : pairs) {
                ScoredPair pair = linked.pairs().get(p);
                csv.id(linked.left(), pair.left());
                csv.text(",");
                csv.id(linked.right(), pair.right());
                csv.text(",");
                csv.number(pair.bits(), 3);
                csv.text(",");
                csv.number(linked.probabilities()[p], 6);
                csv.text(decision(links[p], linked.probabilities()[p], linked.unnamed()[p], tied[p]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toByteArray();
    }

    /** The decision and, of a pair in review, why it is there beside its probability. */
    static String decision(boolean link, double probability, boolean unnamed, boolean tied) {
        return link
                ? ",link,\n"
                : probability < REVIEW_FROM
                        ? ",no,\n"
                        : ",review," + (unnamed ? UNNAMED : tied ? "another candidate is as probable" : "") + "\n";
    }

    /** Pairs in doubt for want of a name and a date of birth to compare. */
    long unnamed() {
        long count = 0;
        for (int p = 0; p < links.length; p++) {
            boolean open = !links[p]
                    && linked.unnamed()[p]
                    && linked.probabilities()[p] >= REVIEW_FROM
                    && asked(linked.pairs().get(p));
            count += open ? 1 : 0;
        }
        return count;
    }

    void writeClusters(Path file) throws IOException {
        try (NumberedText csv = new NumberedText(file)) {
            csv.text(CLUSTER_HEADINGS);
            for (int place : inOrder(persons.length, place -> place)) {
                csv.id(linked.left(), place);
                csv.text(",");
                csv.id(linked.left(), persons[place]);
                csv.text("\n");
            }
        }
    }

    /** By identifier, as places are; by row of the file where rows have none. */
    private int[] inOrder(int size, IntUnaryOperator placeOf) {
        IntStream all = IntStream.range(0, size);
        return linked.left().identified()
                ? all.toArray()
                : all.boxed()
                        .sorted(Comparator.comparingInt(i -> linked.left().row(placeOf.applyAsInt(i))))
                        .mapToInt(i -> i)
                        .toArray();
    }
}
