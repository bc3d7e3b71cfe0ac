package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.store.WorkingStore;
import org.springframework.jdbc.core.JdbcTemplate;

/** Values that nobody else has, planted in good and broken rows, are looked for in all that runs leave behind. */
class PlantedValuesIT {
    private static final List<String> PLANTED = List.of(
            "Qzxvarn",
            "Wqblith",
            "Zzkopar",
            "1931-01-17",
            "T7731",
            "T7732",
            "84/771930",
            "BX9 7QJ",
            "31.31.1931",
            "91/7719X");

    @TempDir
    Path folder;

    @Test
    void noPlantedValueIsInLogsMessagesMetricsAuditOutputsOrTemporaryFiles() throws Exception {
        Path protocol = plant();
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Map<String, String> environment =
                Map.of("JAVA_TOOL_OPTIONS", "-Dlogging.level.root=DEBUG -Djava.io.tmpdir=" + temporary);
        assertThat(run(environment, protocol, "rejected").exitCode()).isEqualTo(3);
        Files.writeString(protocol, Files.readString(protocol) + "intake:\n  rejected rows at most: 90%\n");
        assertThat(run(environment, protocol, "accepted").exitCode()).isEqualTo(4);
        Files.writeString(folder.resolve("convictions.csv"), "\"Qzxvarn,Wqblith\n" + "Zzkopar,".repeat(1000));
        assertThat(run(environment, protocol, "broken").exitCode()).isEqualTo(3);

        Map<String, String> found = new TreeMap<>();
        for (Path file : left()) {
            look(folder.relativize(file).toString(), Files.readString(file, ISO_8859_1), found);
        }
        look("job repository", jobRepository(), found);
        assertThat(found).isEmpty();
    }

    private Path plant() throws Exception {
        Path protocol = TinyStudy.write(folder);
        Files.writeString(folder.resolve("participants.csv"), """
                Study no,Surname,First name,DOB,PNC,Index code,Index date,Released
                T7731,Qzxvarn,Wqblith,1931-01-17,91/10V,OF61016,2010-03-01,2014-01-10
                T7732,Zzkopar,Wqblith,31.31.1931,84/771930,OF61016,2010-03-01,2014-01-10
                """);
        Files.writeString(folder.resolve("convictions.csv"), """
                PNC,Surname,First name,DOB,Code,Offence date,Convicted,Adjudication,Disposal
                91/10V,Qzxvarn,Wqblith,1931-01-17,OF61016,2009-11-01,2010-03-01,GUILTY,1002
                91/7719X,Zzkopar,Wqblith,1931-01-17,OF61016,2009-11-01,2010-03-01,GUILTY,1002
                91/10V,Qzxvarn,Wqblith,31.31.1931,TH68010,2014-06-01,31.31.1931,GUILTY,1015
                91/10V,Qzxvarn,"BX9 7QJ",1931-01-17,TH68010,2014-06-01,2014-08-01,BX9 7QJ,1015
                """);
        return protocol;
    }

    private PackagedJar.Ended run(Map<String, String> environment, Path protocol, String name) throws Exception {
        PackagedJar.Ended ended = PackagedJar.run(
                folder,
                environment,
                "run",
                protocol.toString(),
                "--metrics",
                folder.resolve(name + ".prom").toString(),
                "--log",
                folder.resolve("runs.jsonl").toString(),
                "--lineage",
                folder.resolve("lineage.jsonl").toString(),
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString());
        assertThat(ended.err()).isNotEmpty();
        return ended;
    }

    /** Everything but the inputs and the store, which is where people are by name. */
    private List<Path> left() throws Exception {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("store."))
                    .filter(file -> !folder.equals(file.getParent())
                            || !String.valueOf(file).endsWith(".csv"))
                    .forEach(files::add);
        }
        assertThat(files).anyMatch(file -> file.endsWith("audit.jsonl"));
        assertThat(files).anyMatch(file -> file.endsWith("accepted.prom"));
        assertThat(files).anyMatch(file -> file.endsWith("runs.jsonl"));
        assertThat(files).anyMatch(file -> file.endsWith("lineage.jsonl"));
        return files;
    }

    private String jobRepository() {
        try (WorkingStore store = WorkingStore.open(folder.resolve("work/tiny"))) {
            JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
            StringBuilder all = new StringBuilder();
            List<String> tables = jdbc.queryForList(
                    "select table_name from information_schema.tables where table_name like 'BATCH_%'", String.class);
            assertThat(tables).contains("BATCH_STEP_EXECUTION");
            tables.forEach(table -> all.append(jdbc.queryForList("select * from " + table)));
            assertThat(all).contains("checkInputs");
            return all.toString();
        }
    }

    private static void look(String where, String text, Map<String, String> found) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String value : PLANTED) {
            for (String form : forms(value)) {
                if (lower.contains(form.toLowerCase(Locale.ROOT))) {
                    found.put(where, value);
                }
            }
        }
    }

    private static List<String> forms(String value) {
        return List.of(
                value,
                HexFormat.of().formatHex(value.getBytes(UTF_8)),
                URLEncoder.encode(value, UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(value.getBytes(UTF_8)),
                value.replace(" ", "").replace("/", ""));
    }
}
