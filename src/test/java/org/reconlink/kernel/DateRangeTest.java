package org.reconlink.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateRangeTest {
    @ParameterizedTest(name = "from {0}: {1} to {2}")
    @CsvSource(textBlock = """
        2010-03-01, 2010-03-05, 2010-03-09
        2010-03-05, 2010-03-05, 2010-03-09
        2010-03-06, 2010-03-06, 2010-03-09
        2010-03-09, 2010-03-09, 2010-03-09
        2010-03-10, ,
        """)
    void aRangeFromADayOn(LocalDate day, @Nullable LocalDate first, @Nullable LocalDate last) {
        DateRange range = new DateRange(LocalDate.of(2010, 3, 5), LocalDate.of(2010, 3, 9));
        assertThat(range.from(day)).isEqualTo(first == null || last == null ? null : new DateRange(first, last));
    }
}
