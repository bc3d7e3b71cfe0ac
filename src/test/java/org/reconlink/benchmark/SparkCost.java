package org.reconlink.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * What linkage on Spark costs for each row and each pair, from measured runs, and what that predicts for clusters that nobody
 * measured.
 *
 * @param tasks seconds of processor time within tasks
 * @param rest seconds of all else: starts, compiler, collector, and what the driver does
 * @param bytes that are shuffled
 */
record SparkCost(Linear tasks, Linear rest, Linear bytes) {
    private static final double MILLION = 1e6;
    /** Candidate pairs for each row, which rules are left out to keep to. */
    private static final double PAIRS_A_ROW = 20;

    private static final double START_SECONDS = 30;
    /** Tasks do not all end at once. */
    private static final double UNEVEN = 1.2;

    private static final double DRIVER_THREADS = 8;
    private static final int CORES_A_NODE = 8;
    private static final double BYTES_A_SECOND_AND_NODE = 1e9;

    /** A measured run of one machine's two cores. */
    record Run(double rows, double pairs, double cpu, SparkEvents events) {}

    /** So much once, for each row and for each pair. */
    record Linear(double once, double row, double pair) {
        /** Through three points: two of the same rows and different pairs, and one of more rows. None is below nothing. */
        static Linear through(double[] rows, double[] pairs, double[] measured) {
            double pair = Math.max(0, (measured[1] - measured[0]) / (pairs[1] - pairs[0]));
            double row = Math.max(0, (measured[2] - measured[0] - pair * (pairs[2] - pairs[0])) / (rows[2] - rows[0]));
            return new Linear(Math.max(0, measured[0] - row * rows[0] - pair * pairs[0]), row, pair);
        }

        double of(double rows, double pairs) {
            return once + row * rows + pair * pairs;
        }
    }

    static SparkCost of(Run few, Run manyPairs, Run manyRows) {
        List<Run> runs = List.of(few, manyPairs, manyRows);
        double[] rows = runs.stream().mapToDouble(Run::rows).toArray();
        double[] pairs = runs.stream().mapToDouble(Run::pairs).toArray();
        return new SparkCost(
                Linear.through(
                        rows,
                        pairs,
                        runs.stream().mapToDouble(r -> r.events().taskSeconds()).toArray()),
                Linear.through(
                        rows,
                        pairs,
                        runs.stream()
                                .mapToDouble(r -> r.cpu() - r.events().taskSeconds())
                                .toArray()),
                Linear.through(
                        rows,
                        pairs,
                        runs.stream()
                                .mapToDouble(r -> r.events().shuffleBytes())
                                .toArray()));
    }

    String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Tasks: %.1f CPU s a million rows and %.2f a million pairs. All else (compiler, collector, driver): %.1f once,"
                        + " %.1f a million rows, %.2f a million pairs. Shuffled: %.0f bytes a row, %.2f a pair.%n%n",
                tasks.row * MILLION,
                tasks.pair * MILLION,
                rest.once,
                rest.row * MILLION,
                rest.pair * MILLION,
                bytes.row,
                bytes.pair));
        text.append("**Predicted**, never measured: ")
                .append((int) PAIRS_A_ROW)
                .append(
                        " pairs a row; 30 s to start, tasks on all cores with a fifth for unevenness, all else as if the driver"
                                + " did it alone with 8 threads, shuffle at 1 GB/s for each 8 cores.\n\n")
                .append("| rows | CPU s of tasks | CPU s of all else | shuffle GB | 32 cores | 128 cores |\n")
                .append("|---|---|---|---|---|---|\n");
        predicted(text, 13e6, 100e6);
        predicted(text, 100e6, 100e6);
        return text.toString();
    }

    private void predicted(StringBuilder text, double left, double right) {
        double rows = left + right;
        double pairs = rows * PAIRS_A_ROW;
        text.append(String.format(
                Locale.ROOT,
                "| %.0f million x %.0f million | %,.0f | %,.0f | %,.0f | %.0f min | %.0f min |%n",
                left / MILLION,
                right / MILLION,
                tasks.of(rows, pairs),
                rest.of(rows, pairs),
                bytes.of(rows, pairs) / 1e9,
                minutes(rows, pairs, 32),
                minutes(rows, pairs, 128)));
    }

    private double minutes(double rows, double pairs, int cores) {
        double seconds = START_SECONDS
                + tasks.of(rows, pairs) / cores * UNEVEN
                + rest.of(rows, pairs) / DRIVER_THREADS
                + bytes.of(rows, pairs) / (BYTES_A_SECOND_AND_NODE * cores / CORES_A_NODE);
        return seconds / 60;
    }
}
