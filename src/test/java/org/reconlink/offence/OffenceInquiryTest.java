package org.reconlink.offence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;
import org.reconlink.offence.ClassifiedOffence.NatureSource;
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
                        "HOME_OFFICE_CODE: no Home Office code is known for it",
                        "CJS_CODE_WITHOUT_SUFFIX: the national list has no code XX99999",
                        "HOME_OFFICE_CODE_WITHOUT_SUFFIX: no Home Office code is known for it");
        assertThat(steps(null, new HomeOfficeCode(999, 99)))
                .contains(
                        "SUPPLEMENT: there is no CJS code to look for",
                        "CJS_CODE: there is no CJS code to look for",
                        "HOME_OFFICE_CODE: the tables have no Home Office code 999/99",
                        "HOME_OFFICE_CODE_WITHOUT_SUFFIX: the code has no suffix to leave out");
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
        assertThat(coverage.violent().yes()).isEqualTo(2);
        assertThat(coverage.violent().unknown()).isEqualTo(3);
        assertThat(coverage.violent().bySource())
                .hasSize(NatureSource.values().length)
                .containsEntry(NatureSource.VIOLENT_SANCTION, 2L)
                .containsEntry(NatureSource.SCHEDULE_15_PART_1, 2L)
                .containsEntry(NatureSource.SCHEDULE_3, 0L);
        assertThat(coverage.sexual().yes()).isEqualTo(1);
        assertThat(coverage.sexual().unknown()).isEqualTo(3);
        assertThat(coverage.sexual().bySource())
                .containsEntry(NatureSource.SCHEDULE_3, 1L)
                .containsEntry(NatureSource.PARENT_GROUP, 1L)
                .containsEntry(NatureSource.VIOLENT_SANCTION, 0L);
    }

    /** Without codes an offence is counted by its title or under no code. */
    @Test
    void whatNoCodeNamesIsCountedUnderTheCodeThatItHasNot() {
        assertThat(ClassificationCoverage.of(List.of(classify(null, null))).unknownCodes())
                .isEqualTo(Map.of("no code", 1L));
    }

    /** The flags of the Home Office's groups are no evidence where only a statute's list or the one flag is. */
    @Test
    void groupsAndSanctionsAreLeftOutWhereOnlyStatuteAndFlagCount() {
        OffenceSettings usual = OffenceSettings.defaults();
        OffenceClassifier strict = OffenceClassifier.shipped(new OffenceSettings(
                usual.scales(),
                usual.indictable(),
                usual.notCounted(),
                usual.custodialDisposals(),
                null,
                List.of(),
                usual.courtsNotCounted(),
                null,
                OffenceSettings.Evidence.STATUTE_AND_FLAG));
        assertThat(strict.classify(new OffenceDescription(new OffenceCode("TH68023"), null, null))
                        .violentBy())
                .containsExactly(NatureSource.SCHEDULE_15_PART_1);
        assertThat(classify("AW06031C", null).violentBy()).contains(NatureSource.PARENT_GROUP);
    }

    /** What lies in reach of an inquiry: the title, and the maximum, and the Act of the code without its suffix. */
    @Test
    void aCodeWithASuffixHasWhatTheCodeWithoutItHas() {
        OffenceInquiry attempt = inquire(new OffenceDescription(new OffenceCode("SX56001A"), null, null));
        assertThat(attempt.supplementAct()).startsWith("Sexual Offences Act 1956");
        assertThat(inquire(new OffenceDescription(new OffenceCode("TH68010Z"), null, null))
                        .title())
                .isEqualTo("Theft from a shop");
        assertThat(inquire(new OffenceDescription(new OffenceCode("TH68010"), null, null))
                        .homeOfficeDescription())
                .isNotBlank();
        assertThat(inquire(new OffenceDescription(new OffenceCode("TH68050A"), null, null))
                        .maximum())
                .isNull();
        assertThat(inquire(new OffenceDescription(new OffenceCode("TH68023"), null, null))
                        .maximum())
                .isEqualTo("life");
        OffenceInquiry nothing = inquire(new OffenceDescription(null, null, null));
        assertThat(nothing.code()).isNull();
        assertThat(nothing.title()).isNull();
        assertThat(nothing.maximum()).isNull();
        assertThat(nothing.supplementAct()).isNull();
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
