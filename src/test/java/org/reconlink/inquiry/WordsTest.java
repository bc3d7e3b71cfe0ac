package org.reconlink.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in words and figures as people are shown them. */
class WordsTest {
    @ParameterizedTest(name = "{0} bits: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            13.94  | +13.9
            -6.36  | -6.4
            0      | +0.0
            -0.049 | +0.0
            -0.051 | -0.1
            """)
    void bitsHaveASignAndNothingIsNeverLess(double weight, String words) {
        assertThat(Words.bits(weight)).isEqualTo(words);
    }
}
