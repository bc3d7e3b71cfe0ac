package org.reconlink.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    @ParameterizedTest(name = "{0} to {1} places: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            0       | 0 | 0
            0.05    | 1 | 0.1
            1234.45 | 1 | 1,234.5
            -1.25   | 1 | −1.3
            -0.04   | 1 | 0.0
            2.5     | 0 | 3
            """)
    void decimalsAreRoundedHalfUp(double number, int places, String text) {
        assertThat(NumberText.decimal(number, places)).isEqualTo(text);
        assertThat(NumberText.decimal(OptionalDouble.of(number), places)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            13.94 | +13.9
            0.05  | +0.1
            0.04  | 0.0
            0     | 0.0
            -0.04 | 0.0
            -0.44 | −0.4
            """)
    void bitsHaveTheirSign(double weight, String text) {
        assertThat(NumberText.bits(weight)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1          | over 0.99999
            0.999991   | over 0.99999
            0.99999    | 0.99999
            0.9900012  | 0.99
            0.991234   | 0.99123
            0.99       | 0.99
            0.98765    | 0.988
            0.73649    | 0.736
            0.0001     | 0.0001
            0.00012345 | 0.000123
            0.00005    | 5.00 × 10⁻⁵
            0.00000524 | 5.24 × 10⁻⁶
            1e-10      | 1.00 × 10⁻¹⁰
            """)
    void probabilitiesKeepTheirDoubt(double p, String text) {
        assertThat(NumberText.probability(p)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0.0009  | p < 0.001
            0.001   | p = 0.001
            0.03456 | p = 0.035
            1       | p = 1.000
            """)
    void pValues(double p, String text) {
        assertThat(NumberText.p(p)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0.99 | 0.99
            12   | 12
            10.0 | 10
            1e3  | 1000
            """)
    void asShortAsItIsExact(double number, String text) {
        assertThat(NumberText.plain(number)).isEqualTo(text);
    }

    @Test
    void superscriptsCarryTheirSign() {
        assertThat(NumberText.superscript(0)).isEqualTo("⁰");
        assertThat(NumberText.superscript(-1234567890)).isEqualTo("⁻¹²³⁴⁵⁶⁷⁸⁹⁰");
        assertThat(NumberText.superscript(12)).isEqualTo("¹²");
    }

    @Test
    void rangesAndWhatIsNotThere() {
        assertThat(NumberText.range(OptionalDouble.of(31), OptionalDouble.of(58.4), 1))
                .isEqualTo("31.0 to 58.4");
        assertThat(NumberText.range(OptionalDouble.empty(), OptionalDouble.empty(), 1))
                .isEqualTo("–");
        assertThat(NumberText.decimal(OptionalDouble.empty(), 1)).isEqualTo("–");
        assertThat(NumberText.whole(1_234_567)).isEqualTo("1,234,567");
    }
}
