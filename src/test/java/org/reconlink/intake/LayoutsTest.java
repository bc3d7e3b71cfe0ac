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
import org.reconlink.intake.ExtractProposal.Proposed;
import org.reconlink.intake.ExtractProposal.Sureness;

/** How many headings of files that nobody has described are taken for what they are. */
class LayoutsTest {
    private static final double FEWEST_RIGHT = 0.9;

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
        holds("layouts.tsv", FEWEST_RIGHT);
    }

    @Test
    void ofLayoutsThatTheVocabularyWasNotMadeForNoWrongOneIsSure() throws IOException {
        holds("others.tsv", 0);
    }

    @Test
    void noSureHeadingMeansTwoFieldsOfOneKind() {
        assertThat(HeadingWords.sureOfTwoFields()).isNull();
    }

    private void holds(String list, double fewestRight) throws IOException {
        List<Score> scores = new ArrayList<>();
        for (Map.Entry<String, List<Layouts.Sheeted>> layout :
                Layouts.read(list).entrySet()) {
            Path own = Files.createDirectories(folder.resolve(layout.getKey()));
            scores.add(score(layout.getKey(), layout.getValue(), Layouts.write(layout.getValue(), own)));
        }
        String table = scores.stream().map(Score::row).collect(Collectors.joining("\n"));
        String docs = Files.readString(Path.of("src/docs/own-study.md"));
        assertThat(scores).allSatisfy(score -> {
            assertThat((double) score.right / score.fields).as(score.layout).isGreaterThanOrEqualTo(fewestRight);
            assertThat(score.wrong(Sureness.SURE)).as(score.layout).isZero();
        });
        assertThat(docs).as(scores.toString()).contains(table);
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
