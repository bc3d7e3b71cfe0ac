package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What Spark is called with, and how its end comes back. In the place of Spark is a script that writes down what it is given. */
@DisabledOnOs(OS.WINDOWS) // the script is of a shell
class SparkSubmitTest {
    private static final int DRIVERS_CODE = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final TableOptions options = new TableOptions();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private Path home;

    @BeforeEach
    void installSpark() throws IOException {
        home = folder.resolve("spark");
        Files.createDirectories(home.resolve("jars"));
        Files.createDirectories(home.resolve("conf"));
        Files.createFile(home.resolve("jars/spark-core_2.13-4.2.0.jar"));
        script("printf '%s\\n' \"$@\" > \"$SPARK_HOME/given\"; exit " + DRIVERS_CODE);
        environment.put("SPARK_HOME", home.toString());
        options.sparkJar = Files.createFile(folder.resolve("reconlink-spark.jar"));
    }

    private void script(String text) throws IOException {
        Path script = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
        Files.writeString(script, "#!/bin/sh\n" + text + "\n");
        script.toFile().setExecutable(true);
    }

    private int run(String master, String... arguments) throws IOException {
        options.spark = master;
        return new SparkSubmit(environment, new PrintWriter(err, true)).run("link", options, List.of(arguments));
    }

    private List<String> given() throws IOException {
        return Files.readAllLines(home.resolve("given"));
    }

    @Test
    void theDriverIsGivenTheCommandAndWhatSuitsLinkage() throws IOException {
        options.sparkConf.add("spark.executor.instances=4");
        options.sparkConf.add("spark.driver.memory=8g");
        int code = run(
                "yarn",
                "s3a://moj/courts/",
                "s3a://moj/pnc/",
                "--spark",
                "yarn",
                "--spark-conf=spark.executor.instances=4",
                "--block=surname + date of birth",
                "--out",
                "s3a://moj/pairs/");
        assertThat(code).isEqualTo(DRIVERS_CODE);
        assertThat(given())
                .containsExactly(
                        "--master",
                        "yarn",
                        "--conf",
                        "spark.executor.instances=4",
                        "--conf",
                        "spark.driver.memory=8g",
                        "--conf",
                        "spark.driver.maxResultSize=0",
                        "--conf",
                        "spark.network.timeout=600s",
                        "--conf",
                        "spark.executor.heartbeatInterval=60s",
                        "--conf",
                        "spark.log.level=WARN",
                        "--conf",
                        "spark.executor.memory=16g",
                        "--conf",
                        "spark.executor.cores=8",
                        "--conf",
                        "spark.default.parallelism=96",
                        "--conf",
                        "spark.sql.shuffle.partitions=96",
                        "--class",
                        "org.reconlink.spark.Link",
                        folder.resolve("reconlink-spark.jar").toString(),
                        "link",
                        "s3a://moj/courts/",
                        "s3a://moj/pnc/",
                        "--block=surname + date of birth",
                        "--out",
                        "s3a://moj/pairs/");
        assertThat(err.toString())
                .startsWith("Spark 4.2.0 in " + home + ", master yarn, with\n  spark.executor.instances=4\n")
                .contains("\n  spark.executor.memory=16g\n")
                .doesNotContain("!");
    }

    @Test
    void whatTheAdministratorHasSetStands() throws IOException {
        Files.writeString(
                home.resolve("conf/spark-defaults.conf"),
                "# of the cluster\nspark.executor.memory   24g\nspark.executor.cores 4\nspark.driver.maxResultSize 8g\n");
        Files.writeString(home.resolve("RELEASE"), "Spark 4.1.1-vendor (git revision 1) built for Hadoop 3.4.1\n");
        run("k8s://https://10.0.0.1:6443");
        assertThat(given())
                .noneMatch(
                        setting -> setting.matches(
                                "spark\\.(executor\\.memory|executor\\.cores|driver\\.maxResultSize|default\\.parallelism)=.*"));
        assertThat(err.toString())
                .startsWith("Spark 4.1.1-vendor in ")
                .endsWith(
                        "! how many executors there are is left to Spark, which takes 2 where nothing else is set; say"
                                + " --spark-conf spark.executor.instances=N for more\n");
    }

    @Test
    void onOneMachineThereAreThreePartitionsForEachCore() throws IOException {
        run("local[5]");
        assertThat(given())
                .contains("spark.default.parallelism=15")
                .noneMatch(word -> word.contains("executor.memory"));
        run("local-cluster[2,3,4096]");
        assertThat(given()).contains("spark.default.parallelism=18", "spark.executor.memory=4096m");
    }

    @Test
    void aMasterOrASettingThatIsNoneIsNamed() {
        assertThatThrownBy(() -> run("emr"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--spark emr: write a master of Spark, as yarn, k8s://https://HOST:PORT, spark://HOST:PORT or"
                                + " local[*]");
        options.sparkConf.add("spark.ui.enabled");
        assertThatThrownBy(() -> run("yarn"))
                .hasMessage("--spark-conf spark.ui.enabled: write KEY=VALUE, as in spark.executor.memory=16g");
        options.sparkConf.set(0, "spark.master=yarn");
        assertThatThrownBy(() -> run("yarn"))
                .hasMessage("--spark-conf spark.master: the master is what --spark says; leave it out");
        options.sparkConf.set(0, "spark.submit.deployMode=cluster");
        assertThatThrownBy(() -> run("yarn"))
                .hasMessage("spark.submit.deployMode=cluster: summary and exit code would stay in the cluster; say"
                        + " --spark-conf spark.submit.deployMode=client, or give reconlink-spark.jar to spark-submit"
                        + " yourself");
    }

    @Test
    void anExecutorOfLessThanFourGigabytesIsRefusedWhereverThatIsSet() throws IOException {
        String why =
                ": 4g is the least, as every executor holds all different values of the tables; few large executors"
                        + " are better than many small ones; say --spark-conf ";
        options.sparkConf.add("spark.executor.memory=4095m");
        assertThatThrownBy(() -> run("yarn"))
                .hasMessage("spark.executor.memory=4095m" + why + "spark.executor.memory=16g");
        options.sparkConf.set(0, "spark.executor.memory=plenty");
        assertThatThrownBy(() -> run("yarn"))
                .hasMessage("spark.executor.memory=plenty: this is no amount of memory; write it as in 16g");
        options.sparkConf.clear();
        assertThatThrownBy(() -> run("local-cluster[2,1,1024]"))
                .hasMessage("spark.executor.memory=1024m" + why + "spark.executor.memory=16g");
        Files.writeString(home.resolve("conf/spark-defaults.conf"), "spark.executor.memory 2g\n");
        assertThatThrownBy(() -> run("yarn"))
                .hasMessage("spark.executor.memory=2g of spark-defaults.conf" + why + "spark.executor.memory=16g");
        options.sparkConf.add("spark.driver.memory=2048");
        assertThatThrownBy(() -> run("local[2]"))
                .hasMessage("spark.driver.memory=2048" + why + "spark.driver.memory=16g");
        assertThat(home.resolve("given")).doesNotExist();
    }

    @Test
    void aSparkThatIsMissingOrTooOldIsSaidWithWhatToDo() throws IOException {
        Path core = home.resolve("jars/spark-core_2.13-4.2.0.jar");
        Files.move(core, home.resolve("jars/spark-core_2.12-3.5.8.jar"));
        assertThatThrownBy(() -> run("yarn"))
                .hasMessage("SPARK_HOME " + home
                        + " is Spark 3.5.8: linkage on Spark needs Spark 4 or later with Java 17 or"
                        + " later; set SPARK_HOME to one");
        environment.put("SPARK_HOME", folder.toString());
        assertThatThrownBy(() -> run("yarn"))
                .hasMessage(
                        "SPARK_HOME " + folder + ": this is no Spark, as jars/spark-core_*.jar is not in it; set it to"
                                + " the folder of Spark 4 that has bin and jars in it");
        environment.remove("SPARK_HOME");
        assertThatThrownBy(() -> run("yarn"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--spark needs Spark, and SPARK_HOME is not set: set it to the folder of Spark 4 that has bin and"
                                + " jars in it, as in export SPARK_HOME=/opt/spark, and give the same command again");
    }

    @Test
    void aJavaThatIsTooOldIsSaidBeforeSparkStarts() throws IOException {
        Path java = Files.createDirectories(folder.resolve("java-11"));
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"11.0.2\"\n");
        environment.put("JAVA_HOME", java.toString());
        assertThatThrownBy(() -> run("yarn"))
                .hasMessage("JAVA_HOME is Java 11, in " + java
                        + ": linkage on Spark needs Java 17 or later, on this machine"
                        + " and on all of the cluster; set JAVA_HOME to one, or leave it unset to have Spark use the Java of"
                        + " this command");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
        assertThatThrownBy(() -> run("yarn")).hasMessageStartingWith("JAVA_HOME is Java 8, in ");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"21\"\n");
        assertThat(run("yarn")).isEqualTo(DRIVERS_CODE);
    }

    @Test
    void aJarThatIsNotThereIsNamed() {
        options.sparkJar = folder.resolve("none.jar");
        assertThatThrownBy(() -> run("yarn"))
                .hasMessage("--spark-jar " + options.sparkJar
                        + ": there is no such file; put reconlink-spark.jar of the same"
                        + " version beside reconlink.jar, or name it with --spark-jar");
    }

    @Test
    void optionsOfSparkWithoutAClusterAreRefused() throws IOException {
        Path a = Files.writeString(folder.resolve("a.csv"), "surname\nBERG\n");
        for (String option : List.of("--work=x", "--spark-jar=x", "--spark-conf=x=y")) {
            Given given = Given.here("dedupe", a.toString(), option);
            assertThat(given.exitCode()).isEqualTo(2);
            assertThat(given.err())
                    .isEqualTo("--spark-conf, --spark-jar and --work need --spark, the cluster that they are for\n");
        }
    }

    @Test
    void whereOnlySparksJarsAreSparksOwnLauncherMakesTheCall() throws IOException {
        Files.delete(home.resolve("bin/spark-submit"));
        assertThatThrownBy(() -> run("local[2]"))
                .hasMessage(
                        "SPARK_HOME " + home + ": Spark cannot start from there; set it to a folder of Spark that has"
                                + " bin/spark-submit in it");
    }

    /** Both at once: each is a process that waits for the other's signal to be heard. */
    @Test
    void signalsArePassedOn() throws Exception {
        script("trap 'echo INT >> \"$OUT\"; exit 130' INT; trap 'echo TERM >> \"$OUT\"; exit 143' TERM\n"
                + "echo begun > \"$OUT\"; while :; do sleep 0.05; done");
        Path first = folder.resolve("interrupted");
        Path second = folder.resolve("stopped");
        Process interrupted = start(first);
        Process stopped = start(second);
        awaitBegin(first);
        awaitBegin(second);
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(interrupted.pid()))
                        .start()
                        .waitFor())
                .isZero();
        stopped.destroy();
        assertThat(interrupted.waitFor()).isEqualTo(130);
        assertThat(stopped.waitFor()).isEqualTo(143);
        assertThat(first).hasContent("begun\nINT");
        assertThat(second).hasContent("begun\nTERM");
    }

    private Process start(Path out) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.reconlink.Reconlink",
                        "dedupe",
                        "a.csv",
                        "--spark",
                        "local[2]",
                        "--spark-jar",
                        String.valueOf(options.sparkJar))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        command.environment().putAll(environment);
        command.environment().put("OUT", out.toString());
        return command.start();
    }

    private static void awaitBegin(Path out) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(out) || Files.size(out) == 0) {
            assertThat(System.nanoTime()).as(out + " is not there").isLessThan(until);
            Thread.sleep(20);
        }
    }

    @Test
    void aCommandForThisMachineLoadsNothingForSpark() throws Exception {
        StringBuilder csv = new StringBuilder("id,surname,dob\n");
        for (int i = 0; i < 50; i++) {
            csv.append(i + ",NAME" + (char) ('A' + i % 25) + ",19" + (50 + i % 25) + "-01-02\n");
        }
        Path table = Files.writeString(folder.resolve("a.csv"), csv.toString());
        Path loaded = folder.resolve("loaded.txt");
        Given given = Given.in(
                folder, Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded), "dedupe", table.toString());
        assertThat(given.exitCode()).as(given.err()).isIn(0, 4);
        List<String> classes = Files.readAllLines(loaded, UTF_8).stream()
                .map(line -> line.replaceFirst("^\\S+ ", "").replaceFirst(" .*", ""))
                .toList();
        assertThat(classes)
                .contains("org.reconlink.cli.DedupeCommand")
                .noneMatch(name -> name.contains("Spark"))
                .as("plans as texts are for Spark alone")
                .noneMatch(name -> name.startsWith("tools.jackson.databind."));
    }

    @Test
    void whatARunCannotAskOfAClusterIsSaidBeforeAnythingIsRead() throws IOException {
        String protocol = "jobs/resettle.yml";
        Given nowhere = Given.here("run", protocol, "--spark", "yarn", "--work", folder.toString());
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).startsWith("--spark-work is needed on a cluster: a folder or URL that all");
        Given noCluster = Given.here("run", protocol, "--spark-work", "hdfs:///work/");
        assertThat(noCluster.exitCode()).isEqualTo(2);
        assertThat(noCluster.err()).startsWith("--spark-conf, --spark-jar and --spark-work need --spark");
        assertThat(Given.here("run", protocol, "--spark", "local[2]", "--dry-run")
                        .err())
                .isEqualTo("--dry-run asks no cluster; leave out --spark\n");

        Path ofUrl = Files.createDirectories(folder.resolve("jobs")).resolve("resettle.yml");
        Files.writeString(
                ofUrl,
                Files.readString(Path.of(protocol))
                        .replace("../sample-input/pnc-*.csv", "hdfs:///pnc/")
                        .replace("../sample-input/", Path.of("sample-input").toAbsolutePath() + "/"));
        assertThat(Given.here("run", ofUrl.toString(), "--dry-run").out())
                .contains("  convictions: hdfs:///pnc/, by a cluster (--spark)\n");
        Given confined = Given.here(
                "run", ofUrl.toString(), "--inputs-from", "/", "--spark", "local[2]", "--work", folder.toString());
        assertThat(confined.exitCode()).isEqualTo(2);
        assertThat(confined.err()).contains("hdfs:///pnc/: --inputs-from names folders of this machine");
        Given alone = Given.here("run", ofUrl.toString(), "--work", folder.toString());
        assertThat(alone.exitCode()).isEqualTo(3);
        assertThat(alone.err()).contains("this is a URL, and this machine reads files of its own");
        assertThat(Given.here("check", ofUrl.toString()).err()).contains("this is a URL, and this machine");
    }
}
