package org.reconlink.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTrainingTest {
    private static final String NAMED = "surname by jaro-winkler 0.92 0.88";
    private static final Population POPULATION = new Population(21, 4_000, 2, 400);

    @TempDir
    Path folder;

    private static LinkageSettings settings(List<String> compare, List<String> fixed) {
        LinkageSettings usual = ScaleTest.SETTINGS;
        return new LinkageSettings(
                usual.blockOn(), compare, usual.linkFrom(), usual.reviewFrom(), 0.98, null, 0.9, null, true, fixed);
    }

    private static ReviewedLinkage link(LinkageSettings settings, Population population) {
        return new Linker(settings, Model.shipped()).link(population.participants, population.index(), List.of());
    }

    @Test
    void aTrainedModelLinksAsWellAsTheShippedOneAndSaysHowItCameAbout() {
        ReviewedLinkage trained = link(settings(ScaleTest.SETTINGS.compare(), List.of()), POPULATION);
        assertThat(trained.model().source())
                .startsWith("Trained on this study's candidate pairs, starting from: Match weights published")
                .contains("Training: pnc id: ");
        assertThat(wrong(trained)).isZero();
        assertThat(right(trained))
                .isGreaterThanOrEqualTo(right(new Linker(ScaleTest.SETTINGS, Model.shipped())
                        .link(POPULATION.participants, POPULATION.index(), List.of())))
                .isGreaterThan(380);
    }

    @Test
    void anExactUIsTheShareOfPairsThatAgreeByChance() {
        Model model = link(settings(ScaleTest.SETTINGS.compare(), List.of()), POPULATION)
                .model();
        double same =
                Objects.requireNonNull(model.parameters("sex")).levels().get(0).u();
        // One in six is female on both sides.
        assertThat(same).isCloseTo(1 / 36.0 + 25 / 36.0, within(0.02));
    }

    @Test
    void aComparisonThatTheStudyPutsTogetherIsTrained() {
        List<String> compare =
                List.of("forename by jaro-winkler 0.92", NAMED, "date of birth", "sex", "postcode", "pnc id");
        ReviewedLinkage trained = link(settings(compare, List.of()), POPULATION);
        List<Model.Level> levels =
                Objects.requireNonNull(trained.model().parameters(NAMED)).levels();
        assertThat(levels).hasSize(4);
        assertThat(levels.get(0).weight()).isGreaterThan(5);
        assertThat(levels.get(3).weight()).isLessThan(-2);
        assertThat(wrong(trained)).isLessThanOrEqualTo(2);
        assertThat(right(trained)).isGreaterThan(370);
    }

    @Test
    void whatTheProtocolFixesKeepsItsParameters() {
        Model model = link(settings(ScaleTest.SETTINGS.compare(), List.of("sex")), POPULATION)
                .model();
        assertThat(model.parameters("sex")).isEqualTo(Model.shipped().parameters("sex"));
        assertThat(model.parameters("postcode")).isNotEqualTo(Model.shipped().parameters("postcode"));
    }

    @Test
    void theOrderOfRowsDoesNotChangeABit() {
        LinkageSettings settings = settings(ScaleTest.SETTINGS.compare(), List.of());
        List<Population.Row> rows = new ArrayList<>(POPULATION.rows);
        Collections.shuffle(rows, new Random(4));
        IdentityIndex shuffled = new IdentityIndex();
        rows.forEach(row -> shuffled.add(row.details(), row.conviction(), row.source()));
        assertThat(new Linker(settings, Model.shipped())
                        .link(POPULATION.participants, shuffled, List.of())
                        .model()
                        .json())
                .isEqualTo(link(settings, POPULATION).model().json());
    }

    @Test
    void aSavedModelIsReadAsItWas() throws Exception {
        List<String> compare = List.of("name", NAMED, "date of birth", "pnc id", "postcode");
        Model model = link(settings(compare, List.of()), POPULATION).model();
        Path file = Files.writeString(folder.resolve("model.json"), model.json(), StandardCharsets.UTF_8);
        assertThat(Model.read(file).json()).isEqualTo(model.json());
    }

    @Test
    void withFewPeopleTheModelStandsAndSaysSo() {
        Population few = new Population(22, 500, 3, 69);
        Model model =
                link(settings(ScaleTest.SETTINGS.compare(), List.of()), few).model();
        assertThat(model.source())
                .startsWith(
                        "Not trained: 68 expected matches are fewer than 200, so that the model to start from stands. ");
        assertThat(model.parameters("name")).isEqualTo(Model.shipped().parameters("name"));
    }

    @Test
    void withFewPeopleAComparisonWithoutParametersIsRefused() {
        Population few = new Population(22, 500, 3, 69);
        assertThatThrownBy(() -> link(settings(List.of("name", NAMED), List.of()), few))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "linkage: train: 68 expected matches are too few to train on, at least 200 are needed, and the"
                                + " model has no parameters for \"" + NAMED
                                + "\"; add them to a model file or leave the comparison out");
    }

    private static long right(ReviewedLinkage linkage) {
        return linked(linkage, true);
    }

    private static long wrong(ReviewedLinkage linkage) {
        return linked(linkage, false);
    }

    private static long linked(ReviewedLinkage linkage, boolean right) {
        List<LinkDecision> decisions = linkage.result().decisions();
        long count = 0;
        for (int i = 0; i < decisions.size(); i++) {
            PersonId person = decisions.get(i).person();
            count += person != null && person.equals(POPULATION.truth.get(i)) == right ? 1 : 0;
        }
        return count;
    }
}
