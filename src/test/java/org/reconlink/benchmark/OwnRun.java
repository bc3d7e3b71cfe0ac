package org.reconlink.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.reconlink.linkage.engine.Candidates;
import org.reconlink.linkage.engine.Columns;
import org.reconlink.linkage.engine.CsvTable;
import org.reconlink.linkage.engine.EngineComparison;
import org.reconlink.linkage.engine.EngineSettings;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.engine.PairCounts;
import org.reconlink.linkage.engine.TermFrequencyAdjustment;

/**
 * Reads, counts, trains, scores and writes the links of one folder in a process of its own, and prints what it cost and
 * which pairs it saw as one JSON object. The folder has {@code left.csv} and {@code right.csv}, or {@code people.csv}.
 */
final class OwnRun {
    private OwnRun() {}

    /** Arguments: the folder, when the process was started in milliseconds since 1970, threads. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long started = Long.parseLong(arguments[1]);
        EngineSettings machine = EngineSettings.forThisMachine();
        EngineSettings settings =
                new EngineSettings(Integer.parseInt(arguments[2]), machine.tapeBytes(), machine.pairBudget());
        Columns columns = OwnModel.columns();
        boolean oneFile = Files.exists(folder.resolve("people.csv"));
        int threads = settings.threads();
        CsvTable left = OwnPeople.read(folder.resolve(oneFile ? "people.csv" : "left.csv"), columns, threads);
        CsvTable right = oneFile ? left : OwnPeople.read(folder.resolve("right.csv"), columns, threads);
        long read = System.currentTimeMillis();
        List<EngineComparison> comparisons = OwnModel.comparisons();
        LinkageEngine engine = oneFile
                ? LinkageEngine.dedupe(left.table(), OwnModel.rules(), comparisons, settings)
                : LinkageEngine.link(left.table(), right.table(), OwnModel.rules(), comparisons, settings);
        Candidates candidates = engine.block();
        long blocked = System.currentTimeMillis();
        PairCounts counts = engine.count(candidates);
        long counted = System.currentTimeMillis();
        OwnTraining.Trained trained = OwnTraining.train(left.table(), right.table(), counts, comparisons);
        long ready = System.currentTimeMillis();
        long links = write(folder.resolve("own-links.csv"), engine, counts, trained, left, right);
        long scored = System.currentTimeMillis();
        String costs = String.join(
                ",",
                "\"engine\":\"Reconlink\"",
                seconds("wall", scored - started),
                seconds("read", read - started),
                seconds("training and scoring", scored - read),
                seconds("training", ready - read),
                seconds("blocking", blocked - read),
                seconds("counting", counted - blocked),
                seconds("scoring", scored - ready),
                seconds("cpu", cpuMillis()),
                "\"peak MB\":" + peakMegabytes(),
                "\"links\":" + links,
                "\"pairs\":" + counts.pairs());
        System.out.println("{" + costs + ",\"vectors\":{" + vectors(counts) + "}}");
    }

    private static long write(
            Path file,
            LinkageEngine engine,
            PairCounts counts,
            OwnTraining.Trained trained,
            CsvTable left,
            CsvTable right)
            throws IOException {
        try (OwnLinks links = new OwnLinks(file, left.kept(), right.kept())) {
            engine.score(
                    counts,
                    trained.weights(),
                    List.of(
                            adjusted(OwnModel.FORENAME, "forename", trained),
                            adjusted(OwnModel.SURNAME, "surname", trained)),
                    0,
                    links);
            return links.links();
        }
    }

    private static TermFrequencyAdjustment adjusted(int comparison, String column, OwnTraining.Trained trained) {
        return new TermFrequencyAdjustment(comparison, 1, column, trained.u()[comparison][1], 1, 0);
    }

    private static String vectors(PairCounts counts) {
        StringJoiner all = new StringJoiner(",");
        long[] pairs = counts.counts();
        for (int vector = 0; vector < pairs.length; vector++) {
            StringJoiner levels = new StringJoiner(",", "\"", "\":" + pairs[vector]);
            for (int comparison = 0; comparison < counts.comparisons(); comparison++) {
                levels.add(Integer.toString(counts.level(vector, comparison)));
            }
            all.add(levels.toString());
        }
        return all.toString();
    }

    private static String seconds(String name, long millis) {
        return "\"" + name + "\":" + millis / 1000.0;
    }

    private static long cpuMillis() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1_000_000
                : -1;
    }

    /** The most memory that this process has had at once, as Linux counts it; -1 elsewhere. */
    private static long peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }
}
