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
import org.reconlink.linkage.tables.NumberedText;
import org.reconlink.linkage.tables.PairDecisions;
import org.reconlink.linkage.tables.Persons;

/** The decision on every pair that is written. */
final class TableResult {
    /** Pairs whose lines are made in one go, and of these by one thread. */
    private static final int IN_MEMORY = 1 << 16;

    private static final int OF_A_TASK = 1 << 11;

    /** Bytes of a line without identifiers. */
    private static final int LONGEST_REST = 128;

    private final LinkedTables linked;
    private final PairDecisions decided;

    TableResult(LinkedTables linked, double threshold) {
        this.linked = linked;
        decided = new PairDecisions(linked.found(), threshold);
    }

    /** The first place of each row's person, by place in {@link LinkedTables#rows}. */
    int[] persons() {
        return decided.persons();
    }

    LinkedTables linked() {
        return linked;
    }

    long links() {
        return decided.links()
                + (linked.grouped() && !linked.oneTable()
                        ? new Persons(linked, persons()).joinedByOthers().size()
                        : 0);
    }

    /** Pairs in doubt: not linked, but too probable to forget. */
    long inReview() {
        return decided.inReview();
    }

    /** Groups of two records or more. */
    long clusters() {
        return decided.clusters();
    }

    /**
     * Writes linked pairs and all others from a probability on.
     *
     * @param from the least probability of a pair that is not linked
     */
    void writePairs(Path file, double from) throws IOException {
        if (linked.grouped() && !linked.oneTable()) {
            new PersonsFile(linked, new Persons(linked, persons())).writePairs(file, from);
            return;
        }
        int[] written = Arrays.stream(inOrder(
                        linked.pairs().size(), p -> linked.pairs().get(p).left()))
                .filter(p -> decided.isLink(p) || linked.probabilities()[p] >= from)
                .toArray();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(PairDecisions.HEADINGS.getBytes(StandardCharsets.UTF_8));
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
                String[] decision = decided.words(p);
                csv.text(",");
                csv.text(decision[0]);
                csv.text(",");
                csv.text(decision[1]);
                csv.text("\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toByteArray();
    }

    /** Pairs in doubt for want of a name and a date of birth to compare. */
    long unnamed() {
        return decided.unnamed();
    }

    void writeClusters(Path file) throws IOException {
        try (NumberedText csv = new NumberedText(file)) {
            csv.text(PairDecisions.CLUSTER_HEADINGS);
            int[] persons = persons();
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
