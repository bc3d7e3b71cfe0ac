package org.reconlink.linkage.engine;

import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.reconlink.linkage.blocking.Blocker;
import org.reconlink.linkage.blocking.Blocker.KeyChoice;
import org.reconlink.linkage.blocking.Blocker.KeyFilter;
import org.reconlink.linkage.blocking.Blocker.QuadraticBlockException;
import org.reconlink.linkage.blocking.Blocker.RowRules;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.Candidates;
import org.reconlink.linkage.blocking.Candidates.KeyedRows;
import org.reconlink.linkage.blocking.Grouping;
import org.reconlink.linkage.blocking.KeyRule;
import org.reconlink.linkage.blocking.Side;
import org.reconlink.linkage.comparison.EngineComparison;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.comparison.Vectors;
import org.reconlink.linkage.engine.LinkageEngine.Adjuster.TermFrequencyAdjustment;
import org.reconlink.linkage.engine.PairSink.PairBits;
import org.reconlink.linkage.engine.PairStream.PairTask;
import org.reconlink.linkage.engine.Scorer.Tape;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.Parallel;
import org.reconlink.linkage.record.ValueTally;

/** Blocks, compares, counts and scores the pairs of two tables, or of one with itself. */
public final class LinkageEngine {
    private static final long ALL_BITS = -1L;

    private final PackedTable left;
    private final PackedTable right;
    private final List<BlockingRule> rules;
    private final List<EngineComparison> comparisons;
    private final EngineSettings settings;
    private final long keyMask;
    private final boolean oneTable;

    LinkageEngine(
            PackedTable left,
            PackedTable right,
            List<BlockingRule> rules,
            List<EngineComparison> comparisons,
            EngineSettings settings,
            long keyMask) {
        this(left, right, left == right, rules, comparisons, settings, keyMask);
    }

    private LinkageEngine(
            PackedTable left,
            PackedTable right,
            boolean oneTable,
            List<BlockingRule> rules,
            List<EngineComparison> comparisons,
            EngineSettings settings,
            long keyMask) {
        this.oneTable = oneTable;
        if (left.columns() != right.columns()) {
            throw new IllegalArgumentException("two tables to link have their columns in common");
        }
        this.left = left;
        this.right = right;
        this.rules = List.copyOf(rules);
        this.comparisons = List.copyOf(comparisons);
        this.settings = settings;
        this.keyMask = keyMask;
    }

    /** An engine for pairs of one row of each table, of the same {@link PackedColumns}. */
    public static LinkageEngine link(
            PackedTable left,
            PackedTable right,
            List<BlockingRule> rules,
            List<EngineComparison> comparisons,
            EngineSettings settings) {
        return new LinkageEngine(left, right, rules, comparisons, settings, ALL_BITS);
    }

    /** An engine for pairs of two rows of one table, the earlier one left. */
    public static LinkageEngine dedupe(
            PackedTable table, List<BlockingRule> rules, List<EngineComparison> comparisons, EngineSettings settings) {
        return new LinkageEngine(table, table, rules, comparisons, settings, ALL_BITS);
    }

    /**
     * Finds what the rules bring, comparing nothing.
     *
     * @throws QuadraticBlockException if rules bring more pairs than the budget
     */
    public Candidates block() {
        Candidates candidates = new Blocker(left, right, rules, settings.threads(), keyMask).candidates();
        candidates.check(settings.pairBudget());
        return candidates;
    }

    /**
     * The blocks of some keys of one rule, whose pairs are those that no earlier rule brings.
     *
     * @param keyRule its number among {@link Blocker#keyRules}
     */
    public Candidates block(int keyRule, KeyChoice chosen) {
        return new Blocker(left, right, oneTable, rules, settings.threads(), keyMask).candidates(keyRule, chosen);
    }

    /** The rules as they hold of any two rows; nothing is blocked for it. */
    public RowRules rules() {
        return new Blocker(left, right, rules, settings.threads(), keyMask).rowRules();
    }

    /** Compares every candidate pair once. */
    public PairCounts count(Candidates candidates) {
        return new Counting(candidates, comparisons, settings).counts();
    }

    /**
     * Gives every pair of a threshold's weight or more to the sink, ordered by left and then right row.
     *
     * @param weights in bits, parallel to {@link PairCounts#vectors}
     */
    public void score(
            PairCounts counts,
            double[] weights,
            List<TermFrequencyAdjustment> adjustments,
            double threshold,
            PairSink sink) {
        Adjuster adjuster = new Adjuster(left, right, adjustments, counts, settings.threads());
        double[] atMost = weights.clone();
        Arrays.setAll(atMost, vector -> weights[vector] + adjuster.atMost(vector));
        score(counts, weights, atMost, () -> adjuster::bits, threshold, sink);
    }

    /**
     * The same where the values of rows weigh in another way.
     *
     * @param weights in bits, parallel to {@link PairCounts#vectors}
     * @param atMost what a pair of each vector weighs at most, its own bits included
     * @param bits for each thread
     */
    public void score(
            PairCounts counts,
            double[] weights,
            double[] atMost,
            Supplier<PairBits> bits,
            double threshold,
            PairSink sink) {
        new Scorer(counts, comparisons, weights, atMost, bits, threshold, settings.threads()).score(sink);
    }

    /** How many pairs each rule brings, as {@link Candidates#pairsByRule} says, without keeping their rows. */
    public long[] pairs() {
        return new PairNumbers(left, right, rules, settings.threads(), keyMask).byRule();
    }

    /** The engine on two tables, or on one if both are the same. */
    public static LinkageEngine of(
            PackedTable left, PackedTable right, List<BlockingRule> rules, EngineSettings settings) {
        return of(left, right, rules, List.of(), settings);
    }

    /**
     * The engine on some rows of two tables, or of one.
     *
     * @param oneTable whether they are of one; two sides then have different rows of it, all of the left before those of the right
     */
    public static LinkageEngine ofPart(
            PackedTable left,
            PackedTable right,
            boolean oneTable,
            List<BlockingRule> rules,
            List<FieldComparison> comparisons,
            EngineSettings settings) {
        List<EngineComparison> compared =
                comparisons.stream().map(FieldComparison::engine).toList();
        return new LinkageEngine(left, right, oneTable, rules, compared, settings, ALL_BITS);
    }

    public static LinkageEngine of(
            PackedTable left,
            PackedTable right,
            List<BlockingRule> rules,
            List<FieldComparison> comparisons,
            EngineSettings settings) {
        List<EngineComparison> compared =
                comparisons.stream().map(FieldComparison::engine).toList();
        return left == right ? dedupe(left, rules, compared, settings) : link(left, right, rules, compared, settings);
    }

    /** Counts the vectors of all candidate pairs, and keeps the tape where the settings have room for it. */
    private static final class Counting {
        private static final char[] NO_TAPE = {};

        private final Candidates candidates;
        private final List<EngineComparison> comparisons;
        private final List<PairTask> tasks;
        private final int threads;
        private final boolean taped;
        private final char[][] tapes;
        private final int[] threadOf;
        private final PairCounter[] counters;

        Counting(Candidates candidates, List<EngineComparison> comparisons, EngineSettings settings) {
            this.candidates = candidates;
            this.comparisons = comparisons;
            this.tasks = PairTask.of(candidates);
            this.threads = settings.threads();
            this.taped = tasks.stream().mapToLong(PairTask::pairs).sum() * Character.BYTES <= settings.tapeBytes();
            this.tapes = new char[tasks.size()][];
            this.threadOf = new int[tasks.size()];
            this.counters = new PairCounter[threads];
        }

        PairCounts counts() {
            Arrays.setAll(counters, thread -> new PairCounter(candidates, comparisons));
            Parallel.run(threads, tasks.size(), this::worker);
            List<PairCounter> all = List.of(counters);
            boolean fits = all.stream().allMatch(counter -> counter.vectors().size() < Tape.MOST_VECTORS);
            Vectors[] vectors = all.stream().map(PairCounter::vectors).toArray(Vectors[]::new);
            return new PairCounts(
                    candidates,
                    tasks,
                    Vectors.radices(comparisons),
                    all,
                    taped && fits ? new Tape(tapes, threadOf, vectors) : null);
        }

        private IntConsumer worker(int thread) {
            PairCounter counter = counters[thread];
            char[][] tape = {NO_TAPE};
            PairStream stream = new PairStream(
                    candidates, (batch, task) -> counter.count(batch, task, Objects.requireNonNull(tape[0])));
            return number -> {
                PairTask task = tasks.get(number);
                tape[0] = taped ? new char[task.pairs()] : NO_TAPE;
                tapes[number] = tape[0];
                threadOf[number] = thread;
                stream.run(task);
            };
        }
    }

    /**
     * Counts the pairs of rules by their keys alone: no row is kept, and no table is signed. Rules of which a row may have
     * several keys, and those that ask different things of the two rows of one table, are blocked and counted.
     */
    private static final class PairNumbers {
        private final PackedTable left;
        private final PackedTable right;
        private final List<BlockingRule> rules;
        private final int threads;
        private final long keyMask;
        private final long[] keys;

        PairNumbers(PackedTable left, PackedTable right, List<BlockingRule> rules, int threads, long keyMask) {
            this.left = left;
            this.right = right;
            this.rules = rules;
            this.threads = threads;
            this.keyMask = keyMask;
            keys = new long[Math.max(left.rows(), right.rows())];
        }

        long[] byRule() {
            long[] pairs = new long[rules.size()];
            Arrays.setAll(pairs, rule -> of(rules.get(rule)));
            return pairs;
        }

        private long of(BlockingRule asked) {
            KeyRule rule = new KeyRule(asked, 0, left.columns(), keyMask);
            if (rule.many() || (left == right && !rule.symmetric())) {
                return new Blocker(left, right, List.of(asked), threads, keyMask)
                        .candidates()
                        .pairsByRule()[0];
            }
            boolean within = left == right;
            boolean smallIsLeft = left.rows() <= right.rows();
            Side lefts = new Side(left, true, 0);
            Side rights = within ? lefts : new Side(right, false, 0);
            KeyedRows smalls = KeyedRows.keysOf(smallIsLeft ? lefts : rights, rule, null, threads, keys);
            Side large = smallIsLeft ? rights : lefts;
            KeyedRows larges = within
                    ? smalls
                    : KeyedRows.keysOf(large, rule, KeyFilter.of(smalls, large, threads), threads, keys);
            long[] pairs = new long[KeyedRows.PARTITIONS];
            Parallel.run(threads, pairs.length, thread -> {
                Grouping grouping = new Grouping(false);
                return partition -> pairs[partition] =
                        within ? grouping.pairsWithin(smalls, partition) : grouping.pairs(smalls, larges, partition);
            });
            return Arrays.stream(pairs).sum();
        }
    }

    /**
     * What a run may use.
     *
     * @param threads that block, compare and score; results do not depend on it
     * @param tapeBytes memory for the vectors of all candidate pairs, two bytes each; scoring compares again if they need more
     * @param pairBudget candidate pairs that one rule may bring; a rule that brings more is refused by name
     */
    public record EngineSettings(int threads, long tapeBytes, long pairBudget) {
        private static final long THIRD = 3;

        public EngineSettings {
            if (threads < 1 || tapeBytes < 0 || pairBudget < 1) {
                throw new IllegalArgumentException("threads and pair budget start at 1, tape bytes at 0");
            }
        }

        /** All processors, a third of the heap for the tape, and a thousand million pairs a rule. */
        public static EngineSettings forThisMachine() {
            Runtime machine = Runtime.getRuntime();
            return new EngineSettings(machine.availableProcessors(), machine.maxMemory() / THIRD, 1_000_000_000L);
        }
    }

    /** Bits that pairs gain or lose by how common their values are. */
    static final class Adjuster {
        private final PackedTable left;
        private final PackedTable right;
        private final Bits[] adjustments;
        private final int[][] ofVector;

        /** Bits by word of one column, and the most of them. */
        @SuppressWarnings("ArrayRecordComponent")
        private record Bits(int column, double[] ofCode, Long2DoubleOpenHashMap ofWord, double most) {
            double of(long left, long right) {
                if (left == 0 || right == 0) {
                    return left == right ? 0 : of(left == 0 ? right : left);
                }
                return left == right ? of(left) : Math.min(of(left), of(right));
            }

            private double of(long word) {
                return word < 0 && ofCode.length > 0 ? ofCode[(int) word] : ofWord.get(word);
            }
        }

        Adjuster(
                PackedTable left,
                PackedTable right,
                List<TermFrequencyAdjustment> adjustments,
                PairCounts counts,
                int threads) {
            this.left = left;
            this.right = right;
            this.adjustments = new Bits[adjustments.size()];
            Parallel.run(
                    threads,
                    adjustments.size(),
                    thread -> number -> this.adjustments[number] = bits(adjustments.get(number)));
            this.ofVector = new int[counts.size()][];
            Arrays.setAll(
                    ofVector,
                    vector -> java.util.stream.IntStream.range(0, adjustments.size())
                            .filter(i -> counts.level(vector, adjustments.get(i).comparison())
                                    == adjustments.get(i).level())
                            .toArray());
        }

        /** The most that a pair of this vector can gain; 0 if it can only lose. */
        double atMost(int vector) {
            double most = 0;
            for (int adjustment : ofVector[vector]) {
                most += Math.max(0, adjustments[adjustment].most());
            }
            return most;
        }

        double bits(int vector, int leftRow, int rightRow) {
            double bits = 0;
            for (int adjustment : ofVector[vector]) {
                Bits of = adjustments[adjustment];
                bits += of.of(left.word(leftRow, of.column()), right.word(rightRow, of.column()));
            }
            return bits;
        }

        private Bits bits(TermFrequencyAdjustment adjustment) {
            ValueTally tally = new ValueTally(left, adjustment.column());
            tally.add(left);
            if (right != left) {
                tally.add(right);
            }
            int column = left.columns().index(adjustment.column());
            boolean coded = left.columns().kind(column) != ColumnKind.NUMBER;
            double[] ofCode = new double[coded ? left.columns().dictionary().size() : 0];
            // With its size known: filled in the order of another map, a growing one collides with itself at every
            // doubling.
            Long2DoubleOpenHashMap bits = new Long2DoubleOpenHashMap(tally.size());
            double[] most = {Double.NEGATIVE_INFINITY};
            tally.forEach((word, count) -> {
                double share = Math.max(adjustment.floor(), count / (double) tally.total());
                double gain = adjustment.scale() * StrictMath.log(adjustment.averageU() / share) / StrictMath.log(2);
                if (coded && word < 0) {
                    ofCode[(int) word] = gain;
                } else {
                    bits.put(word, gain);
                }
                most[0] = Math.max(most[0], gain);
            });
            return new Bits(column, ofCode, bits, most[0]);
        }

        /**
         * Raises agreement on rare values and lowers it on common ones: adds {@code scale x log2(averageU / frequency)} bits to
         * pairs at one level of one comparison, where frequency is the share of the value among all values of both tables, of the
         * two rows' values the commoner one (they differ at a near level), and never below {@code floor}.
         *
         * @param comparison place among the engine's comparisons
         * @param level of that comparison
         * @param column whose values are counted
         * @param averageU probability that two people who do not match reach the level
         * @param scale from 0, no adjustment, to 1, all of it
         */
        record TermFrequencyAdjustment(
                int comparison, int level, String column, double averageU, double scale, double floor) {}
    }
}
