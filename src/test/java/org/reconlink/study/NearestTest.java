package org.reconlink.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            surname | surname | 0
            surnam  | surname | 1
            surrname | surname | 1
            surnane | surname | 1
            surnmae | surname | 1
            sruanme | surname | 2
            ''      | surname | 7
            dob     | surname | 7
            """)
    void lettersThatDiffer(String left, String right, int distance) {
        assertThat(Nearest.distance(left, right)).isEqualTo(distance);
        assertThat(Nearest.distance(right, left)).isEqualTo(distance);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(nullValues = "none", textBlock = """
            Forname, forename
            date-of-brith, date of birth
            fro, from
            xy, none
            colour, none
            """)
    void theWordThatWasMeant(String written, String meant) {
        assertThat(Nearest.to(written, List.of("forename", "date of birth", "from", "to a date"))
                        .orElse(null))
                .isEqualTo(meant);
    }

    @Test
    void ofEquallyNearWordsTheFirst() {
        assertThat(Nearest.to("form", List.of("from", "forms"))).hasValue("from");
        assertThat(Nearest.to("form", List.of("forms", "from"))).hasValue("forms");
    }
}
