package org.reconlink.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
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
        assertThat(Spelling.distance(left, right)).isEqualTo(distance);
        assertThat(Spelling.distance(right, left)).isEqualTo(distance);
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
        assertThat(nearest(written, "forename", "date of birth", "from", "to a date")
                        .orElse(null))
                .isEqualTo(meant);
    }

    @Test
    void ofEquallyNearWordsTheFirst() {
        assertThat(nearest("form", "from", "forms")).hasValue("from");
        assertThat(nearest("form", "forms", "from")).hasValue("forms");
    }

    @Test
    void asManyLettersMayDifferAsTheShareSays() {
        List<String> there = List.of("Study number");
        assertThat(Spelling.nearest("Study no", there, UnaryOperator.identity(), 0.5))
                .hasValue("Study number");
        assertThat(Spelling.nearest("Study no", there, UnaryOperator.identity(), 0.1))
                .isEmpty();
    }

    private static Optional<String> nearest(String word, String... words) {
        return Spelling.nearest(
                word, List.of(words), w -> w.toLowerCase(Locale.ROOT).replace('-', ' '), 0.3);
    }
}
