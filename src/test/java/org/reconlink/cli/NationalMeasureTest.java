package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second protocol on the sample's inputs: the national measure of proven reoffending. */
class NationalMeasureTest {
    @TempDir
    static Path scratch;

    private static Given ended;
    private static Path outputs;

    @BeforeAll
    static void run() throws Exception {
        ended = Given.here(
                "run",
                "jobs/national-measure.yml",
                "--output",
                scratch.resolve("output").toString(),
                "--work",
                work());
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
        try (Stream<Path> runs = Files.list(scratch.resolve("output/resettle-national"))) {
            outputs = runs.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Test
    void allSevenMeasuresAreThereAndNoneOfReoffendersIsShownForFewerThanThirty() throws IOException {
        List<NamedCsvRecord> measures = table("measures.csv");
        long reoffenders = table("participants.csv").stream()
                .filter(row -> row.getField("included").equals("yes"))
                .filter(row -> row.getField("year_reoffended").equals("yes"))
                .count();

        assertThat(reoffenders).isPositive().isLessThan(30);
        assertThat(measures.stream().map(row -> row.getField("measure")).distinct())
                .containsExactly(
                        "rate",
                        "frequency",
                        "time to first",
                        "rate by court mode",
                        "frequency by court mode",
                        "custodial rate",
                        "custodial frequency");
        assertThat(measures).allSatisfy(row -> {
            assertThat(row.getField("reoffenders")).isEqualTo(String.valueOf(reoffenders));
            boolean ofPeople = row.getField("unit").contains("person")
                    || row.getField("unit").contains("people");
            assertThat(row.getField("value").equals("withheld")).isNotEqualTo(ofPeople);
            assertThat(row.getField("not_shown_reason"))
                    .isEqualTo(ofPeople ? "not applicable" : "fewer than 30 reoffenders");
        });
    }

    @Test
    void theProtocolsOwnDefinitionIsOneOfTheSixtyFourAndCountsAsTheParticipantsDo() throws IOException {
        List<NamedCsvRecord> definitions = table("definitions.csv");
        List<NamedCsvRecord> own = definitions.stream()
                .filter(row -> row.getField("protocol").equals("yes"))
                .toList();
        List<NamedCsvRecord> observed = table("participants.csv").stream()
                .filter(row -> row.getField("included").equals("yes"))
                .filter(row -> row.getField("year_observed").equals("yes"))
                .toList();

        assertThat(definitions).hasSize(64);
        assertThat(own).hasSize(1);
        assertThat(own.get(0).getField("length")).isEqualTo("12 months");
        assertThat(own.get(0).getField("counts")).isEqualTo("convictions or cautions");
        assertThat(own.get(0).getField("observed")).isEqualTo(String.valueOf(observed.size()));
        assertThat(own.get(0).getField("reoffended"))
                .isEqualTo(String.valueOf(observed.stream()
                        .filter(row -> row.getField("year_reoffended").equals("yes"))
                        .count()));
    }

    @Test
    void theClassificationAddsUpToTheOffencesAndRunsShowSaysIt() throws Exception {
        long offences = table("offences.csv").size();
        long byEvidence = table("classification.csv").stream()
                .filter(row -> row.getField("kind").equals("evidence"))
                .mapToLong(row -> Long.parseLong(row.getField("offences")))
                .sum();
        Given shown = Given.here("runs", "show", String.valueOf(outputs.getFileName()), "--work", work());

        assertThat(byEvidence).isEqualTo(offences);
        assertThat(shown.out()).contains("offences of the linked whose court mode is known: ", "cjs code");
    }

    @Test
    void anOffenceIsExplainedStepByStep() throws Exception {
        Given robbery = Given.here("offence", "TH68023", "8/6");
        assertThat(robbery.exitCode()).isEqualTo(0);
        assertThat(robbery.out())
                .contains(
                        "court mode    indictable only, by cjs code",
                        "  3. conspiracy: no suffix C",
                        "rank          maximum-sentence: life",
                        "Criminal Justice Act 2003 Schedule 15 Part 1");

        Given rape = Given.here("offence", "SX56001A", "--json");
        assertThat(rape.out())
                .contains(
                        "\"evidence\":\"SUPPLEMENT\"",
                        "\"supplement\":\"Sexual Offences Act 1956 s.1; s.37 and Sch.2\"");

        Given unknown = Given.here("offence", "XX99999");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err().strip())
                .isEqualTo(
                        "no table knows CJS code XX99999; check it, or give its mode and source in a table of the study's own"
                                + " (offence, table)");
        assertThat(Given.here("offence", "TH6802").err().strip())
                .isEqualTo(
                        "\"TH6802\" is neither a CJS code (TH68023, TH68023A, COML025) nor a Home Office code (8/06)");
        assertThat(Given.here("offence", "--title", "robbing").exitCode()).isEqualTo(2);
        assertThat(Given.here("offence").exitCode()).isEqualTo(2);
    }

    private static String work() {
        return scratch.resolve("work").toString();
    }

    private static List<NamedCsvRecord> table(String name) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(outputs.resolve(name))) {
            return reader.stream().toList();
        }
    }
}
