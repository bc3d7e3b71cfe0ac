package org.reconlink.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}, {1}: {2} bits")
    @CsvSource(delimiter = '|', textBlock = """
            name                  | exact                   | 17.1
            name                  | reversed                | 14.0
            name                  | both close              | 7.3
            name                  | surname only            | 2.8
            name                  | different               | -7.9
            middle names          | exact                   | 6.2
            middle names          | similar                 | 3.6
            middle names          | different               | -4.6
            date of birth         | exact                   | 13.9
            date of birth         | one digit off           | 3.3
            date of birth         | different               | -8.6
            postcode              | same unit               | 15.1
            postcode              | same district           | 5.3
            pnc id                | equal                   | 21.6
            pnc id                | in conflict             | -10.0
            cro number            | equal                   | 21.8
            index conviction date | among the convictions   | 7.3
            """)
    void theShippedModelHasThePublishedWeights(String comparison, String level, double bits) {
        Comparison<?> found = Comparisons.ALL.stream()
                .filter(c -> c.name().equals(comparison))
                .findFirst()
                .orElseThrow();
        int number = found.weighedLabels().indexOf(level);
        assertThat(Model.shipped().parameters(comparison).levels().get(number).weight())
                .isCloseTo(bits, within(0.001));
    }

    @Test
    void levelsThatPartAPublishedOneHaveItsWeightTogether() {
        assertThat(together("date of birth", "same year and month", "same year", "within five years"))
                .isCloseTo(-4.4, within(0.001));
        assertThat(together("postcode", "same area", "different")).isCloseTo(-2.3, within(0.001));
    }

    private static double together(String comparison, String... labels) {
        List<String> all = Comparisons.named(List.of(comparison)).get(0).weighedLabels();
        double m = 0;
        double u = 0;
        for (String label : labels) {
            Model.Level level = Model.shipped().parameters(comparison).levels().get(all.indexOf(label));
            m += level.m();
            u += level.u();
        }
        return new Model.Level(m, u).weight();
    }

    @Test
    void theShippedModelHasParametersForEveryComparison() {
        assertThat(LinkageFields.comparisons())
                .allSatisfy(name -> assertThat(Model.shipped().parameters(name)).isNotNull());
        assertThat(Model.shipped().source()).contains("published", "judgement");
    }

    @Test
    void aFileInTheFormOfTheShippedOneIsRead() throws IOException {
        Path file = write(shipped().replace("\"source\": \"", "\"source\": \"Ours. "));
        assertThat(Model.read(file).source()).startsWith("Ours. ");
    }

    @Test
    void allProblemsAreToldWithTheirPlaces() throws IOException {
        Path file = write("""
                {
                  "sauce": "x",
                  "comparisons": {
                    "sex": { "levels": { "same": { "m": 1.2, "u": "half" }, "diferent": { "m": 0.1, "u": 0.2 } } },
                    "pnc id": { "levels": {
                      "equal": { "m": 0.9, "u": 0.1 },
                      "one character off": { "m": 0.05, "u": 0.1 },
                      "in conflict": { "m": 0.1, "u": 0.8 } } },
                    "name": []
                  },
                  "comparisons": 7
                }
                """);
        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessage("""
                        model.json, line 1, column 1: the model: "source", "agreement" missing; add what is missing
                        model.json, line 2, column 12: the model: "sauce" is not known; known are "source", "comparisons", "agreement"
                        model.json, line 4, column 24: comparison sex: "different" missing; add what is missing
                        model.json, line 4, column 41: comparison sex, level same: m must lie above 0 and below 1; correct it
                        model.json, line 4, column 51: comparison sex, level same: u is not a number; give one
                        model.json, line 4, column 73: comparison sex: "diferent" is not known; known are "same", "different"
                        model.json, line 5, column 27: comparison pnc id: the m probabilities do not add up to 1; correct them
                        model.json, line 9, column 13: comparison name is not an object; write it in braces
                        model.json, line 11, column 3: "comparisons" stands twice; keep one""");
    }

    @Test
    void boundsOfAnAdjustmentMustHoldNoAdjustment() throws IOException {
        Path file = write(shipped().replace("\"lowest\": -6, \"highest\": 2", "\"lowest\": 1, \"highest\": 2"));
        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageEndingWith("comparison postcode, term frequency: the bounds do not hold 0;"
                        + " give lowest 0 or below and highest 0 or above, in bits");
    }

    @Test
    void onlyComparisonsThatCanBeAdjustedHaveATermFrequency() throws IOException {
        String sex = "\"levels\": {\n        \"same\"";
        Path file = write(shipped().replace(sex, "\"term frequency\": { \"lowest\": -1, \"highest\": 1 },\n" + sex));
        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageEndingWith(
                        "comparison sex: \"term frequency\" is not known; known are \"levels\", \"note\"");
    }

    @Test
    void whatIsNotJsonIsToldWithItsPlace() throws IOException {
        Path file = write("{\n  \"source\": \"x\",,\n}");
        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessage("model.json, line 2, column 17: not JSON; check commas, quotes and braces");
    }

    @Test
    void aMissingFileIsToldByName() {
        assertThatThrownBy(() -> Model.read(folder.resolve("none.json")))
                .isInstanceOf(ModelFileException.class)
                .hasMessage("none.json: cannot be read as a UTF-8 file; check path and permissions");
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("model.json"), json, StandardCharsets.UTF_8);
    }

    private static String shipped() throws IOException {
        try (InputStream in = Model.class.getResourceAsStream("/linkage/justice-model.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
