package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command with a real Spark, which is a folder of its jars without scripts, as the build of src/spark leaves it. */
class SparkCommandIT {
    private static final String CANARY = "QUETZALCOATL";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void makePeople() {
        Given.here("generate", "people", folder.toString(), "--left", "400", "--right", "400");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Given onSpark(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(List.of("--id", "id"));
        return ended(packaged(folder, command).start().waitFor(), folder);
    }

    /** The packaged command on a Spark of this machine; what it says goes into two files of the folder. */
    static ProcessBuilder packaged(Path folder, List<String> words) throws IOException {
        Path jar = Path.of(System.getProperty("reconlink.jar"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toAbsolutePath().toString()));
        command.addAll(words);
        command.addAll(List.of("--spark", "local[2]", "--spark-conf", "spark.ui.enabled=false"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(jar.resolveSibling("spark"), "home-*")) {
            builder.environment()
                    .put("SPARK_HOME", homes.iterator().next().toAbsolutePath().toString());
        }
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder;
    }

    static Given ended(int code, Path folder) throws IOException {
        return new Given(
                code,
                Files.readString(folder.resolve("out.txt"), UTF_8),
                Files.readString(folder.resolve("err.txt"), UTF_8));
    }

    @Test
    void pairsSummaryAndExitCodeAreThoseOfOneMachine() throws Exception {
        Given one = Given.here("link", file("left.csv"), file("right.csv"), "--id", "id", "--out", file("one.csv"));
        Given spark = onSpark("link", file("left.csv"), file("right.csv"), "--out", file("pairs"));
        assertThat(spark.exitCode()).as(spark.err()).isEqualTo(one.exitCode());
        assertThat(spark.out()).isEqualTo(one.out());
        assertThat(Files.readString(folder.resolve("pairs/part-00000.csv")))
                .isEqualTo(Files.readString(folder.resolve("one.csv")))
                .contains(",link,");
        assertThat(folder.resolve("pairs/_SUCCESS")).exists();
    }

    @Test
    void aRowThatCannotBeReadEndsWithThreeAndIsQuotedNowhere() throws Exception {
        Files.writeString(
                folder.resolve("left.csv"),
                Files.readString(folder.resolve("left.csv")) + "L999999," + CANARY + "," + CANARY + "\n");
        Given spark = onSpark("link", file("left.csv"), file("right.csv"), "--out", file("pairs"));
        assertThat(spark.exitCode()).as(spark.err()).isEqualTo(3);
        assertThat(spark.err()).contains("left.csv: a row has 3 cells under ").doesNotContain(CANARY);
        assertThat(spark.out()).isEmpty();
        assertThat(folder.resolve("pairs")).doesNotExist();
    }
}
