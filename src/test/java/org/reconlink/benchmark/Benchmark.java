package org.reconlink.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.reconlink.generate.PairedFiles;
import org.reconlink.generate.PairedFiles.PairedSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes files of invented people, runs the packaged jar on them and Splink beside it, one process after the other, and prints
 * and writes a table of what each took. Properties: {@code reconlink.jar}, {@code benchmark.before} (the jar of an earlier
 * version, measured beside), {@code benchmark.sizes}, {@code benchmark.runs} (conviction rows of populations for
 * {@code reconlink run}), {@code benchmark.heap} (studies once more with so much memory for Java, say 640m), {@code benchmark.splink},
 * {@code benchmark.threads}.
 */
final class Benchmark {
    private static final double OVERLAP = 0.8;
    private static final int PARTICIPANTS = 2_000;
    /** Done, but cases await review. */
    private static final int AWAITS_REVIEW = 4;

    /** What {@code benchmark_splink.py} states for Splink. */
    static final List<String> RULES_AND_COMPARISONS = List.of(
            "--block=pnc id",
            "--block=surname + date of birth",
            "--block=forename + date of birth",
            "--block=postcode + sex",
            "--block=date of birth + initial of surname",
            "--block=surname + year of date of birth",
            "--compare=forename: jaro-winkler 0.92 0.88 0.70 rarity",
            "--compare=surname: jaro-winkler 0.92 0.88 0.70 rarity",
            "--compare=date of birth: date",
            "--compare=sex: exact",
            "--compare=postcode: postcode",
            "--compare=pnc id: identifier",
            "--threshold=0.5");

    private final Path folder = Path.of("target", "benchmark");
    private final String jar = System.getProperty("reconlink.jar", "target/reconlink.jar");
    private final String before = System.getProperty("benchmark.before", "");
    private final int threads =
            Integer.getInteger("benchmark.threads", Runtime.getRuntime().availableProcessors());

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Benchmark().run();
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        ResultTable table = new ResultTable(conditions());
        String sizes = System.getProperty("benchmark.sizes", "");
        if (!sizes.equals("none")) {
            link(Pair.named(sizes), table);
        }
        for (String rows : System.getProperty("benchmark.runs", "").split(",", -1)) {
            if (!rows.isBlank()) {
                study(Integer.parseInt(rows.strip()), table);
            }
        }
        String text = table.text();
        System.out.println(text);
        Files.writeString(folder.resolve("table.md"), text, StandardCharsets.UTF_8);
    }

    private void link(List<Pair> pairs, ResultTable table) throws IOException, InterruptedException {
        Optional<Python> python = pairs.stream().anyMatch(Pair::beside) ? python() : Optional.empty();
        for (Pair pair : pairs) {
            Path files = made(pair);
            Optional<Measured> own = linked(jar, "Reconlink", pair, files);
            if (own.isEmpty()) {
                continue;
            }
            table.own(pair.inWords(), own.get());
            if (!before.isEmpty()) {
                linked(before, "Reconlink before", pair, files)
                        .ifPresent(other -> table.other(pair.inWords(), other, own.get()));
            }
            if (pair.beside() && python.isPresent()) {
                splink(python.get(), files).ifPresent(other -> table.other(pair.inWords(), other, own.get()));
            }
        }
    }

    private Optional<Python> python() throws IOException, InterruptedException {
        return Python.with(System.getProperty("benchmark.splink", "5.0.0"), folder);
    }

    private Path made(Pair pair) throws IOException {
        return made(pair, folder);
    }

    /** The folder of files of invented people, made if they are not there. */
    static Path made(Pair pair, Path folder) throws IOException {
        Path files = folder.resolve(pair.name());
        if (!Files.exists(files.resolve("truth.csv"))) {
            PairedSize size = new PairedSize(pair.left(), pair.right(), OVERLAP, 1);
            if (pair.oneFile()) {
                PairedFiles.writeInOne(files, size, null);
            } else {
                PairedFiles.write(files, size, null);
            }
        }
        return files;
    }

    private Optional<Measured> linked(String program, String name, Pair pair, Path files)
            throws IOException, InterruptedException {
        List<String> command = java(program, pair.heap());
        if (pair.oneFile()) {
            command.addAll(List.of("dedupe", files.resolve("people.csv").toString()));
        } else {
            command.addAll(List.of(
                    "link",
                    files.resolve("left.csv").toString(),
                    files.resolve("right.csv").toString()));
        }
        command.addAll(RULES_AND_COMPARISONS);
        command.addAll(
                List.of("--id=id", "--threads=" + threads, "--json", "--out=" + files.resolve("reconlink-pairs.csv")));
        return watched(name + " on " + pair.name(), files, command, AWAITS_REVIEW)
                .map(ended -> {
                    JsonNode said = JsonMapper.shared().readTree(ended.lastLine());
                    return measured(
                            name,
                            ended,
                            said.path("pairsLinked").asLong(-1),
                            said.path("pairsCompared").asLong(-1));
                });
    }

    private List<String> java(String program, String heap) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!heap.isEmpty()) {
            command.add(heap);
        }
        command.addAll(List.of("-jar", program));
        return command;
    }

    private Optional<Measured> splink(Python python, Path files, String... further)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                python.program().toString(),
                Path.of("src", "benchmark", "benchmark_splink.py").toString(),
                files.toString(),
                "--threads",
                Integer.toString(threads)));
        command.addAll(List.of(further));
        Optional<Program.Ended> ended = watched("Splink on " + files.getFileName(), files, command);
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        JsonNode said = JsonMapper.shared().readTree(ended.get().lastLine());
        Measured splink = measured(
                said.get("engine").asString(), ended.get(), said.get("links").asLong(), -1);
        List<String> counting = new ArrayList<>(command);
        counting.add("--count");
        return Optional.of(watched("Pairs of " + files.getFileName(), files, counting)
                .map(counted -> splink.withPairs(JsonMapper.shared()
                        .readTree(counted.lastLine())
                        .get("pairs")
                        .asLong()))
                .orElse(splink));
    }

    /** A whole study: participants and their convictions in a population of so many rows. */
    private void study(int rows, ResultTable table) throws IOException, InterruptedException {
        Path files = folder.resolve("population-" + rows);
        if (!Files.exists(files.resolve("truth.csv"))) {
            List<String> make = java(jar, "");
            make.addAll(List.of(
                    "generate",
                    "population",
                    files.toString(),
                    "--participants",
                    Integer.toString(PARTICIPANTS),
                    "--rows",
                    Integer.toString(rows),
                    "--seed",
                    "1"));
            new Program(folder).run("make-population-" + rows, make);
        }
        String what = String.format(Locale.ROOT, "run, %,d participants x %,d rows", PARTICIPANTS, rows);
        Optional<Measured> own = studied(jar, "", "Reconlink", files);
        own.ifPresent(measured -> table.own(what, measured));
        String heap = System.getProperty("benchmark.heap", "");
        if (own.isPresent() && !heap.isEmpty()) {
            String most = "-Xmx" + heap;
            studied(jar, most, "Reconlink " + most, files).ifPresent(other -> table.other(what, other, own.get()));
        }
        if (own.isPresent() && !before.isEmpty()) {
            studied(before, "", "Reconlink before", files).ifPresent(other -> table.other(what, other, own.get()));
        }
        Optional<Python> python = own.isPresent() ? python() : Optional.empty();
        if (own.isPresent() && python.isPresent()) {
            // It only links: no findings, outcomes, estimates, data package or report.
            splink(python.get(), files, "--study").ifPresent(other -> table.other(what, other, own.get()));
        }
    }

    private Optional<Measured> studied(String program, String heap, String name, Path files)
            throws IOException, InterruptedException {
        Path into = Files.createTempDirectory(files, "run");
        List<String> command = java(program, heap);
        command.addAll(List.of(
                "run",
                files.resolve("study.yml").toString(),
                "--work",
                into.resolve("work").toString(),
                "--output",
                into.resolve("output").toString()));
        return watched(name + " run on " + files.getFileName(), files, command, AWAITS_REVIEW)
                .map(ended -> measured(name, ended, -1, -1));
    }

    private static Measured measured(String name, Program.Ended ended, long links, long pairs) {
        return new Measured(name, ended.wall(), ended.cpu(), ended.peakMegabytes(), links, pairs);
    }

    private static Optional<Program.Ended> watched(String label, Path files, List<String> command, Integer... codes)
            throws IOException, InterruptedException {
        System.out.println(label + ": " + String.join(" ", command));
        return new Program(files).run(label.replace(' ', '-'), command, codes);
    }

    private List<String> conditions() throws IOException {
        return conditions(threads);
    }

    /** What a table of measurements is to be read with. */
    static List<String> conditions(int threads) throws IOException {
        Path load = Path.of("/proc/loadavg");
        return List.of(
                "date " + LocalDate.now(ZoneOffset.UTC),
                threads + " threads",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "Java " + Runtime.version(),
                processor(),
                Files.exists(load)
                        ? "load at the start "
                                + Files.readString(load, StandardCharsets.UTF_8).split(" ", -1)[0]
                        : "load unknown");
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return "processor unknown";
        }
        return Files.readAllLines(info, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("processor unknown");
    }
}
