package org.reconlink.offence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;
import org.reconlink.spec.SpecTable;

/** The rules on offences, case by case, as the tables under {@code spec/offence} state them. */
class OffenceSpecificationTest {
    private static final OffenceClassifier CLASSIFIER = OffenceClassifier.shipped(OffenceSettings.defaults());
    private static final OffenceClassifier STATUTE_AND_FLAG = OffenceClassifier.shipped(new OffenceSettings(
            OffenceSettings.DEFAULT_SCALES,
            OffenceSettings.Indictable.ONLY,
            OffenceSettings.DEFAULT_NOT_COUNTED,
            OffenceSettings.DEFAULT_CUSTODIAL_DISPOSALS,
            null,
            List.of(),
            Set.of(),
            null,
            OffenceSettings.Evidence.STATUTE_AND_FLAG));

    @TestFactory
    Stream<DynamicTest> courtMode() {
        return cases("court-mode", row -> {
            ClassifiedOffence found = classify(row);
            assertThat(found.mode()).isEqualTo(CourtMode.valueOf((String) row.get("mode")));
            assertThat(found.evidence()).isEqualTo(ModeEvidence.valueOf((String) row.get("evidence")));
            assertThat(found.homeOfficeCode()).isEqualTo(homeOfficeCode(row.get("home office code")));
            assertThat(found.nonOffenceBreach()).isEqualTo(row.getOrDefault("breach", false));
        });
    }

    @TestFactory
    Stream<DynamicTest> violentAndSexual() {
        return cases("violent-and-sexual", row -> {
            boolean narrow = "statute and flag".equals(row.get("evidence"));
            ClassifiedOffence found = classify(row, narrow ? STATUTE_AND_FLAG : CLASSIFIER);
            assertThat(found.violent()).as("violent").isEqualTo(flag(row.get("violent")));
            assertThat(found.sexual()).as("sexual").isEqualTo(flag(row.get("sexual")));
        });
    }

    @TestFactory
    Stream<DynamicTest> codesDisagree() {
        return cases(
                "codes-disagree",
                row -> assertThat(classify(row).codesDisagree()).isEqualTo(row.get("disagree")));
    }

    @TestFactory
    Stream<DynamicTest> maximumSentence() {
        return cases(
                "maximum-sentence",
                row -> assertThat(classify(row).maximumSentenceDays()).isEqualTo(days(row.get("days"))));
    }

    @TestFactory
    Stream<DynamicTest> seriousness() {
        return cases("seriousness", row -> {
            SeriousnessScale scale = SeriousnessScales.named((String) row.get("scale"));
            ClassifiedOffence offence = CLASSIFIER.classify(coded((String) row.get("offence")));
            ClassifiedOffence index = CLASSIFIER.classify(coded((String) row.get("index offence")));
            assertThat(scale.compare(offence, index)).isEqualTo(RelativeSeriousness.valueOf((String) row.get("is")));
        });
    }

    private static Flag flag(Object cell) {
        return cell instanceof Boolean yes
                ? Flag.of(yes)
                : Flag.valueOf(cell.toString().toUpperCase(Locale.ROOT));
    }

    private static Stream<DynamicTest> cases(String rule, Consumer<Map<String, Object>> claim) {
        return SpecTable.load("offence/" + rule + ".yml").cases().stream()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> claim.accept(row)));
    }

    private static ClassifiedOffence classify(Map<String, Object> row) {
        return classify(row, CLASSIFIER);
    }

    private static ClassifiedOffence classify(Map<String, Object> row, OffenceClassifier classifier) {
        String code = (String) row.get("code");
        return classifier.classify(new OffenceDescription(
                code == null ? null : new OffenceCode(code),
                homeOfficeCode(row.get("record's home office code")),
                (String) row.get("title")));
    }

    private static OffenceDescription coded(String code) {
        return new OffenceDescription(new OffenceCode(code), null, null);
    }

    private static HomeOfficeCode homeOfficeCode(Object cell) {
        return cell == null ? null : HomeOfficeCodeForm.orNull(Objects.toString(cell));
    }

    private static Integer days(Object cell) {
        return switch (Objects.toString(cell)) {
            case "none" -> null;
            case "life" -> ClassifiedOffence.LIFE;
            default -> (Integer) cell;
        };
    }
}
