package org.reconlink.offence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.CodeTableReader.StudyTableException;

class ScaleTableTest {
    @TempDir
    Path folder;

    @Test
    void aCodeHasItsOwnValueElseItsBasesElseItsHomeOfficeCodes() throws IOException {
        SeriousnessScale scale = scale("""
                code,value
                TH68023,3285
                TH68023A,2000
                46/0,10
                """);

        assertThat(scale.name()).isEqualTo("harm");
        assertThat(rank(scale, "TH68023")).hasValue(3285);
        assertThat(rank(scale, "TH68023A")).hasValue(2000);
        assertThat(rank(scale, "TH68023B")).hasValue(3285);
        assertThat(rank(scale, "TH68010")).hasValue(10);
        assertThat(rank(scale, "OF61102")).isEmpty();
        assertThat(scale.rank(classified(new OffenceDescription(null, new HomeOfficeCode(46, 0), null))))
                .hasValue(10);
    }

    @Test
    void severalScalesStandInTheProtocolsOrder() throws IOException {
        assertThat(SeriousnessScales.of(settings(List.of("harm", "court-mode"), "code,value\nTH68010,1\n")))
                .extracting(SeriousnessScale::name)
                .containsExactly("harm", "court-mode");
    }

    @Test
    void everyProblemIsReportedAtOnceWithItsRow() throws IOException {
        OffenceSettings settings = settings(List.of("harm"), "code,value\nTH68010,1.5\nwhat,3\nTH68010,2\n");

        assertThat(OffenceClassifier.check(settings))
                .extracting(Object::toString)
                .containsExactly(
                        "error: harm.csv, row 2, column value: the value is not a whole number; write digits only;"
                                + " multiply all values if there are decimals",
                        "error: harm.csv, row 3, column code: the code is neither a CJS code nor a Home Office code;"
                                + " write it like TH68023, TH68023A or 34/01",
                        "error: harm.csv, row 4, column code: the code is given in row 2 already;"
                                + " keep one row for each code");
        assertThatThrownBy(() -> SeriousnessScales.of(settings)).isInstanceOf(StudyTableException.class);
    }

    @Test
    void aTableWithoutItsHeadingsIsRefused() throws IOException {
        assertThat(OffenceClassifier.check(settings(List.of("harm"), "offence,score\nTH68010,1\n")))
                .extracting(Object::toString)
                .containsExactly("error: harm.csv, row 1: the heading code and value is missing;"
                        + " the first row must hold code and value, with commas between");
    }

    private SeriousnessScale scale(String table) throws IOException {
        return SeriousnessScales.of(settings(List.of("harm"), table)).get(0);
    }

    private OffenceSettings settings(List<String> scales, String table) throws IOException {
        Path file = Files.writeString(folder.resolve("harm.csv"), table);
        OffenceSettings defaults = OffenceSettings.defaults();
        return new OffenceSettings(
                scales,
                defaults.indictable(),
                defaults.notCounted(),
                defaults.custodialDisposals(),
                null,
                List.of(file),
                Set.of());
    }

    private static OptionalLong rank(SeriousnessScale scale, String code) {
        return scale.rank(classified(new OffenceDescription(new OffenceCode(code), null, null)));
    }

    private static ClassifiedOffence classified(OffenceDescription offence) {
        return OffenceClassifier.shipped(OffenceSettings.defaults()).classify(offence);
    }
}
