package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.Needed;

/**
 * The sample study, run by the packaged jar, has the figures of the published study (Ryan et al. 2022,
 * doi 10.1108/JFP-04-2022-0016). They are counted here anew from the published tables.
 */
class SampleStudyIT {
    @TempDir
    static Path scratch;

    private static PackagedJar.Ended first;
    private static Path outputs;
    private static List<NamedCsvRecord> participants;

    @BeforeAll
    static void runTheSampleStudy() throws Exception {
        first = PackagedJar.run(
                scratch, words(scratch.resolve("output"), scratch.resolve("work"), "run", "jobs/resettle.yml"));
        outputs = onlyRun(scratch.resolve("output"));
        participants = table(outputs.resolve("participants.csv"));
    }

    @Test
    void itEndsWithOpenCasesBecauseOneParticipantIsInDoubt() {
        assertThat(first.exitCode()).as(first.err()).isEqualTo(4);
        assertThat(first.out()).contains("29/45 (64.4%)", "27/45 (60.0%)", "7/45 (15.6%)", "report.html");
    }

    @Test
    void sixtyNineTookPartAndFortyFiveAreIncluded() {
        assertThat(participants).hasSize(69);
        assertThat(included()).hasSize(45);
        assertThat(participants.stream().filter(row -> row.getField("included").equals("no")))
                .hasSize(24)
                .allSatisfy(row -> assertThat(row.getField("exclusion_reason")).isNotBlank());
    }

    @Test
    void everyIncludedParticipantIsObservedInBothWindows() {
        assertThat(included()).allSatisfy(row -> {
            assertThat(row.getField("during_observed")).isEqualTo("yes");
            assertThat(row.getField("after_observed")).isEqualTo("yes");
        });
    }

    @Test
    void twentySevenWereRecalledToCustodyMoreOftenAfterViolentIndexOffences() {
        Predicate<NamedCsvRecord> recalled = row -> number(row, "during_recalls") > 0;
        assertThat(included().filter(recalled)).hasSize(27);
        double afterViolent = share(row -> yes(row, "index_offence_violent"), recalled);
        double afterSexual = share(row -> yes(row, "index_offence_sexual"), recalled);
        assertThat(afterViolent).isGreaterThan(afterSexual + 0.1);
    }

    @Test
    void twentyNineHaveNoReconvictionAfterwardsAndSevenAnIndictableOne() {
        assertThat(included().filter(row -> row.getField("after_reconvicted").equals("no")))
                .hasSize(29);
        assertThat(included().filter(row -> yes(row, "after_indictable_or_either_way")))
                .hasSize(7);
    }

    @Test
    void theMeansAreThoseOfThePublishedStudy() {
        assertThat(mean("violent_or_sexual_convictions")).isEqualTo(17.0, within(0.05));
        assertThat(mean("years_in_custody_before_release")).isEqualTo(11.0, within(0.05));
        assertThat(first.out()).containsPattern("Months of intervention, mean +19\\.0 \\(n = 45\\)");
        assertThat(meanOfKnown("carried_ace_count")).isGreaterThanOrEqualTo(4.0);
    }

    @Test
    void reconvictionsAreLessSeriousThanTheIndexOffence() {
        assertThat(included().filter(row -> yes(row, "after_reconvicted")))
                .hasSize(16)
                .allSatisfy(row ->
                        assertThat(row.getField("after_seriousness_court_mode")).isEqualTo("less serious"));
    }

    @Test
    void thePipelineFindsOutWhatWasPlannedForEveryParticipant() throws Exception {
        Map<String, NamedCsvRecord> byPseudonym =
                participants.stream().collect(Collectors.toMap(row -> row.getField("pseudonym"), row -> row));
        List<SampleTruth> truths = SampleTruth.read(Path.of("sample-input"));
        assertThat(truths).hasSize(69);
        assertThat(truths).allSatisfy(truth -> {
            NamedCsvRecord row = byPseudonym.get(truth.pseudonym());
            assertThat(yes(row, "included")).as("included").isEqualTo(truth.included());
            if (truth.included()) {
                assertThat(row.getField("violent_or_sexual_convictions")).isEqualTo(truth.violentOrSexual());
                assertThat(number(row, "during_recalls") > 0 ? "yes" : "no").isEqualTo(truth.recalled());
                assertThat(row.getField("during_reoffended")).isEqualTo(truth.reoffendedDuring());
                assertThat(row.getField("after_reoffended")).isEqualTo(truth.reoffendedAfter());
                assertThat(row.getField("after_worst_court_mode"))
                        .isEqualTo(
                                truth.worstAfter().isEmpty()
                                        ? "not applicable"
                                        : truth.worstAfter()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' '));
            } else {
                assertThat(SampleTruth.REASONS.get(truth.reason()))
                        .anyMatch(reason -> row.getField("exclusion_reason").startsWith(reason));
            }
        });
    }

    /** In a browser, where there is one. */
    @ParameterizedTest
    @CsvSource({
        "report.html, LIGHT",
        "report.html, DARK",
        "report-appendix.html, LIGHT",
        "report-appendix.html, DARK",
        "codebook.html, LIGHT",
        "data-quality.html, LIGHT"
    })
    void axeFindsNothingWrongWithAPage(String page, Axe.Colours colours) throws Exception {
        Axe.Result result = Axe.in(scratch).run(outputs.resolve(page), colours);

        assertThat(result.violations()).isEmpty();
        assertThat(result.passes()).isGreaterThan(15);
    }

    /** Of two groups that are compared with a covariate held equal. */
    @Test
    void axeFindsNothingWrongWithAnAdjustedComparison() throws Exception {
        Path output = scratch.resolve("compared");
        assertThat(run(output, scratch.resolve("compared-work"), "run", "jobs/data-first.yml")
                        .exitCode())
                .isZero();
        Path compared = onlyRun(output, "data-first-example");
        for (String page : List.of("report.html", "report-appendix.html")) {
            assertThat(Files.readString(compared.resolve(page))).contains("Adjusted comparison");
            assertThat(Axe.in(scratch)
                            .run(compared.resolve(page), Axe.Colours.LIGHT)
                            .violations())
                    .isEmpty();
        }
    }

    @Test
    void theReportIsReadOnThreeOrFourPrintedPages() throws Exception {
        Path pdf = scratch.resolve("report.pdf");
        Process printing = new ProcessBuilder(
                        Needed.program("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
                                .toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + Files.createTempDirectory(scratch, "browser"),
                        "--no-pdf-header-footer",
                        "--print-to-pdf=" + pdf,
                        outputs.resolve("report.html").toUri().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(printing.waitFor(120, TimeUnit.SECONDS)).isTrue();
        Matcher page = Pattern.compile("/Type /Page\\b").matcher(Files.readString(pdf, StandardCharsets.ISO_8859_1));
        assertThat(page.results().count()).isBetween(3L, 4L);
    }

    @Test
    void theFiguresOfQualityNameEveryFileAndEveryFindingOfTheIntake() throws Exception {
        List<NamedCsvRecord> figures = table(outputs.resolve("data-quality.csv"));
        assertThat(figures.stream().map(row -> row.getField("file")).distinct())
                .containsExactly("participants.xlsx", "pnc-extract-north.csv", "pnc-extract-south.csv", "custody.xlsx");
        assertThat(figures.stream()
                        .filter(row -> row.getField("part").equals("row"))
                        .filter(row -> row.getField("outcome").matches("warning|rejected"))
                        .mapToLong(row -> Long.parseLong(row.getField("count")))
                        .sum())
                .isEqualTo(table(outputs.resolve("findings.csv")).stream()
                        .filter(row -> !row.getField("column").isEmpty())
                        .count());
    }

    @Test
    void explainSaysTheSourceOfEachTrap() throws Exception {
        Map<String, String> said = Map.of(
                "RS-012", "PSEUDO",
                "RS-017", "PSEUDO",
                "RS-028", "NOT_COUNTED",
                "RS-037", "may be a twin",
                "RS-045", "one of the ids may be mistyped",
                "RS-060", "IN_WINDOW",
                "RS-069", "PROVEN_LATE");
        for (Map.Entry<String, String> trap : said.entrySet()) {
            Given ended = Given.here(
                    "explain", trap.getKey(), "--work", scratch.resolve("work").toString());
            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(0);
            assertThat(ended.out()).contains(trap.getValue(), "row ");
        }
    }

    @Test
    void explainDrawsTheWeightsOfAPair() throws Exception {
        Path svg = scratch.resolve("RS-037.svg");
        Given ended = Given.here(
                "explain", "RS-037", "--work", scratch.resolve("work").toString(), "--svg", svg.toString());
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(0);
        assertThat(ended.out()).contains("one ▇ is 2 bits");
        assertThat(Files.readString(svg)).startsWith("<?xml").contains("<svg", "what goes together", "even odds");
    }

    @Test
    void theSameAgainIsNothingNew() throws Exception {
        Given again = run(scratch.resolve("output"), scratch.resolve("work"), "run", "jobs/resettle.yml");
        assertThat(again.exitCode()).isEqualTo(6);
        assertThat(again.out()).contains("Nothing new to do");
    }

    @Test
    void anotherMachineInAnotherLandWritesTheSameBytes() throws Exception {
        Path elsewhere = scratch.resolve("elsewhere");
        PackagedJar.Ended ended = PackagedJar.run(
                scratch,
                java.util.Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-Duser.timezone=Pacific/Apia -Duser.language=tr -Duser.country=TR -Dfile.encoding=ISO-8859-9"),
                "run",
                "jobs/resettle.yml",
                "--output",
                elsewhere.resolve("output").toString(),
                "--work",
                elsewhere.resolve("work").toString());
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
        Path other = onlyRun(elsewhere.resolve("output"));
        try (Stream<Path> files = Files.walk(outputs)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(other.resolve(outputs.relativize(file))).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void theDatasetIsTheSameWhateverTheOrderOfRowsInTheExtracts() throws Exception {
        Path copy = Files.createDirectories(scratch.resolve("shuffled"));
        copySample(copy);
        shuffle(copy.resolve("sample-input/pnc-extract-north.csv"), "\n", StandardCharsets.UTF_8);
        shuffle(copy.resolve("sample-input/pnc-extract-south.csv"), "\r\n", Charset.forName("windows-1252"));
        Given ended = run(copy.resolve("output"), copy.resolve("work"), "run", copy + "/jobs/resettle.yml");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
        Path other = onlyRun(copy.resolve("output"));
        for (String table : List.of("participants.csv", "offences.csv", "recalls.csv", "links.csv")) {
            assertThat(other.resolve(table)).hasSameBinaryContentAs(outputs.resolve(table));
        }
    }

    @Test
    void theTablesAreTheGoldenOnes() {
        for (String table : List.of("participants.csv", "recalls.csv")) {
            assertThat(outputs.resolve(table)).hasSameTextualContentAs(Path.of("src/test/resources/golden", table));
        }
    }

    @Test
    void nothingThatIdentifiesAPersonIsInAnyOutput() throws Exception {
        List<String> identifying = Identifying.values(Path.of("sample-input"));
        try (Stream<Path> files = Files.walk(outputs)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Identifying.in(file, identifying))
                        .as("identifying values in %s", file.getFileName())
                        .isEmpty();
            }
        }
    }

    private static void copySample(Path to) throws IOException {
        Files.createDirectories(to.resolve("sample-input"));
        Files.createDirectories(to.resolve("jobs"));
        Files.copy(Path.of("jobs/resettle.yml"), to.resolve("jobs/resettle.yml"));
        try (Stream<Path> files = Files.list(Path.of("sample-input"))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve("sample-input").resolve(file.getFileName()));
            }
        }
    }

    private static void shuffle(Path file, String lineEnd, Charset encoding) throws IOException {
        List<String> lines =
                new ArrayList<>(List.of(Files.readString(file, encoding).split(lineEnd)));
        String headings = lines.remove(0);
        Collections.shuffle(lines, new Random(20221122));
        Files.writeString(file, headings + lineEnd + String.join(lineEnd, lines) + lineEnd, encoding);
    }

    private static Stream<NamedCsvRecord> included() {
        return participants.stream().filter(row -> row.getField("included").equals("yes"));
    }

    private static double share(Predicate<NamedCsvRecord> group, Predicate<NamedCsvRecord> what) {
        return (double) included().filter(group).filter(what).count()
                / included().filter(group).count();
    }

    private static double mean(String column) {
        return included().mapToDouble(row -> number(row, column)).average().orElseThrow();
    }

    private static double meanOfKnown(String column) {
        return included()
                .filter(row -> !row.getField(column).equals("missing"))
                .mapToDouble(row -> number(row, column))
                .average()
                .orElseThrow();
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }

    private static boolean yes(NamedCsvRecord row, String column) {
        return row.getField(column).equals("yes");
    }

    private static Given run(Path output, Path work, String... command) {
        return Given.here(words(output, work, command));
    }

    private static String[] words(Path output, Path work, String... command) {
        return Stream.concat(Stream.of(command), Stream.of("--output", output.toString(), "--work", work.toString()))
                .toArray(String[]::new);
    }

    private static Path onlyRun(Path output) throws IOException {
        return onlyRun(output, "resettle-iirms");
    }

    private static Path onlyRun(Path output, String study) throws IOException {
        try (Stream<Path> runs = Files.list(output.resolve(study))) {
            return runs.filter(Files::isDirectory)
                    .filter(run -> !Files.isSymbolicLink(run))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<NamedCsvRecord> table(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        }
    }
}
