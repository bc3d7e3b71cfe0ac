package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The examples for schedulers say what schedulers understand, and the command that they all give runs. */
class ScheduleIT {
    private static final Path EXAMPLES = Path.of("jobs/schedule");
    private static final String COMMAND = "run jobs/resettle.yml --quiet --inputs-from sample-input"
            + " --metrics metrics/resettle.prom --succeed-on 4,6";

    @TempDir
    Path folder;

    @Test
    void everyExampleGivesTheCommand() throws Exception {
        assertThat(read("crontab"))
                .contains("\n0 3 * * * cd /srv/reconlink && java -jar reconlink.jar " + COMMAND + "\n");
        assertThat(read("reconlink.service"))
                .contains("java -jar reconlink.jar " + COMMAND.replace(" --succeed-on 4,6", "\n"))
                .contains("SuccessExitStatus=4 6\n");
        assertThat(read("reconlink.timer")).contains("OnCalendar=*-*-* 03:00:00\n", "Persistent=true\n");
        assertThat(task("Arguments")).isEqualTo("-jar reconlink.jar " + COMMAND);
        assertThat(task("MultipleInstancesPolicy")).isEqualTo("IgnoreNew");
        assertThat(at(cronJob(), "spec", "concurrencyPolicy")).isEqualTo("Forbid");
        Map<?, ?> pod = (Map<?, ?>) at(cronJob(), "spec", "jobTemplate", "spec", "template", "spec");
        Map<?, ?> container = (Map<?, ?>) ((List<?>) pod.get("containers")).get(0);
        assertThat(String.join(
                        " ",
                        ((List<?>) container.get("args"))
                                .stream().map(String::valueOf).toList()))
                .isEqualTo(COMMAND);
    }

    @Test
    void theCommandRunsWritesMetricsAndTellsOfFailures() throws Exception {
        Path protocol = TinyStudy.write(folder);
        Path metrics = folder.resolve("metrics/tiny.prom");
        List<String> command = new ArrayList<>(List.of(
                "run",
                protocol.toString(),
                "--quiet",
                "--inputs-from",
                folder.toString(),
                "--metrics",
                metrics.toString(),
                "--succeed-on",
                "4,6",
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString()));
        PackagedJar.Ended ended = PackagedJar.run(folder, command.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        String text = Files.readString(metrics);
        assertThat(text)
                .contains("reconlink_run_exit_code{study=\"tiny\",run=\"2020-12-31-", "\"} 0\n")
                .contains("section=\"convictions\",file=\"convictions.csv\"} 4\n")
                .contains("linkage=\"linked\"} 2\n", "step=\"publishDataset\"} ")
                .doesNotContain("Rowe", "Okafor", "1980");
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.matches("reconlink_[a-z_]+\\{([a-z]+=\"[^\"]*\",?)+\\} [0-9.]+"));

        Path told = folder.resolve("told");
        Path program = Files.writeString(folder.resolve("tell"), "#!/bin/sh\necho \"$@\" > '" + told + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("convictions.csv"), "no table");
        command.addAll(List.of("--on-failure", program.toString()));
        assertThat(PackagedJar.run(folder, command.toArray(String[]::new)).exitCode())
                .isEqualTo(3);
        assertThat(Files.readString(told)).isEqualTo("tiny 3\n");
    }

    private static String read(String name) throws Exception {
        return Files.readString(EXAMPLES.resolve(name));
    }

    private static String task(String element) throws Exception {
        Document task = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(read("task-scheduler.xml").getBytes(StandardCharsets.UTF_8)));
        return task.getElementsByTagName(element).item(0).getTextContent();
    }

    private static Map<?, ?> cronJob() throws Exception {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(read("cronjob.yaml"));
    }

    private static Object at(Map<?, ?> map, String... path) {
        return Stream.of(path).reduce((Object) map, (found, key) -> ((Map<?, ?>) found).get(key), (x, y) -> y);
    }
}
