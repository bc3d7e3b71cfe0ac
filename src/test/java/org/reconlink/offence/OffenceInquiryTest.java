package org.reconlink.offence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;
import org.reconlink.offence.OffenceInquiry.ClassificationStep;

class OffenceInquiryTest {
    private static final OffenceClassifier CLASSIFIER = OffenceClassifier.shipped(OffenceSettings.defaults());

    @Test
    void everyKindOfEvidenceIsAskedInOrderUntilOneDecides() {
        assertThat(steps("TH68050A", null))
                .containsExactly(
                        "STUDY_TABLE: there is no table of the study's own",
                        "SUPPLEMENT: it is not among the repealed offences of weight",
                        "CONSPIRACY: no suffix C",
                        "CJS_CODE: the row of TH68050A has a default in place of a mode, which says nothing",
                        "HOME_OFFICE_CODE: no Home Office code is known for it",
                        "CJS_CODE_WITHOUT_SUFFIX: the CJS Data Standards have TH68050 as triable only summarily = SUMMARY");
    }

    @Test
    void whereNothingDecidesAllSevenWereAsked() {
        assertThat(steps(null, new HomeOfficeCode(195, 99)))
                .hasSize(7)
                .contains("HOME_OFFICE_CODE: the verified codes under Home Office code 195/99 differ");
        assertThat(steps("XX99999A", null))
                .hasSize(7)
                .contains(
                        "CJS_CODE: the national list has no code XX99999A",
                        "CJS_CODE_WITHOUT_SUFFIX: the national list has no code XX99999");
    }

    @Test
    void theLastStepIsWhatTheClassificationRestsOn() {
        for (String code : List.of("TH68023", "SX56001A", "TH68010C", "FI68036", "OF61102E", "PH97003B")) {
            OffenceInquiry inquiry = inquire(new OffenceDescription(new OffenceCode(code), null, null));
            ClassificationStep last = inquiry.steps().get(inquiry.steps().size() - 1);
            assertThat(last.evidence()).as(code).isEqualTo(inquiry.offence().evidence());
            assertThat(last.mode()).as(code).isEqualTo(inquiry.offence().mode());
        }
    }

    @Test
    void aRowOfTheSupplementNamesItsAct() {
        assertThat(inquire(new OffenceDescription(new OffenceCode("SX56001"), null, null))
                        .supplementAct())
                .startsWith("Sexual Offences Act 1956");
    }

    @Test
    void aTitleIsMatchedOnlyIfItIsExactAfterStandardising() {
        assertThat(inquire(new OffenceDescription(null, null, "  roBBery ")).code())
                .isEqualTo(new OffenceCode("TH68023"));
        assertThat(inquire(new OffenceDescription(null, null, "robberi")).known())
                .isFalse();
        assertThat(inquire(new OffenceDescription(new OffenceCode("XX99999"), null, null))
                        .known())
                .isFalse();
    }

    @Test
    void coverageCountsEvidenceUnknownCodesAndTitles() {
        List<ClassifiedOffence> offences = List.of(
                classify("TH68023", null),
                classify("TH68010", null),
                classify("SX56001", null),
                classify("XX99999", null),
                classify("XX99999", null),
                CLASSIFIER.classify(new OffenceDescription(null, new HomeOfficeCode(195, 99), null)),
                classify(null, "robbery"),
                classify(null, "robberi"));

        ClassificationCoverage coverage = ClassificationCoverage.of(offences);

        assertThat(coverage.offences()).isEqualTo(8);
        assertThat(coverage.classified()).isEqualTo(4);
        assertThat(coverage.byEvidence())
                .containsEntry(ModeEvidence.CJS_CODE, 3L)
                .containsEntry(ModeEvidence.SUPPLEMENT, 1L)
                .containsEntry(ModeEvidence.NONE, 4L)
                .containsEntry(ModeEvidence.STUDY_TABLE, 0L);
        assertThat(coverage.unknownCodes()).isEqualTo(Map.of("XX99999", 2L, "195/99", 1L));
        assertThat(coverage.matchedTitles()).isEqualTo(1);
        assertThat(coverage.unmatchedTitles()).isEqualTo(1);
    }

    private static List<String> steps(String code, HomeOfficeCode homeOffice) {
        return inquire(new OffenceDescription(code == null ? null : new OffenceCode(code), homeOffice, null))
                .steps()
                .stream()
                .map(step -> step.evidence() + ": " + step.words() + (step.mode() == null ? "" : " = " + step.mode()))
                .toList();
    }

    private static ClassifiedOffence classify(String code, String title) {
        return CLASSIFIER.classify(new OffenceDescription(code == null ? null : new OffenceCode(code), null, title));
    }

    private static OffenceInquiry inquire(OffenceDescription offence) {
        return CLASSIFIER.inquire(offence);
    }
}
