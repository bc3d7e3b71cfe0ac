package org.reconlink.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckLettersTest {
    @ParameterizedTest
    @CsvSource({
        "1981, 34, 1981/0000034U, 81/34U",
        "2002, 73319, 2002/0073319Z, 02/73319Z",
        "2000, 223, 2000/0000223R, 00/223R",
        "1967, 9893091, 1967/9893091D, 67/9893091D"
    })
    void pncIdsHaveTheLetterOfYearAndSerialInBothForms(int year, int serial, String canonical, String printed) {
        PoliceNumber number = new PoliceNumber(year, serial);
        assertThat(number.pncId()).isEqualTo(canonical);
        assertThat(number.shortPncId()).isEqualTo(printed);
    }

    @Test
    void croNumbersHaveTheLetterOfYearAndPaddedSerial() {
        assertThat(new PoliceNumber(1991, 65656).croNumber()).isEqualTo("065656/91H");
    }

    @Test
    void aWrongLetterIsNeverTheRightOne() {
        for (int serial = 1; serial < 200; serial++) {
            String right = new PoliceNumber(1999, serial).pncId();
            String wrong = PoliceNumber.withWrongLetter(right);
            assertThat(wrong).isNotEqualTo(right).hasSameSizeAs(right);
            assertThat("IOS").doesNotContain(wrong.substring(wrong.length() - 1));
        }
    }

    @Test
    void noTwoPeopleShareASerialOrAPrisonNumber() {
        assertThat(java.util.stream.LongStream.rangeClosed(1, 50_000)
                        .mapToObj(n -> PoliceNumber.nth(n, 2000).prisonNumber())
                        .distinct())
                .hasSize(50_000);
        assertThat(java.util.stream.LongStream.rangeClosed(1, 50_000)
                        .map(n -> PoliceNumber.nth(n, 2000).serial())
                        .distinct()
                        .count())
                .isEqualTo(50_000);
    }

    @Test
    void aDigitOffIsAnotherNumberWithItsOwnLetter() {
        Dice dice = new Dice(3);
        for (int serial = 1; serial < 500; serial += 7) {
            PoliceNumber right = new PoliceNumber(1995, serial + 10_000);
            PoliceNumber wrong = Typos.digitOff(right, dice);
            assertThat(wrong.serial()).isNotEqualTo(right.serial());
            assertThat(wrong.year()).isEqualTo(right.year());
        }
    }
}
