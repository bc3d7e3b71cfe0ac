package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample study by the packaged command, its conviction extract in several files that a real Spark reads. */
class SparkStudyIT {
    /** The name of somebody who is in the extract and not in the study. */
    private static final String CANARY = "QUETZALCOATL";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Path extract;

    /** The rows of each extract of the sample in three files, somebody's name in one of them. */
    @BeforeEach
    void splitTheExtract() throws IOException {
        Path sample = Files.createDirectory(folder.resolve("sample-input"));
        extract = Files.createDirectory(folder.resolve("extract"));
        Files.createDirectory(folder.resolve("cluster"));
        try (Stream<Path> files = Files.list(Path.of("sample-input"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith("pnc-extract")) {
                    split(name, Files.readAllLines(file, ISO_8859_1));
                } else {
                    Files.copy(file, sample.resolve(name));
                }
            }
        }
        Path last = extract.resolve("pnc-extract-north-2.csv");
        Files.writeString(last, Files.readString(last, ISO_8859_1).stripTrailing() + row(last), ISO_8859_1);
    }

    private void split(String name, List<String> lines) throws IOException {
        int part = (lines.size() + 2) / 3;
        for (int i = 0; i < 3; i++) {
            List<String> some = new ArrayList<>(List.of(lines.get(0)));
            some.addAll(lines.subList(Math.max(1, i * part), Math.min(lines.size(), (i + 1) * part)));
            Files.write(extract.resolve(name.replace(".csv", "-" + i + ".csv")), some, ISO_8859_1);
        }
    }

    /** A row of that name under the headings of a file, each cell of which is known by its heading. */
    private static String row(Path file) throws IOException {
        Map<String, String> cells = Map.of(
                "Surname", CANARY,
                "Forename", CANARY,
                "Sex", "M",
                "Date of birth", "1971-02-03",
                "Offence from", "2019-02-03",
                "Convicted", "2019-03-04",
                "Adjudication", "Guilty",
                "CJS code", "TH68001");
        List<String> row = new ArrayList<>();
        for (String heading : Files.readAllLines(file, ISO_8859_1).get(0).split(",", -1)) {
            row.add(cells.getOrDefault(heading, ""));
        }
        return "\n" + String.join(",", row) + "\n";
    }

    private Path protocol(String files) throws IOException {
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        String text = Files.readString(Path.of("jobs/resettle.yml"))
                .replace("files: ../sample-input/pnc-*.csv", "files: " + files);
        assertThat(text).contains(files);
        return Files.writeString(jobs.resolve("resettle.yml"), text);
    }

    private List<String> run(Path protocol, String name) {
        return List.of("run", protocol.toString(), "--work", at("work-" + name), "--output", at("output-" + name));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private ProcessBuilder onSpark(Path protocol, String name) throws IOException {
        List<String> words = new ArrayList<>(run(protocol, name));
        words.addAll(List.of("--spark-work", folder.resolve("cluster").toUri().toString()));
        return SparkCommandIT.packaged(folder, words);
    }

    private Given given(Path protocol, String name) throws IOException, InterruptedException {
        return SparkCommandIT.ended(onSpark(protocol, name).start().waitFor(), folder);
    }

    /** The bytes of all outputs, by name from their folder on. */
    private Map<String, String> outputs(String name) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        Path root = folder.resolve("output-" + name);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), Files.readString(file, ISO_8859_1));
            }
        }
        return contents;
    }

    /** The bytes of one of them. */
    private String output(String name, String table) throws IOException {
        return outputs(name).entrySet().stream()
                .filter(file -> file.getKey().endsWith("/" + table))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.walk(folder.resolve("cluster"))) {
            assertThat(left.skip(1)).isEmpty();
        }
    }

    @Test
    void everyByteOfTheOutputsIsThatOfOneMachine() throws Exception {
        Path protocol = protocol("../extract/*.csv");
        Given one = Given.here(run(protocol, "one").toArray(String[]::new));
        Given spark = given(protocol, "spark");
        assertThat(spark.exitCode()).as(spark.err()).isEqualTo(one.exitCode()).isEqualTo(4);
        assertThat(outputs("spark")).hasSizeGreaterThan(10).isEqualTo(outputs("one"));
        assertThat(spark.out()).isEqualTo(one.out().replace("output-one", "output-spark"));
        assertThat(spark.err() + spark.out()).doesNotContain(CANARY);
        nothingIsLeft();
    }

    @Test
    void aFolderIsReadByItsUrlAndOnlyByACluster() throws Exception {
        Given one = Given.here(run(protocol("../extract/*.csv"), "one").toArray(String[]::new));
        Path protocol = protocol("file:" + extract + "/");
        Given spark = given(protocol, "spark");
        assertThat(spark.exitCode()).as(spark.err()).isEqualTo(one.exitCode());
        for (String table : List.of("participants.csv", "offences.csv", "links.csv", "findings.csv")) {
            assertThat(output("spark", table)).as(table).isEqualTo(output("one", table));
        }
        nothingIsLeft();
        Given alone = Given.here(run(protocol, "alone").toArray(String[]::new));
        assertThat(alone.exitCode()).isEqualTo(3);
        assertThat(alone.err()).contains("this is a URL, and this machine reads files of its own");
    }

    @Test
    void anExtractThatCannotBeReadEndsAsOnOneMachineAndIsQuotedNowhere() throws Exception {
        Path file = extract.resolve("pnc-extract-south-1.csv");
        Files.writeString(file, "\"" + CANARY + "\" " + CANARY + "\",\n", ISO_8859_1, StandardOpenOption.APPEND);
        Path protocol = protocol("../extract/*.csv");
        Given one = Given.here(run(protocol, "one").toArray(String[]::new));
        Given spark = given(protocol, "spark");
        assertThat(spark.exitCode()).as(spark.err()).isEqualTo(one.exitCode()).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("work-spark/resettle-iirms/findings.csv")))
                .isEqualTo(Files.readString(folder.resolve("work-one/resettle-iirms/findings.csv")))
                .contains("quotation marks");
        assertThat(spark.err()).contains("the quotation marks in the record that begins here do not pair");
        assertThat(spark.err() + spark.out()).doesNotContain(CANARY);
        nothingIsLeft();
    }

    @Test
    void aRunThatIsKilledLeavesNothingOnTheCluster() throws Exception {
        Process run = onSpark(protocol("../extract/*.csv"), "spark").start();
        while (run.isAlive() && !Files.exists(folder.resolve("work-spark/resettle-iirms/progress.jsonl"))) {
            Thread.sleep(50);
        }
        List<ProcessHandle> driver = run.children().toList();
        run.destroyForcibly().waitFor();
        assertThat(driver).hasSize(1);
        driver.get(0).onExit().get(60, TimeUnit.SECONDS);
        nothingIsLeft();
    }
}
