package org.reconlink.offence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;

class OffenceClassifierTest {
    private final OffenceClassifier classifier = OffenceClassifier.shipped(OffenceSettings.defaults());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        TH68023  | Indictable only: the CJS Data Standards have TH68023 as triable only on indictment. Violent: Home Office code 34/01, a violent sanction; Criminal Justice Act 2003 Schedule 15 Part 1. Maximum on indictment: life.
        TH68010  | Either way: the CJS Data Standards have TH68010 as triable either way. Neither violent nor sexual by any source. Maximum on indictment: 7 years.
        TH68050A | Summary: the CJS Data Standards have TH68050 as triable only summarily. Neither violent nor sexual by any source.
        AW06031C | Indictable only: a conspiracy (suffix C) is, whatever it was to commit. Violent: Home Office code 108/36, group Violence against the person. Maximum on indictment: 51 weeks.
        SX56001  | Indictable only: Sexual Offences Act 1956 s.1; s.37 and Sch.2. Sexual: Home Office code 19/00, group Sexual offences; Criminal Justice Act 2003 Schedule 15 Part 2; Sexual Offences Act 2003 Schedule 3. Maximum on indictment: life.
        FI68036  | Indictable only: all verified codes under Home Office code 81/17 are. Violent: Home Office code 81/17, flagged violent or sexual and not sexual. Maximum on indictment: 10 years.
        PK78001  | Either way: the CJS Data Standards have PK78001 as triable either way. Sexual: Home Office code 86/02, flagged violent or sexual and of a sexual category; Criminal Justice Act 2003 Schedule 15 Part 2; Sexual Offences Act 2003 Schedule 3. Maximum on indictment: 10 years.
        CJ03510  | Court mode unknown: the CJS Data Standards have CJ03510 as a breach that is no offence of its own. Neither violent nor sexual by any source. A breach that is no offence of its own (category CB): never counted.
        TH68083  | Court mode unknown: the national list has no verified mode for TH68083. Whether violent or sexual is not known: no source has it.
        ZZ99999  | Court mode unknown: the national list has no code ZZ99999. Whether violent or sexual is not known: no source has it.
        """)
    void theEvidenceIsSaidInPlainWords(String code, String words) {
        assertThat(classifier.explain(classifier.classify(coded(code)))).isEqualTo(words);
    }

    @Test
    void theEvidenceOfAnOffenceWithoutACodeIsSaidToo() {
        assertThat(classifier.explain(
                        classifier.classify(new OffenceDescription(null, new HomeOfficeCode(195, 99), null))))
                .startsWith("Court mode unknown: the codes under Home Office code 195/99 differ or are not known.");
        assertThat(classifier.explain(classifier.classify(new OffenceDescription(null, null, "no such title"))))
                .startsWith("Court mode unknown: the record names no code, and no title that exactly one code has.");
    }

    @Test
    void theRecordsOwnWordsStayInTheAnswer() {
        OffenceDescription offence = new OffenceDescription(null, null, "Theft from a SHOP");

        ClassifiedOffence found = classifier.classify(offence);

        assertThat(found.offence()).isEqualTo(offence);
        assertThat(found.group()).isEqualTo("Theft and handling");
    }

    @Test
    void codesHaveTitlesAndTitlesHaveCodes() {
        assertThat(classifier.title(new OffenceCode("TH68010"))).isEqualTo("Theft from a shop");
        assertThat(classifier.title(new OffenceCode("ZZ99999"))).isNull();
        assertThat(classifier.codeOf("theft: from a shop")).isEqualTo(new OffenceCode("TH68010"));
        assertThat(classifier.codeOf("theft of a shop")).isNull();
    }

    @Test
    void homeOfficeCodesHaveDescriptions() {
        assertThat(classifier.description(new HomeOfficeCode(34, 1))).isEqualTo("Robbery");
        assertThat(classifier.description(new HomeOfficeCode(34, 0)))
                .isEqualTo("Robbery and assaults with intent to rob");
        assertThat(classifier.description(new HomeOfficeCode(999, 99))).isNull();
    }

    @Test
    void manyThreadsGetTheSameAnswers() {
        List<ClassifiedOffence> alone =
                IntStream.range(0, 1000).mapToObj(this::someOffence).toList();
        OffenceClassifier shared = OffenceClassifier.shipped(OffenceSettings.defaults());

        List<ClassifiedOffence> together = IntStream.range(0, 1000)
                .parallel()
                .mapToObj(i -> shared.classify(alone.get(i).offence()))
                .toList();

        assertThat(together).isEqualTo(alone);
    }

    @Test
    void theDefaultsAreThoseOfTheMethod() {
        OffenceSettings defaults = OffenceSettings.defaults();

        assertThat(defaults.scales()).containsExactly("court-mode");
        assertThat(defaults.indictable()).isEqualTo(OffenceSettings.Indictable.ONLY);
        assertThat(defaults.notCounted()).containsExactly(new HomeOfficeCode(195, 66));
        assertThat(defaults.custodialDisposals())
                .containsExactlyInAnyOrder("1002", "1003", "1007", "1022", "1024", "1081", "1162");
        assertThat(defaults.table()).isNull();
    }

    private ClassifiedOffence someOffence(int i) {
        return classifier.classify(coded("TH68%03d%s".formatted(i % 170, i % 3 == 0 ? "A" : "")));
    }

    private static OffenceDescription coded(String code) {
        return new OffenceDescription(new OffenceCode(code), null, null);
    }
}
