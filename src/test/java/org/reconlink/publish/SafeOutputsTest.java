package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.StudyResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SafeOutputsTest {
    @TempDir
    Path directory;

    @Test
    void withoutDisclosureControlNothingIsCalledSafe() throws IOException {
        SafeOutputs.write(directory, study(DisclosureRule.NONE));

        assertThat(directory.resolve("safe-outputs")).doesNotExist();
    }

    @Test
    void countsAreRoundedAndSmallOnesHidden() throws IOException {
        SafeOutputs.write(directory, study(DisclosureRule.OPENSAFELY));

        List<NamedCsvRecord> rows = Csv.read(directory.resolve("safe-outputs/after_reoffended.csv"));
        assertThat(rows.get(0).getHeader()).containsExactly("after_reoffended", "study_group", "count", "per_cent");
        assertThat(rows)
                .extracting(row -> row.getField(0) + " " + row.getField(2) + " " + row.getField(3))
                .containsExactly(
                        "yes 20 66.7",
                        "no 10 33.3",
                        "not linked 0 0.0",
                        "not observed 0 0.0",
                        "unknown 0 0.0",
                        "total 30 100.0");
    }

    @Test
    void noTableSaysMoreThanTheRuleAllows() throws IOException {
        SafeOutputs.write(directory, study(DisclosureRule.OPENSAFELY));

        try (Stream<Path> files = Files.list(directory.resolve("safe-outputs"))) {
            List<Path> tables =
                    files.filter(file -> file.toString().endsWith(".csv")).toList();
            assertThat(tables).hasSizeGreaterThan(10);
            for (Path table : tables) {
                assertThat(Csv.read(table))
                        .allSatisfy(row -> assertThat(row.getField("count")).matches("redacted|0|[1-9][0-9]*[05]"));
            }
        }
    }

    @Test
    void theOutputCheckerIsToldWhatWasDoneToEachTable() throws IOException {
        SafeOutputs.write(directory, study(DisclosureRule.OPENSAFELY));

        JsonNode checks = JsonMapper.builder()
                .build()
                .readTree(Files.readString(directory.resolve("safe-outputs/checks.json"), UTF_8));
        assertThat(checks.path("controls").path("counts_redacted_up_to").asInt())
                .isEqualTo(7);
        assertThat(checks.path("controls").path("counts_rounded_to").asInt()).isEqualTo(5);
        for (JsonNode table : checks.path("tables")) {
            FileDigest digest = FileDigest.of(
                    "",
                    directory.resolve("safe-outputs").resolve(table.path("file").asString()));
            assertThat(table.path("sha256").asString()).isEqualTo(digest.sha256());
            assertThat(table.path("title").asString()).isNotBlank();
            assertThat(table.path("population").asString()).isNotBlank();
            assertThat(table.path("status").asString()).isEqualTo("pass");
        }
    }

    private static StudyResult study(DisclosureRule rule) {
        List<ParticipantOutcome> people = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            people.add(Made.reoffender("R" + i));
        }
        for (int i = 0; i < 9; i++) {
            people.add(Made.desister("D" + i));
        }
        StudyResult made = Made.result(PublishSettings.Dates.AS_DAYS, people);
        PublishSettings publish = new PublishSettings(null, PublishSettings.Dates.AS_DAYS, 0, rule);
        return CountTablesTest.with(made, made.outcome(), publish, made.definitions());
    }
}
