package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** The examples for schedulers say what schedulers understand, and the command that they all give runs. */
class ScheduleIT {
    private static final Path EXAMPLES = Path.of("jobs/schedule");
    private static final String COMMAND = "run jobs/resettle.yml --quiet --inputs-from sample-input"
            + " --metrics metrics/resettle.prom --succeed-on 4,6";

    private static final JsonMapper JSON = JsonMapper.builder().build();

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

    /** Of the console: its options are there, its own process alone is ended, and what a proxy has to send is sent. */
    @Test
    void theConsolesExamplesGiveOptionsThatThereAre() throws Exception {
        String unit = read("reconlink-console.service");
        assertThat(unit)
                .contains("\nKillMode=process\n", "\nRestart=on-failure\n", "\nRestartPreventExitStatus=2 7\n")
                .contains("\nReadWritePaths=/srv/reconlink/work /srv/reconlink/output\n");
        String nginx = read("nginx.conf");
        String apache = read("apache.conf");
        String windows = read("console-at-logon.xml");
        List<String> given = new ArrayList<>();
        for (String example : List.of(unit, nginx, apache, windows)) {
            Matcher serve = Pattern.compile("(?:reconlink|reconlink\\.jar) (serve [^<\n]*)")
                    .matcher(example);
            assertThat(serve.find()).isTrue();
            given.add(serve.group(1).strip());
        }
        for (String words : given) {
            CommandLine.ParseResult read =
                    CommandLineEntry.all().parseArgs(words.split(" ", -1)).subcommand();
            assertThat(read.commandSpec().name()).as(words).isEqualTo("serve");
        }
        assertThat(given.subList(1, 3))
                .allMatch(words ->
                        words.contains("--behind-proxy 127.0.0.1 ") || words.endsWith("--behind-proxy 127.0.0.1"));
        assertThat(nginx)
                .contains(
                        "proxy_set_header Host $host;", "X-Forwarded-For $remote_addr;", "X-Forwarded-Proto $scheme;");
        assertThat(apache)
                .contains("ProxyPreserveHost On", "unset X-Forwarded-For early", "set X-Forwarded-Proto https");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(EXAMPLES.resolve("console-at-logon.xml").toFile())
                        .getElementsByTagName("ExecutionTimeLimit")
                        .item(0)
                        .getTextContent())
                .as("it is never ended for its age")
                .isEqualTo("PT0S");
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
                "--log",
                folder.resolve("logs/runs.jsonl").toString(),
                "--lineage",
                folder.resolve("logs/lineage.jsonl").toString(),
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
                .contains("reconlink_run_exit_code{run=\"2020-12-31-", "\",study=\"tiny\"} 0.0\n")
                .contains("{file=\"convictions.csv\",run=\"", "\",section=\"convictions\",study=\"tiny\"} 4.0\n")
                .contains(
                        "reconlink_participants{linkage=\"linked\",run=\"", "step=\"publishDataset\",study=\"tiny\"} ")
                .contains(
                        "spring_batch_job_seconds_count{", "spring_batch_job_status=\"COMPLETED\",study=\"tiny\"} 1\n")
                .contains("spring_batch_step_name=\"collectConvictions\"")
                .doesNotContain("Rowe", "Okafor", "1980-02", "198002");
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.matches("[a-z_]+\\{([a-z_]+=\"[^\"]*\",?)+\\} [0-9.E-]+"));
        theLogNamesEveryStep(Files.readString(folder.resolve("logs/runs.jsonl")));
        theLineageHasStartAndEnd(Files.readAllLines(folder.resolve("logs/lineage.jsonl")));

        Path told = folder.resolve("told");
        Path program = Files.writeString(folder.resolve("tell"), "#!/bin/sh\necho \"$@\" > '" + told + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("convictions.csv"), "no table");
        command.addAll(List.of("--on-failure", program.toString()));
        assertThat(PackagedJar.run(folder, command.toArray(String[]::new)).exitCode())
                .isEqualTo(3);
        assertThat(Files.readString(told)).isEqualTo("tiny 3\n");
        List<String> lineage = Files.readAllLines(folder.resolve("logs/lineage.jsonl"));
        assertThat(lineage).hasSize(4);
        assertThat(lineage.get(3))
                .contains("\"eventType\":\"FAIL\"", "\"message\":\"the input cannot be used\"", "\"outputs\":[]");
        assertThat(Files.readString(folder.resolve("logs/runs.jsonl")))
                .endsWith("\"error.type\":\"INPUT_REJECTED\",\"event.outcome\":\"failure\","
                        + "\"event.reason\":\"the input cannot be used\",\"process.exit_code\":3}\n");
    }

    private static void theLogNamesEveryStep(String log) {
        List<Map<?, ?>> lines = log.lines()
                .<Map<?, ?>>map(line -> JSON.readValue(line, Map.class))
                .toList();
        assertThat(lines).allSatisfy(line -> {
            assertThat(String.valueOf(line.get("@timestamp"))).matches("[0-9-]{10}T[0-9:.]+Z");
            assertThat(String.valueOf(at(line, "labels", "run"))).startsWith("2020-12-31-");
            assertThat(at(line, "labels", "study")).isEqualTo("tiny");
        });
        assertThat(lines.stream().map(line -> line.get("message") + " " + ((Map<?, ?>) line.get("labels")).get("step")))
                .startsWith("run begun null", "step begun checkInputs", "step ended checkInputs")
                .contains("step ended linkPersons")
                .endsWith("step ended loadDatabase", "run ended null");
        assertThat(log).doesNotContain("Rowe", "Okafor", "1980-02", "198002");
    }

    /** The fields that the specification 2-0-2 requires, and the files that were read and written. */
    private static void theLineageHasStartAndEnd(List<String> lines) {
        List<Map<?, ?>> events = lines.stream()
                .<Map<?, ?>>map(line -> JSON.readValue(line, Map.class))
                .toList();
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(java.time.Instant.parse(String.valueOf(event.get("eventTime"))))
                    .isNotNull();
            assertThat(java.util.UUID.fromString(String.valueOf(at(event, "run", "runId"))))
                    .isNotNull();
            assertThat(at(event, "job", "namespace") + " " + at(event, "job", "name"))
                    .isEqualTo("reconlink tiny");
            assertThat(java.net
                            .URI
                            .create(String.valueOf(event.get("producer")))
                            .isAbsolute())
                    .isTrue();
            assertThat(event.get("schemaURL"))
                    .isEqualTo("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
        });
        assertThat(events.get(0).get("eventType")).isEqualTo("START");
        assertThat(events.get(1).get("eventType")).isEqualTo("COMPLETE");
        assertThat(at(events.get(0), "run", "runId")).isEqualTo(at(events.get(1), "run", "runId"));
        assertThat(names(events.get(1), "inputs")).containsExactly("study.yml", "participants.csv", "convictions.csv");
        assertThat(names(events.get(1), "outputs")).contains("participants.csv", "report.html", "audit.jsonl");
        assertThat(lines.get(1)).contains("\"rowCount\":4");
    }

    private static List<String> names(Map<?, ?> event, String key) {
        return ((List<?>) event.get(key))
                .stream()
                        .map(dataset -> String.valueOf(((Map<?, ?>) dataset).get("name")))
                        .map(name -> name.substring(name.lastIndexOf('/') + 1))
                        .toList();
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
