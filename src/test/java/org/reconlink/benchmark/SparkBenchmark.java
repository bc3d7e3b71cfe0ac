package org.reconlink.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.reconlink.benchmark.SparkCost.Run;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code reconlink link --spark} beside Splink on the same Spark and beside {@code reconlink link} on one machine, on the same
 * files with the same rules and comparisons, one process after the other; then what a row and a pair cost. Properties: {@code
 * benchmark.spark} (sizes), {@code benchmark.spark.splink} (those at which Splink is beside, all if none is named), {@code
 * benchmark.spark.masters}, {@code benchmark.spark.version}, {@code benchmark.splink}, {@code reconlink.jar}, {@code
 * reconlink.spark.jar}.
 */
final class SparkBenchmark {
    private static final int AWAITS_REVIEW = 4;
    private static final int CORES = 2;

    private final Path folder = Path.of("target", "benchmark");
    private final List<String> rows = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();

    private SparkBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String sizes = System.getProperty("benchmark.spark", "");
        if (!sizes.isBlank()) {
            new SparkBenchmark().run(Pair.named(sizes));
        }
    }

    private void run(List<Pair> pairs) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> conditions = Benchmark.conditions(CORES);
        Optional<Python> python = Python.withSpark(
                System.getProperty("benchmark.splink", "5.0.0"),
                System.getProperty("benchmark.spark.version", "4.2.0"),
                folder);
        if (python.isEmpty()) {
            return; // Spark itself comes with it
        }
        String[] masters = System.getProperty("benchmark.spark.masters", "local[2];local-cluster[2,1,4096]")
                .split(";", -1);
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            Path files = Benchmark.made(pair, folder);
            Optional<Program.Ended> alone = oneMachine(pair, files);
            for (String master : masters) {
                boolean first = master.equals(masters[0]);
                List<String> asked = Benchmark.RULES_AND_COMPARISONS;
                Optional<Run> own = own(python.get(), pair, master, asked, "the six rules", alone);
                if (besideSplink(pair)) {
                    splink(python.get(), pair, master, own);
                }
                if (first) {
                    own.ifPresent(runs::add);
                }
                if (first && i == 0) {
                    own(python.get(), pair, master, List.of(), "all default rules", Optional.empty())
                            .ifPresent(runs::add);
                }
            }
        }
        String text = String.join(", ", conditions)
                + "\n\n| what | program | pairs compared | links | wall s | CPU s | peak MB | stages | shuffled MB |\n"
                + "|---|---|---|---|---|---|---|---|---|\n" + String.join("\n", rows) + "\n\n"
                + (runs.size() >= 3 && runs.get(1).pairs() > runs.get(0).pairs()
                        ? SparkCost.of(runs.get(0), runs.get(1), runs.get(runs.size() - 1))
                                .text()
                        : "What a row and a pair cost is computed from two sizes or more.\n");
        System.out.println(text);
        Files.writeString(folder.resolve("spark-table.md"), text, StandardCharsets.UTF_8);
    }

    /** Splink takes its time with large files: all, or those that are named. */
    private static boolean besideSplink(Pair pair) {
        String sizes = System.getProperty("benchmark.spark.splink", "");
        return sizes.isBlank() || List.of(sizes.split(",", -1)).contains(pair.name());
    }

    private Optional<Program.Ended> oneMachine(Pair pair, Path files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java());
        command.addAll(link(files));
        command.addAll(Benchmark.RULES_AND_COMPARISONS);
        command.addAll(List.of("--threads=" + CORES, "--out=" + files.resolve("reconlink-pairs.csv")));
        Optional<Program.Ended> ended = watched("Reconlink on one machine, " + pair.name(), files, command);
        ended.ifPresent(e -> {
            JsonNode said = JsonMapper.shared().readTree(e.lastLine());
            row(pair, "Reconlink, one machine", pairsOf(said), linksOf(said), e, null, null);
        });
        return ended;
    }

    /** Beside one machine's numbers of pairs, which have to be its own. */
    private Optional<Run> own(
            Python python, Pair pair, String master, List<String> asked, String rules, Optional<Program.Ended> alone)
            throws IOException, InterruptedException {
        Path files = folder.resolve(pair.name());
        Path events = Files.createTempDirectory(files, "events");
        Path out = Files.createTempDirectory(files, "spark").resolve("pairs");
        List<String> command =
                new ArrayList<>(List.of("env", "SPARK_LOCAL_IP=127.0.0.1", "SPARK_HOME=" + home(python)));
        command.addAll(java());
        command.addAll(link(files));
        command.addAll(asked);
        command.addAll(List.of(
                "--out=" + out,
                "--spark=" + master,
                "--spark-jar=" + System.getProperty("reconlink.spark.jar", "target/reconlink-spark.jar")));
        if (!master.startsWith("local[")) {
            command.add("--work=" + out.resolveSibling("work").toAbsolutePath());
        }
        SparkEvents.settings(events).forEach(setting -> command.add("--spark-conf=" + setting));
        settings(master).forEach(setting -> command.add("--spark-conf=" + setting));
        Optional<Program.Ended> ended =
                watched("Reconlink on Spark " + master + ", " + pair.name() + ", " + rules, files, command);
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        JsonNode said = JsonMapper.shared().readTree(ended.get().lastLine());
        alone.map(other -> JsonMapper.shared().readTree(other.lastLine())).ifPresent(other -> {
            if (pairsOf(other) != pairsOf(said) || linksOf(other) != linksOf(said)) {
                throw new IllegalStateException("Spark found other pairs or links than one machine");
            }
        });
        SparkEvents counted = SparkEvents.of(events);
        row(
                pair,
                "Reconlink, Spark " + master + ", " + rules,
                pairsOf(said),
                linksOf(said),
                ended.get(),
                null,
                counted);
        return Optional.of(new Run(
                (double) pair.left() + pair.right(), pairsOf(said), ended.get().cpu(), counted));
    }

    private void splink(Python python, Pair pair, String master, Optional<Run> own)
            throws IOException, InterruptedException {
        Path files = folder.resolve(pair.name());
        Path events = Files.createTempDirectory(files, "events");
        List<String> command = new ArrayList<>(List.of(
                "env",
                "SPARK_LOCAL_IP=127.0.0.1",
                "SPARK_HOME=" + home(python),
                python.program().toString(),
                Path.of("src", "benchmark", "benchmark_splink.py").toString(),
                files.toAbsolutePath().toString(),
                "--spark=" + master));
        SparkEvents.settings(events).forEach(setting -> command.add("--conf=" + setting));
        settings(master).forEach(setting -> command.add("--conf=" + setting));
        // what the command of Reconlink sets by itself
        List.of(
                        "spark.default.parallelism=" + 3 * CORES,
                        "spark.sql.shuffle.partitions=" + 3 * CORES,
                        "spark.driver.maxResultSize=0",
                        "spark.network.timeout=600s",
                        "spark.executor.heartbeatInterval=60s")
                .forEach(setting -> command.add("--conf=" + setting));
        Optional<Program.Ended> ended = watched("Splink on Spark " + master + ", " + pair.name(), files, command);
        if (ended.isPresent()) {
            JsonNode said = JsonMapper.shared().readTree(ended.get().lastLine());
            row(
                    pair,
                    said.get("engine").asString() + ", Spark " + master,
                    -1,
                    said.get("links").asLong(),
                    ended.get(),
                    own.orElse(null),
                    SparkEvents.of(events));
        }
    }

    private static List<String> settings(String master) {
        return master.startsWith("local-cluster")
                ? List.of("spark.driver.memory=4g", "spark.executor.memory=4096m")
                : List.of("spark.driver.memory=8g");
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("reconlink.jar", "target/reconlink.jar"));
    }

    private static List<String> link(Path files) {
        return List.of(
                "link",
                files.resolve("left.csv").toAbsolutePath().toString(),
                files.resolve("right.csv").toAbsolutePath().toString(),
                "--id=id",
                "--json");
    }

    private static Path home(Python python) throws IOException {
        Path lib = python.program().getParent().resolveSibling("lib");
        try (var versions = Files.newDirectoryStream(lib, "python3*")) {
            return versions.iterator().next().resolve("site-packages").resolve("pyspark");
        }
    }

    private static Optional<Program.Ended> watched(String label, Path files, List<String> command)
            throws IOException, InterruptedException {
        System.out.println(label + ": " + String.join(" ", command));
        return new Program(files, true).run(label.replaceAll("[^A-Za-z0-9]+", "-"), command, AWAITS_REVIEW);
    }

    private static long pairsOf(JsonNode said) {
        return said.path("pairsCompared").asLong(-1);
    }

    private static long linksOf(JsonNode said) {
        return said.path("pairsLinked").asLong(-1);
    }

    private void row(
            Pair pair, String program, long pairs, long links, Program.Ended ended, Run own, SparkEvents events) {
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %,d | %.1f | %.1f%s | %,.0f | %s | %s |",
                pair.inWords(),
                program,
                pairs < 0 ? "" : String.format(Locale.ROOT, "%,d", pairs),
                links,
                ended.wall(),
                ended.cpu(),
                own == null ? "" : String.format(Locale.ROOT, " (%.1f times)", ended.cpu() / own.cpu()),
                ended.peakMegabytes(),
                events == null ? "" : Long.toString(events.stages()),
                events == null ? "" : String.format(Locale.ROOT, "%,.0f", events.shuffleBytes() / 1e6)));
    }
}
