package org.reconlink.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.reconlink.generate.PairedFiles;
import org.reconlink.generate.PairedSize;

/**
 * Makes the files, runs this engine and Splink on them one after the other, each in a process of its own, and prints and
 * writes the table. Properties: {@code benchmark.sizes}, {@code benchmark.splink}, {@code benchmark.threads}.
 */
final class Benchmark {
    private static final double OVERLAP = 0.8;

    private final Path folder = Path.of("target", "benchmark");
    private final int threads =
            Integer.getInteger("benchmark.threads", Runtime.getRuntime().availableProcessors());

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Benchmark().run();
    }

    private void run() throws IOException, InterruptedException {
        List<Pair> pairs = Pair.named(System.getProperty("benchmark.sizes", ""));
        Files.createDirectories(folder);
        Optional<Python> python = pairs.stream().anyMatch(Pair::beside)
                ? Python.with(System.getProperty("benchmark.splink", "5.0.0"), folder)
                : Optional.empty();
        ResultTable table = new ResultTable(conditions());
        for (Pair pair : pairs) {
            Path files = made(pair);
            Optional<Measured> own = own(pair, files);
            own.ifPresent(result -> table.own(pair, result));
            List<Measured> others = pair.beside() && python.isPresent() ? others(files, python.get()) : List.of();
            others.forEach(other -> table.other(pair, other, own));
        }
        String text = table.text();
        System.out.println(text);
        Files.writeString(folder.resolve("table.md"), text, StandardCharsets.UTF_8);
    }

    private Path made(Pair pair) throws IOException {
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

    private Optional<Measured> own(Pair pair, Path files) throws IOException, InterruptedException {
        return measured(
                "Reconlink on " + pair.name(),
                files,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms" + pair.heap(),
                        "-Xmx" + pair.heap(),
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnRun.class.getName(),
                        files.toString(),
                        Long.toString(System.currentTimeMillis()),
                        Integer.toString(threads)));
    }

    private List<Measured> others(Path files, Python python) throws IOException, InterruptedException {
        List<Measured> results = new ArrayList<>();
        Path captured = files.resolve("splink-sql.json");
        Optional<Measured> splink = python.splink()
                ? measured("Splink on " + files.getFileName(), files, command(files, python, "--capture", captured))
                : Optional.empty();
        splink.ifPresent(results::add);
        measured(
                        "SQL on " + files.getFileName(),
                        files,
                        splink.isPresent()
                                ? command(files, python, "--replay", captured)
                                : command(files, python, "--sql"))
                .ifPresent(results::add);
        return results;
    }

    private List<String> command(Path files, Python python, Object... more) {
        List<String> command = new ArrayList<>(List.of(
                python.program().toString(),
                Path.of("src", "benchmark", "benchmark_splink.py").toString(),
                files.toString(),
                "--started",
                Double.toString(System.currentTimeMillis() / 1000.0),
                "--threads",
                Integer.toString(threads)));
        Arrays.stream(more).map(Object::toString).forEach(command::add);
        return command;
    }

    private Optional<Measured> measured(String label, Path files, List<String> command)
            throws IOException, InterruptedException {
        System.out.println(label + " ...");
        return new Program(files).lastLine(label.replace(' ', '-'), command).map(Measured::read);
    }

    private List<String> conditions() throws IOException {
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
