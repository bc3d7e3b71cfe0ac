package org.reconlink.linkage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterFileTest {
    private static final Map<String, List<String>> KNOWN = Map.of("surname", List.of("exact", "near", "different"));

    @Test
    void whatIsWrittenIsReadBack() {
        Parameters parameters = new Parameters(
                List.of(new Parameters.Comparison(
                        "surname", KNOWN.get("surname"), new double[] {0.8, 0.15, 0.05}, new double[] {0.01, 0.04, 0.95
                        })),
                120);
        Parameters.Comparison read =
                ParameterFile.read(ParameterFile.write(parameters), KNOWN).get("surname");
        assertThat(read.m()).containsExactly(0.8, 0.15, 0.05);
        assertThat(read.u()).containsExactly(0.01, 0.04, 0.95);
    }

    @Test
    void splinksLayoutIsReadWithoutItsNullLevels() {
        Parameters.Comparison read = ParameterFile.read("""
                {"link_type": "link_only", "comparisons": [{"output_column_name": "surname", "comparison_levels": [
                  {"sql_condition": "surname_l IS NULL", "is_null_level": true},
                  {"sql_condition": "surname_l = surname_r", "m_probability": 0.7, "u_probability": 0.02},
                  {"sql_condition": "similar", "m_probability": 0.2, "u_probability": 0.08},
                  {"sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.9}]}]}""", KNOWN).get("surname");
        assertThat(read.m()).containsExactly(0.7, 0.2, 0.1);
        assertThat(read.u()).containsExactly(0.02, 0.08, 0.9);
    }

    @Test
    void splinksLevelsBetweenTheFirstAndTheLastAreSharedOutWhereTheirNumberDiffers() {
        Parameters.Comparison read = ParameterFile.read("""
                {"comparisons": [{"output_column_name": "surname", "comparison_levels": [
                  {"m_probability": 0.7, "u_probability": 0.02},
                  {"m_probability": 0.15, "u_probability": 0.04},
                  {"m_probability": 0.05, "u_probability": 0.04},
                  {"m_probability": 0.1, "u_probability": 0.9}]}]}""", KNOWN).get("surname");
        assertThat(read.m()[1]).isEqualTo(0.2, within(1e-12));
        assertThat(read.u()[1]).isEqualTo(0.08, within(1e-12));
    }

    @Test
    void aFileThatIsNoModelSaysSo() {
        assertThatThrownBy(() -> ParameterFile.read("{", KNOWN))
                .hasMessage("the model is not JSON; check commas, quotes and braces");
        assertThatThrownBy(() -> ParameterFile.read("{}", KNOWN))
                .hasMessage("the model has no \"comparisons\"; give a file that --save-model wrote, or Splink's");
    }

    @Test
    void sharesThatDoNotAddUpToOneAreNamed() {
        assertThatThrownBy(() -> ParameterFile.read(
                        "{\"comparisons\": {\"surname\": {\"levels\": {\"exact\": {\"m\": 0.5, \"u\": 0.1}}}}}", KNOWN))
                .hasMessage(
                        "comparison surname: each level needs m and u above 0, and each adds up to 1; levels are exact,"
                                + " near, different");
    }
}
