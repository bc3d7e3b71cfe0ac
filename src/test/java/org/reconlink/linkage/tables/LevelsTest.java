package org.reconlink.linkage.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelsTest {

    @ParameterizedTest(name = "{0}: {1} and {2} are {3}")
    @CsvSource(delimiter = '|', textBlock = """
            SURNAME       | SMITH    | SMITH    | exact
            SURNAME       | MARTHA   | MARHTA   | Jaro-Winkler from 0.92
            SURNAME       | SMITH    | PATEL    | different
            DATE_OF_BIRTH | 19840307 | 19840703 | day and month swapped
            DATE_OF_BIRTH | 19840307 | 19840308 | one character off
            DATE_OF_BIRTH | 19840307 | 19840370 | one character off
            DATE_OF_BIRTH | 19840307 | 19851307 | two characters off
            DATE_OF_BIRTH | 19840307 | 19841128 | same year
            DATE_OF_BIRTH | 19840307 | 19621119 | different
            IDENTIFIER    | 2444018  | 244018   | one character off
            IDENTIFIER    | 2444018  | 2440481  | two characters off
            IDENTIFIER    | 2444018  | 9094252  | different
            POSTCODE      | AB12CD   | AB21CD   | one character off
            EMAIL         | A@B.ORG  | A@C.COM  | same user name
            SEX           | F        | M        | different
            """)
    void levels(Meaning meaning, String left, String right, String level) {
        assertThat(Levels.labels(meaning).get(Levels.level(meaning, left, right)))
                .isEqualTo(level);
        assertThat(Levels.level(meaning, right, left)).isEqualTo(Levels.level(meaning, left, right));
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(delimiter = '|', textBlock = """
            DATE_OF_BIRTH | 7/3/1984         | 19840307
            DATE_OF_BIRTH | 1984-03-07       | 19840307
            DATE_OF_BIRTH | 19840307         | 19840307
            SURNAME       | O’Néill-Smith    | ONEILL SMITH
            POSTCODE      | ab1 2cd          | AB12CD
            EMAIL         | A.b@c.org        | A.B@C.ORG
            """)
    void standardValues(Meaning meaning, String cell, String value) {
        assertThat(Values.standard(meaning, cell)).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "given_name, FORENAME",
        "Date of Birth, DATE_OF_BIRTH",
        "soc_sec_id, IDENTIFIER",
        "Address 1, TEXT",
        "DOB, DATE_OF_BIRTH"
    })
    void headingsSayWhatAColumnHolds(String heading, Meaning meaning) {
        assertThat(Meaning.ofHeading(heading)).contains(meaning);
    }

    @Test
    void sharesOfAllPairsAreThoseOfEveryPairOfRows() {
        List<String> left = List.of("SMITH", "SMYTH", "SMITH", "PATEL", "");
        List<String> right = List.of("SMITH", "PATEL", "JONES", "");
        Field field = new Field(Meaning.SURNAME, "surname", "surname");
        Tables tables = new Tables(false, 5, 4, List.of(CodedColumn.of(field, left, right)));
        double[] counted = new double[5];
        for (String one : left) {
            for (String other : right) {
                if (!one.isEmpty() && !other.isEmpty()) {
                    counted[Levels.level(Meaning.SURNAME, one, other)] += 1 / 12.0;
                }
            }
        }
        assertThat(LevelShares.of(new FieldComparison(tables, 0, -1))).containsExactly(counted, within(1e-12));
    }
}
