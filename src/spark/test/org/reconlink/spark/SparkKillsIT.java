package org.reconlink.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.spark.SparkTable.Format;

/** Linkage that is disturbed gives the bits of one machine, too: {@code mvn -Pspark verify}. */
@EnabledIfSystemProperty(named = "reconlink.spark.all", matches = "true")
class SparkKillsIT {
    private static final int ROWS = Integer.getInteger("reconlink.spark.rows", 20_000);

    @TempDir
    private static Path folder;

    private static InventedPeople people;
    private static List<String> expected;

    @BeforeAll
    static void expect() throws IOException {
        people = new InventedPeople(ROWS, 20261202);
        expected = OneMachine.bits(OneMachine.link(people));
        InventedPeople.write(people.left, folder.resolve("left.csv"));
        InventedPeople.write(people.right, folder.resolve("right.csv"));
        assertThat(expected).hasSizeGreaterThan(ROWS);
    }

    private static SparkSession session(String master) {
        SparkSession.Builder builder = SparkSession.builder().master(master).appName("SparkKillsIT");
        Map.of(
                        "spark.ui.enabled", "false",
                        "spark.deploy.maxExecutorRetries", "5",
                        "spark.executor.extraClassPath", System.getProperty("reconlink.spark.classpath", ""),
                        "spark.network.timeout", "600s",
                        "spark.executor.heartbeatInterval", "60s",
                        "spark.log.level", "WARN")
                .forEach(builder::config);
        return builder.getOrCreate();
    }

    private static List<String> linked(
            SparkSession session, String work, SparkSettings settings, SparkTable left, SparkTable right)
            throws IOException {
        return OneMachine.bits(new SparkLinkage(
                        session, OneMachine.plan(), folder.resolve(work).toUri().toString(), settings)
                .link(left, right, Map.of())
                .pairs());
    }

    private static SparkTable table(String name) {
        return OneMachine.table(name, Format.CSV, folder.resolve(name + ".csv"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64})
    void anyNumberOfPartitionsAndShuffledFilesGiveTheSameBits(int partitions) throws IOException {
        List<String[]> shuffled = new ArrayList<>(people.right);
        Collections.shuffle(shuffled, new Random(partitions));
        Path files = Files.createDirectories(folder.resolve("right-" + partitions));
        for (int file = 0; file < 3; file++) {
            int third = shuffled.size() / 3;
            InventedPeople.write(
                    shuffled.subList(file * third, file == 2 ? shuffled.size() : (file + 1) * third),
                    files.resolve("rows-" + file + ".csv"));
        }
        try (SparkSession session = session("local[2]")) {
            SparkTable right = OneMachine.table("right", Format.CSV, files);
            assertThat(linked(session, "work", new SparkSettings(partitions, 0, 16_000_000), table("left"), right))
                    .isEqualTo(expected);
            assertThat(linked(session, "work", new SparkSettings(partitions, 0, 3_000), table("left"), right))
                    .isEqualTo(expected);
            assertThat(linked(session, "work", new SparkSettings(partitions, 1_000_000, 1), table("left"), right))
                    .isEqualTo(expected);
        }
    }

    @Test
    void parquetGivesTheBitsOfCsv() throws IOException {
        try (SparkSession session = session("local[2]")) {
            StructType schema = new StructType();
            for (String heading : InventedPeople.HEADINGS) {
                schema = schema.add(heading, DataTypes.StringType);
            }
            Path parquet = folder.resolve("right.parquet");
            session.createDataFrame(
                            people.right.stream()
                                    .map(row -> RowFactory.create((Object[]) row))
                                    .toList(),
                            schema)
                    .write()
                    .parquet(parquet.toUri().toString());
            SparkTable right = OneMachine.table("right", Format.PARQUET, parquet);
            assertThat(linked(session, "work", new SparkSettings(0, 0, 16_000_000), table("left"), right))
                    .isEqualTo(expected);
        }
    }

    @Test
    void anExecutorThatDiesWhileRowsAreSharedOutCostsNoBit() throws IOException {
        try (SparkSession session = session("local-cluster[2,1,1024]")) {
            AtomicInteger killed = new AtomicInteger();
            Path work = folder.resolve("work-executor");
            session.sparkContext().addSparkListener(new SparkListener() {
                @Override
                public void onTaskStart(SparkListenerTaskStart start) {
                    if (killed.get() == 0 && stages(work) >= 6) {
                        ProcessHandle.current()
                                .descendants()
                                .filter(process -> process.info()
                                        .commandLine()
                                        .orElse("")
                                        .contains("CoarseGrainedExecutorBackend"))
                                .findFirst()
                                .ifPresent(executor -> {
                                    executor.destroyForcibly();
                                    killed.incrementAndGet();
                                });
                    }
                }
            });
            assertThat(linked(
                            session,
                            "work-executor",
                            new SparkSettings(16, 0, 16_000_000),
                            table("left"),
                            table("right")))
                    .isEqualTo(expected);
            assertThat(killed).hasValue(1);
        }
    }

    /** How many stages are done: both tables read and placed, values of both, rules, columns, vectors, and pairs. */
    private static long stages(Path work) {
        try (Stream<Path> all = Files.exists(work) ? Files.walk(work) : Stream.empty()) {
            return all.filter(path -> path.endsWith("_DONE")).count();
        } catch (IOException | java.io.UncheckedIOException beingWritten) {
            return 0;
        }
    }

    @Test
    void aDriverThatIsKilledAfterEachStageGoesOnBehindIt() throws Exception {
        Path work = folder.resolve("work-driver");
        long done = 0;
        int kills = 0;
        while (true) {
            Process driver = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "@" + opens(),
                            "-cp",
                            System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                            LinkOnce.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("driver.log").toFile())
                    .start();
            while (driver.isAlive() && stages(work) <= done) {
                driver.waitFor(5, TimeUnit.MILLISECONDS);
            }
            if (!driver.isAlive()) {
                assertThat(driver.exitValue())
                        .as(Files.readString(folder.resolve("driver.log"), StandardCharsets.UTF_8))
                        .isZero();
                break;
            }
            driver.destroyForcibly().waitFor();
            kills++;
            assertThat(stages(work)).isGreaterThan(done);
            done = stages(work);
        }
        assertThat(kills).isGreaterThanOrEqualTo(6);
        assertThat(Files.readAllLines(folder.resolve("bits.txt"), StandardCharsets.UTF_8))
                .isEqualTo(expected);
    }

    /** What Spark has to be given under Java 17, in a file of arguments. */
    private static Path opens() throws IOException {
        return Files.writeString(
                folder.resolve("opens.txt"), JavaModuleOptions.defaultModuleOptions(), StandardCharsets.UTF_8);
    }

    /** A driver of its own. */
    static final class LinkOnce {
        private LinkOnce() {}

        public static void main(String[] arguments) throws IOException {
            folder = new File(arguments[0]).toPath();
            try (SparkSession session = session("local[2]")) {
                Files.write(
                        folder.resolve("bits.txt"),
                        linked(
                                session,
                                "work-driver",
                                new SparkSettings(3, 0, 16_000_000),
                                table("left"),
                                table("right")),
                        StandardCharsets.UTF_8);
            }
        }
    }
}
