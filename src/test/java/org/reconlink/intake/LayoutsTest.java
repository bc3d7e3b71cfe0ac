package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.intake.ExtractProposal.Proposed;
import org.reconlink.intake.ExtractProposal.Sureness;

/** How many headings of files that nobody has described are taken for what they are. */
class LayoutsTest {
    private static final double FEWEST_RIGHT = 0.9;
    private static final double FEWEST_RIGHT_OF_OTHERS = 0.8;

    private static final Path DOCS = Path.of("src/docs/own-study.md");

    @TempDir
    Path folder;

    /**
     * What became of the headings of a layout.
     *
     * @param unsure of those that are right
     * @param wrong proposals that are not what the column is, by how sure they were
     */
    private record Score(
            String layout, int fields, int right, int unsure, Map<Sureness, List<String>> wrong, List<String> missed) {
        int wrong(Sureness sureness) {
            return wrong.getOrDefault(sureness, List.of()).size();
        }

        Score and(Score other) {
            Map<Sureness, List<String>> both = new EnumMap<>(Sureness.class);
            Stream.of(wrong, other.wrong)
                    .forEach(one ->
                            one.forEach((sureness, headings) -> both.computeIfAbsent(sureness, s -> new ArrayList<>())
                                    .addAll(headings)));
            return new Score("all", fields + other.fields, right + other.right, unsure + other.unsure, both, List.of());
        }

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %d (%.0f%%) | %d | %d | %d | %d |",
                    layout,
                    fields,
                    right,
                    100.0 * right / fields,
                    unsure,
                    wrong(Sureness.SURE),
                    wrong(Sureness.LIKELY),
                    wrong(Sureness.UNSURE));
        }
    }

    @Test
    void ofEightLayoutsNineInTenFieldsAreFoundAndNoWrongOneIsSure() throws IOException {
        List<Score> scores = scores("layouts.tsv", FEWEST_RIGHT);
        assertThat(Files.readString(DOCS))
                .contains(scores.stream().map(Score::row).collect(Collectors.joining("\n")));
    }

    @Test
    void ofLayoutsThatTheVocabularyWasNotMadeForNoWrongOneIsSure() throws IOException {
        Score all = scores("others.tsv", FEWEST_RIGHT_OF_OTHERS).stream()
                .reduce(Score::and)
                .orElseThrow();
        assertThat(all.right).isGreaterThanOrEqualTo((int) (FEWEST_RIGHT * all.fields));
        assertThat(Files.readString(DOCS)).contains(all.row());
    }

    /** The field that the words of a heading say, none of them alone; blank where they say none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "CONVICTIONS | Crime occurred from | true | offence start date",
                "CONVICTIONS | Charge Offence To Date | true | offence end date",
                "CONVICTIONS | Finalisation Date | true | conviction date",
                "CONVICTIONS | OFFDAT1 | true | offence start date",
                "CONVICTIONS | DISPLEN | false | sentence length",
                "CONVICTIONS | Date extract printed | true | none",
                "CONVICTIONS | Offence rank score | false | none",
                "PARTICIPANTS | When did you first come to the group | true | intervention start",
                "PARTICIPANTS | DTRECEP | true | custody start",
                "PARTICIPANTS | rand_alloc | false | group",
                "PARTICIPANTS | redcap_data_access_group | false | none",
                "PARTICIPANTS | Key worker | false | none",
                "CUSTODY | ReceptionType | false | type"
            })
    void aHeadingIsReadByItsParts(ExtractKind kind, String heading, boolean dated, String field) {
        assertThat(HeadingWords.composed(heading, kind, dated).stream()
                        .map(HeadingWords.Meant::field)
                        .findFirst()
                        .orElse(null))
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"Control", "Intervention", "Mary Court", "Theft from shop", "1234"})
    void whatStandsInDataIsNoHeading(String cell) {
        assertThat(HeadingWords.isHeading(cell)).isFalse();
    }

    @Test
    void noSureHeadingMeansTwoFieldsOfOneKind() {
        assertThat(HeadingWords.sureOfTwoFields()).isNull();
    }

    private List<Score> scores(String list, double fewestRight) throws IOException {
        List<Score> scores = new ArrayList<>();
        for (Map.Entry<String, List<Layouts.Sheeted>> layout :
                Layouts.read(list).entrySet()) {
            Path own = Files.createDirectories(folder.resolve(layout.getKey()));
            scores.add(score(layout.getKey(), layout.getValue(), Layouts.write(layout.getValue(), own)));
        }
        assertThat(scores).allSatisfy(score -> {
            assertThat((double) score.right / score.fields)
                    .as(score.layout + " " + score.missed)
                    .isGreaterThanOrEqualTo(fewestRight);
            assertThat(score.wrong(Sureness.SURE))
                    .as(score.layout + " " + score.wrong)
                    .isZero();
        });
        return scores;
    }

    private static Score score(String name, List<Layouts.Sheeted> layout, List<Path> files) throws IOException {
        List<TableSurvey> tables = new ArrayList<>();
        for (Path file : files) {
            tables.addAll(TableSurvey.of(file));
        }
        FilesSurvey survey = FilesSurvey.of(tables);
        Map<Sureness, List<String>> wrong = new EnumMap<>(Sureness.class);
        List<String> missed = new ArrayList<>();
        int fields = 0;
        int right = 0;
        int unsure = 0;
        for (Layouts.Sheeted sheet : layout) {
            ExtractProposal extract = Stream.of(survey.participants(), survey.convictions(), survey.custody())
                    .filter(one -> one != null
                            && one.table().file().getFileName().toString().equals(sheet.file())
                            && (one.table().sheet() == null
                                    || one.table().sheet().equals(sheet.sheet())))
                    .findFirst()
                    .orElse(null);
            for (Layouts.Column column : sheet.columns()) {
                List<Proposed> proposed = extract == null
                        ? List.of()
                        : extract.columns().stream()
                                .filter(one -> one.heading().equals(column.heading()))
                                .toList();
                List<Proposed> such = proposed.stream()
                        .filter(one -> one.field().equals(column.field()))
                        .toList();
                boolean found = !such.isEmpty();
                unsure += (int) such.stream()
                        .filter(one -> one.sureness() == Sureness.UNSURE)
                        .count();
                fields += column.field().isEmpty() ? 0 : 1;
                right += found ? 1 : 0;
                if (!found && !column.field().isEmpty()) {
                    missed.add(column.heading() + " (" + column.field() + ")");
                }
                proposed.stream()
                        .filter(one -> !one.field().equals(column.field()))
                        .forEach(one -> wrong.computeIfAbsent(one.sureness(), s -> new ArrayList<>())
                                .add(column.heading() + " as " + one.field()));
            }
        }
        return new Score(name, fields, right, unsure, wrong, missed);
    }
}
