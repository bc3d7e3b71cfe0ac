package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.cli.Failures.FullDisk;
import org.reconlink.job.ExitCode;

/** What is said where a disk is full or a file is something else than it is taken for. */
class FailuresTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int run(String... command) {
        return CommandLineEntry.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), command);
    }

    private String table(String name) throws IOException {
        StringBuilder rows = new StringBuilder("id,forename,surname,dob\n");
        for (int i = 0; i < 60; i++) {
            rows.append(i)
                    .append(",ANNA")
                    .append((char) ('A' + i % 26))
                    .append(",BERG")
                    .append((char) ('A' + i / 3));
            rows.append(",19").append(20 + i).append("-03-1").append(i % 10).append('\n');
        }
        return Files.writeString(folder.resolve(name), rows).toString();
    }

    @Test
    void aFullDiskIsNamedAsFull() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "Linux has a disk that is always full");
        String left = table("a.csv");
        String right = table("b.csv");
        for (String option : List.of("--out", "--save-model", "--persons", "--columns-out")) {
            err.getBuffer().setLength(0);
            assertThat(run("link", left, right, option, "/dev/full")).isEqualTo(7);
            assertThat(err.toString().strip())
                    .isEqualTo("the disk is full: no space is left for /dev/full; make room there, then give the same"
                            + " command again");
        }
    }

    /** A process of its own, as memory ends for all of one. */
    @Test
    void whereMemoryEndsThatIsSaidWithWhatToGiveAndTheExitCode() throws Exception {
        Path file = folder.resolve("big.csv");
        Random random = new Random(2);
        try (PrintWriter rows = new PrintWriter(file.toFile(), StandardCharsets.UTF_8)) {
            rows.println("id,forename,surname,dob");
            for (int i = 0; i < 300_000; i++) {
                rows.println(i + "," + word(random) + "," + word(random) + "," + (1940 + i % 60) + "-0" + (1 + i % 9)
                        + "-1" + i % 10);
            }
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.reconlink.Reconlink",
                        "dedupe",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(ExitCode.STORAGE.code());
        assertThat(said)
                .contains(
                        "memory ran out: Java may use 40 MB here; give it more, such as java -Xmx80m -jar reconlink.jar")
                .doesNotContain("\tat ");
    }

    private static String word(Random random) {
        return random.ints(8, 'A', 'K').mapToObj(Character::toString).collect(Collectors.joining());
    }

    @Test
    void whereTheFileIsNotKnownTheFoldersOfTheCommandAre() {
        Throwable full = new IllegalStateException(
                "a database's words", new IOException("write failed: No space left on device"));
        assertThat(FullDisk.message(full, List.of(folder.resolve("not/there/yet"))))
                .startsWith("the disk is full: no space is left for " + folder)
                .endsWith("; make room there, then give the same command again");
        assertThat(FullDisk.message(new FileSystemException("/x/y", null, "Disk quota exceeded"), List.of()))
                .isEqualTo("the disk is full: no space is left for /x/y; make room there, then give the same command"
                        + " again");
        assertThat(FullDisk.message(new FileSystemException("/x/y", null, "File too large"), List.of()))
                .isEqualTo(
                        "a file may not become as large as is needed, /x/y: raise the limit (ulimit -f), then give the"
                                + " same command again");
        assertThat(FullDisk.message(new IOException("Input/output error"), List.of()))
                .isNull();
    }

    @Test
    void aModelThatIsNoneIsSaidToBeNone() throws IOException {
        byte[] random = new byte[3000];
        new Random(5).nextBytes(random);
        Path model = Files.write(folder.resolve("model.json"), random);
        String left = table("a.csv");
        String right = table("b.csv");
        assertThat(run("link", left, right, "--model", model.toString())).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo("--model " + model
                        + ": this is no model, as it is no text; name a file that --save-model or Splink wrote");
        err.getBuffer().setLength(0);
        Files.writeString(model, "{\"a\": [1, 2");
        assertThat(run("link", left, right, "--model", model.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith(model + ": ").doesNotContain("disk");
        err.getBuffer().setLength(0);
        assertThat(run(
                        "link",
                        left,
                        right,
                        "--model",
                        folder.resolve("none.json").toString()))
                .isEqualTo(7);
        assertThat(err.toString()).contains("none.json").doesNotContain("disk");
    }
}
