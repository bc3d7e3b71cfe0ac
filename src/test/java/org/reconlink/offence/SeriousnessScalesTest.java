package org.reconlink.offence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.SeriousnessScales.TableScale;

class SeriousnessScalesTest {
    @Test
    void everyStockScaleIsFoundByItsNameAndCitesItsSource() {
        assertThat(SeriousnessScales.names()).containsExactly("court-mode", "maximum-sentence");
        assertThat(SeriousnessScales.names()).allSatisfy(name -> {
            SeriousnessScale scale = SeriousnessScales.named(name);
            assertThat(scale.name()).isEqualTo(name);
            assertThat(scale.citation()).matches(".+ \\(.+\\)");
        });
    }

    @Test
    void anUnknownNameIsAnErrorThatSaysTheKnownOnes() {
        assertThatThrownBy(() -> SeriousnessScales.named("harm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no seriousness scale is named harm; there are court-mode, maximum-sentence");
    }

    /** CJ03510 is a breach and no offence, PH97003B has no mode in any table, TH68050A is summary only, TH68010 either way. */
    @ParameterizedTest
    @CsvSource({
        "TH68023,  YES,     YES,     false, false",
        "TH68010,  NO,      YES,     false, false",
        "TH68050A, NO,      NO,      false, false",
        "CJ03510,  NO,      NO,      false, false",
        "TH68083,  UNKNOWN, UNKNOWN, true,  true",
        "ZZ99999,  UNKNOWN, UNKNOWN, true,  true"
    })
    void whatAnIndictmentMayBeForWithoutARankMayHaveOne(
            String code, Flag indictableOnly, Flag orEitherWay, boolean hidesMode, boolean hidesMaximum) {
        ClassifiedOffence offence = OffenceClassifier.shipped(OffenceSettings.defaults())
                .classify(new OffenceDescription(new OffenceCode(code), null, null));
        assertThat(offence.indictableOnly()).isEqualTo(indictableOnly);
        assertThat(offence.indictableOrEitherWay()).isEqualTo(orEitherWay);
        assertThat(SeriousnessScales.named("court-mode").hidesRank(offence)).isEqualTo(hidesMode);
        assertThat(SeriousnessScales.named("maximum-sentence").hidesRank(offence))
                .isEqualTo(hidesMaximum);
    }

    @Test
    void theTopOfAScaleIsItsHighestRank() {
        assertThat(SeriousnessScales.named("court-mode").top()).isEqualTo(3);
        assertThat(SeriousnessScales.named("maximum-sentence").top()).isEqualTo(ClassifiedOffence.LIFE);
        assertThat(new TableScale("harm", Map.of("TH68023", 7L, "34/01", 9L)).top())
                .isEqualTo(9);
        assertThat(new TableScale("harm", Map.of()).top()).isZero();
    }

    /** An offence that the tables know and the study's own does not name is off that scale; one that nobody knows may be anywhere on it. */
    @Test
    void onAStudysOwnScaleOnlyAnUnknownOffenceMayHaveARank() {
        OffenceClassifier classifier = OffenceClassifier.shipped(OffenceSettings.defaults());
        TableScale scale = new TableScale("harm", Map.of("TH68010", 7L));
        assertThat(scale.citation()).isEqualTo("the study's own table");
        assertThat(List.of("TH68010", "TH68023", "ZZ99999"))
                .extracting(code ->
                        scale.hidesRank(classifier.classify(new OffenceDescription(new OffenceCode(code), null, null))))
                .containsExactly(false, false, true);
    }

    @ParameterizedTest
    @CsvSource({"scales/harm.csv, harm", "harm, harm", ".harm, .harm", "harm.2024.csv, harm.2024"})
    void aScaleIsNamedAfterItsFile(Path table, String name) {
        assertThat(SeriousnessScales.name(table)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        ", true",
        "Bristol Crown Court, true",
        "Bow Street Magistrates, false",
        "BOW STREET, false",
        "Isle of Man General Gaol, false"
    })
    void convictionsCountAtEveryCourtButThoseNamed(@Nullable String court, boolean counts) {
        OffenceSettings settings = new OffenceSettings(
                List.of("court-mode"),
                OffenceSettings.Indictable.ONLY,
                Set.of(),
                Set.of(),
                null,
                List.of(),
                Set.of("bow street", "isle of man"));
        assertThat(settings.countsAt(court)).isEqualTo(counts);
        assertThat(OffenceSettings.defaults().countsAt(court)).isTrue();
    }
}
