package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.study.Model.ModelFileException;

class ModelTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}, {1}: {2} bits")
    @CsvSource(delimiter = '|', textBlock = """
            middle names          | exact                   | 6.2
            date of birth         | exact                   | 13.9
            date of birth         | one character off       | 3.3
            postcode              | exact                   | 15.1
            postcode              | same district           | 5.3
            pnc id                | equal                   | 21.6
            pnc id                | different               | -10.0
            cro number            | equal                   | 21.8
            index conviction date | among the convictions   | 7.3
            """)
    void theShippedModelHasThePublishedWeights(String comparison, String level, double bits) {
        assertThat(weight(comparison, level)).isCloseTo(bits, within(0.02));
    }

    @Test
    void bothNamesHaveThePublishedWeightTogether() {
        assertThat(weight("surname", "exact") + weight("forename", "exact")).isCloseTo(17.1, within(1.2));
        assertThat(weight("surname", "the other name") + weight("forename", "the other name"))
                .isCloseTo(14.0, within(1.0));
        assertThat(weight("surname", "different") + weight("forename", "different"))
                .isCloseTo(-7.9, within(2.2));
    }

    private static double weight(String comparison, String level) {
        Parameters.Comparison found = Model.shipped().parameters(comparison);
        return found.bits(found.labels().indexOf(level) + 1);
    }

    @Test
    void theShippedModelHasParametersForEveryComparison() {
        assertThat(StudyPlan.expanded(LinkageFields.comparisons()))
                .allSatisfy(name -> assertThat(Model.shipped().parameters(name)).isNotNull());
        assertThat(Model.shipped().source()).contains("published", "judgement");
    }

    @Test
    void aFileInTheFormOfTheShippedOneIsRead() throws IOException {
        Path file = write(shipped().replace("\"source\": \"", "\"source\": \"Ours. "));
        assertThat(Model.read(file).source()).startsWith("Ours. ");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Model shipped = Model.shipped();
        Model again = Model.read(write(shipped.json()));
        assertThat(again.source()).isEqualTo(shipped.source());
        assertThat(again.parameters("surname").m())
                .containsExactly(shipped.parameters("surname").m());
    }

    @Test
    void allProblemsAreTold() throws IOException {
        Path file = write("""
                {
                  "version": 2,
                  "comparisons": {
                    "sex": { "levels": { "exact": { "m": 0.9, "u": 0.5 } } },
                    "pnc id": { "levels": {
                      "equal": { "m": 0.9, "u": 0.1 },
                      "one character off": { "m": 0.05, "u": 0.1 },
                      "different": { "m": 0.1, "u": 0.8 } } }
                  }
                }
                """);
        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessage("""
                        model.json: comparison sex: each level needs m and u above 0, and each adds up to 1; levels are exact, different
                        model.json: comparison pnc id: each level needs m and u above 0, and each adds up to 1; levels are equal, one character off, different""");
    }

    @Test
    void aModelOfAnEarlierVersionIsRefusedNotHalfRead() throws IOException {
        Path file = write("{\"source\": \"x\", \"comparisons\": {\"name\": {}}, \"agreement\": {}}");
        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(
                        "model.json: the model is of an earlier version, which compared names as one; train again, or"
                                + " give surname and forename levels of their own");
    }

    @Test
    void whatIsNotJsonIsTold() throws IOException {
        Path file = write("{\n  \"source\": \"x\",,\n}");
        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessage("model.json: the model is not JSON; check commas, quotes and braces");
    }

    @Test
    void whatIsNoTextIsToldByName() throws IOException {
        Path file = Files.write(folder.resolve("model.json"), new byte[] {(byte) 0xfe, 0, (byte) 0xff, 7});
        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(
                        "model.json: this is no model, as it is no text; name a file that a run, --save-model or Splink wrote")
                .hasNoCause();
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
