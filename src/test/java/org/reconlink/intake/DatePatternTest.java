package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatePatternTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dd/mm/yyyy    | date format "dd/mm/yyyy" has "mm"; use dd or d, MM, M or MMM, yyyy or yy, and separators
                    dd/MM         | date format "dd/MM" names the year 0 times; write it once, as in dd/MM/yyyy
                    yyyy-MM       | date format "yyyy-MM" names the day 0 times; write it once, as in dd/MM/yyyy
                    dd/dd/MM/yyyy | date format "dd/dd/MM/yyyy" names the day 2 times; write it once, as in dd/MM/yyyy
                    """)
    void aPatternThatIsNoDateIsRefused(String pattern, String message) {
        assertThatThrownBy(() -> DatePattern.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
