package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.NotObserved;
import org.reconlink.outcome.WindowOutcome.Timing;
import org.reconlink.publish.LinksTable.LinkRow;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.StudyResult;

class CodebookTest {

    private static final List<String> TABLES = List.of(
            "participants", "outcomes", "offences", "recalls", "links", "classification", "definitions", "sensitivity");

    @TempDir
    Path directory;

    private List<NamedCsvRecord> codebook;

    @BeforeEach
    void write() throws IOException {
        DataPackage.write(
                directory,
                Made.result(Made.reoffender("a"), Made.desister("b"), Made.unlinked("c"), Made.immature("d")));
        codebook = Csv.read(directory.resolve("codebook.csv"));
    }

    @Test
    void theCodebookHasTheColumnsOfTheTablesAndNoOthersInTheirOrder() throws IOException {
        for (String table : TABLES) {
            assertThat(of(table))
                    .as(table)
                    .extracting(row -> row.getField("column"))
                    .isEqualTo(
                            Csv.read(directory.resolve(table + ".csv")).get(0).getHeader());
        }
        assertThat(codebook).extracting(row -> row.getField("table")).containsOnly(TABLES.toArray(String[]::new));
    }

    @Test
    void everyCellIsOfTheTypeItsColumnIsSaidToHaveOrAListedCode() throws IOException {
        for (String table : TABLES) {
            Map<String, NamedCsvRecord> columns =
                    of(table).stream().collect(Collectors.toMap(row -> row.getField("column"), Function.identity()));
            for (NamedCsvRecord row : Csv.read(directory.resolve(table + ".csv"))) {
                row.getFieldsAsMap()
                        .forEach((column, cell) -> assertThat(fits(columns.get(column), cell))
                                .as("%s.%s is %s", table, column, cell)
                                .isTrue());
            }
        }
    }

    @Test
    void everyColumnIsDefinedInASentence() {
        assertThat(codebook)
                .allSatisfy(row -> assertThat(row.getField("definition")).matches("[A-Z].{5,}\\."));
    }

    @Test
    void aRowSaysEverythingOfItsColumn() {
        assertThat(row("participants", "after_days_to_first").getFields())
                .containsExactly(
                        "participants",
                        "after_days_to_first",
                        "Days to the first proven reoffence by the censoring date, first and last day counted; also known"
                                + " for some whose outcome is not observed.",
                        "integer",
                        "days",
                        "",
                        "not linked | not observed | not applicable | unknown");
        assertThat(row("participants", "after_start").getField("unit"))
                .isEqualTo("days since release date (S of the window during)");
        assertThat(row("participants", "after_end").getField("unit"))
                .isEqualTo("days since intervention end (S of the window after)");
        assertThat(row("participants", "linkage_status").getField("categories"))
                .isEqualTo(
                        "linked: linked to one person of the conviction extract | linked by key: linked to the person of"
                                + " the conviction extract who has the same key; nothing was weighed | in review: a"
                                + " candidate awaits clerical review | unlinked: no person is linked");
    }

    @Test
    void theTypeOfADateIsThatOfThePublishedForm() {
        assertThat(type(PublishSettings.Dates.AS_THEY_ARE)).isEqualTo("date");
        assertThat(type(PublishSettings.Dates.AS_DAYS)).isEqualTo("integer");
        assertThat(type(PublishSettings.Dates.BY_MONTH)).isEqualTo("month");
    }

    @Test
    void theListsOfCategoriesAreThoseOfTheResults() {
        assertCovers(Categories.TIMINGS, Timing.values());
        assertCovers(Categories.MODE_EVIDENCE, ModeEvidence.values());
        assertCovers(
                Categories.ADJUDICATIONS,
                Arrays.stream(Adjudication.values())
                        .filter(each -> each != Adjudication.QUASHED)
                        .toArray(Adjudication[]::new));
        assertCovers(Categories.CENSOR_REASONS, WindowOutcome.CensorReason.values());
        assertCovers(Categories.LINK_STATUS, LinkDecision.Status.values());
        assertThat(Categories.NOT_OBSERVED)
                .extracting(Category::value)
                .isEqualTo(Arrays.stream(NotObserved.values())
                        .map(NotObserved::words)
                        .toList());
        assertThat(Categories.DECISIONS)
                .extracting(Category::value)
                .isEqualTo(Arrays.stream(CandidatePair.Decision.values())
                        .map(LinkRow::words)
                        .toList());
    }

    @Test
    void thePageForPeopleHasEveryColumnAndRunsNothing() throws IOException {
        StudyResult result = Made.result(Made.desister(Made.participant("a", Map.of("<b>&\"", "1"))));
        Path other = Files.createDirectory(directory.resolve("other"));
        DataPackage.write(other, result);

        String page = Files.readString(other.resolve("codebook.html"), UTF_8).replace("<wbr>", "");

        assertThat(page).contains("heading '&lt;b&gt;&amp;&quot;'").doesNotContain("<b>&");
        assertThat(page).doesNotContainIgnoringCase("<script").doesNotContain("http");
        for (NamedCsvRecord row : Csv.read(other.resolve("codebook.csv"))) {
            assertThat(page).contains("<th scope=\"row\">" + row.getField("column") + "</th>");
        }
        for (Missing code : Missing.values()) {
            assertThat(page)
                    .contains("<th scope=\"row\">" + code.text() + "</th><td data-label=\"Meaning\">" + code.meaning()
                            + "</td>");
        }
    }

    private static boolean fits(NamedCsvRecord column, String cell) {
        if (Set.of(column.getField("missing_codes").split(" \\| ")).contains(cell)) {
            return true;
        }
        return switch (column.getField("type")) {
            case "integer" -> cell.matches("-?[0-9]+");
            case "decimal" -> cell.matches("-?[0-9]+\\.[0-9]+");
            case "flag", "category" ->
                Arrays.stream(column.getField("categories").split(" \\| "))
                        .anyMatch(category -> category.equals(cell) || category.startsWith(cell + ": "));
            case "text" -> !cell.isBlank();
            default -> false;
        };
    }

    private static void assertCovers(List<Category> categories, Enum<?>[] constants) {
        assertThat(categories)
                .extracting(Category::value)
                .isEqualTo(Arrays.stream(constants).map(EnumWords::of).toList());
        assertThat(new HashSet<>(categories)).hasSameSizeAs(categories);
    }

    private static String type(PublishSettings.Dates dates) {
        return ParticipantsTable.of(Made.result(dates, List.of(Made.desister("a")))).variables().stream()
                .filter(variable -> variable.name().equals("after_end"))
                .findFirst()
                .orElseThrow()
                .type()
                .words();
    }

    private List<NamedCsvRecord> of(String table) {
        return codebook.stream()
                .filter(row -> row.getField("table").equals(table))
                .toList();
    }

    private NamedCsvRecord row(String table, String column) {
        return of(table).stream()
                .filter(row -> row.getField("column").equals(column))
                .findFirst()
                .orElseThrow();
    }
}
