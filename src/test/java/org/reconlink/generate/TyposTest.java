package org.reconlink.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TyposTest {
    @ParameterizedTest
    @ValueSource(strings = {"1984-03-01", "1984-02-29", "1984-03-10", "1984-03-31", "2000-12-20"})
    void aDateOneDigitOffIsAnotherDateThatDiffersInItsYearOrTheLastDigitOfItsDay(LocalDate date) {
        Dice dice = new Dice(1);
        List<LocalDate> wrong =
                IntStream.range(0, 50).mapToObj(i -> Typos.digitOff(date, dice)).toList();
        assertThat(wrong).doesNotContain(date);
        assertThat(wrong).anyMatch(other -> other.getYear() == date.getYear());
        assertThat(wrong).anyMatch(other -> other.getYear() != date.getYear());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1981/0000034U", "0000000"})
    void anIdentifierWithADigitWrongDiffersInExactlyOneDigit(String identifier) {
        Dice dice = new Dice(1);
        for (int i = 0; i < 100; i++) {
            String wrong = Typos.digit(identifier, dice);
            assertThat(wrong).hasSameSizeAs(identifier);
            int[] different = IntStream.range(0, wrong.length())
                    .filter(at -> wrong.charAt(at) != identifier.charAt(at))
                    .toArray();
            assertThat(different).hasSize(1);
            assertThat(wrong.charAt(different[0])).isBetween('0', '9');
            assertThat(identifier.charAt(different[0])).isBetween('0', '9');
        }
    }
}
