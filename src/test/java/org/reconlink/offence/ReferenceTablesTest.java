package org.reconlink.offence;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;
import org.reconlink.offence.OffenceNature.SpecifiedOffences;
import org.reconlink.offence.ReferenceTables.CodeRow;
import org.reconlink.offence.ReferenceTables.HomeOfficeRow;
import org.reconlink.offence.ReferenceTables.MaximumSentence;
import org.reconlink.offence.ReferenceTables.ReferenceFile;
import org.reconlink.offence.ReferenceTables.RepealedOffence;

/** The tables that ship are those that their provenance describes, and every row of the national list is classified by rule. */
class ReferenceTablesTest {
    private static final Pattern FILE_ROW =
            Pattern.compile("(?m)^\\| ([a-z-]+\\.[a-z.]+) \\| [^|]+ \\| (\\d+) \\| ([0-9a-f]{64}) \\|$");

    private final OffenceClassifier classifier = OffenceClassifier.shipped(OffenceSettings.defaults());

    @TestFactory
    Stream<DynamicTest> everyFileHasTheRowsAndTheChecksumThatProvenanceStates() throws IOException {
        List<MatchResult> files = FILE_ROW.matcher(new String(bytes("PROVENANCE.md"), StandardCharsets.UTF_8))
                .results()
                .toList();
        assertThat(files).hasSize(6);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.group(1), () -> {
                    assertThat(rows(file.group(1), '\t', 1)).hasSize(Integer.parseInt(file.group(2)));
                    assertThat(sha256(bytes(file.group(1)))).isEqualTo(file.group(3));
                }));
    }

    /** Counts made independently of this code, from the sources. */
    @Test
    void everyCodeOfTheNationalListIsClassifiedByTheOrderOfEvidence() {
        Map<String, Long> counts = nationalList().stream()
                .map(cells -> classify(cells[0]))
                .collect(groupingBy(o -> o.mode() + " " + o.evidence(), TreeMap::new, counting()));

        assertThat(counts)
                .isEqualTo(Map.ofEntries(
                        Map.entry("EITHER_WAY CJS_CODE", 4976L),
                        Map.entry("EITHER_WAY CJS_CODE_WITHOUT_SUFFIX", 2L),
                        Map.entry("EITHER_WAY HOME_OFFICE_CODE", 532L),
                        Map.entry("EITHER_WAY HOME_OFFICE_CODE_WITHOUT_SUFFIX", 1L),
                        Map.entry("EITHER_WAY SUPPLEMENT", 263L),
                        Map.entry("INDICTABLE_ONLY CJS_CODE", 594L),
                        Map.entry("INDICTABLE_ONLY CONSPIRACY", 330L),
                        Map.entry("INDICTABLE_ONLY HOME_OFFICE_CODE", 82L),
                        Map.entry("INDICTABLE_ONLY HOME_OFFICE_CODE_WITHOUT_SUFFIX", 1L),
                        Map.entry("INDICTABLE_ONLY SUPPLEMENT", 179L),
                        Map.entry("SUMMARY CJS_CODE", 8792L),
                        Map.entry("SUMMARY CJS_CODE_WITHOUT_SUFFIX", 3L),
                        Map.entry("SUMMARY HOME_OFFICE_CODE", 238L),
                        Map.entry("SUMMARY HOME_OFFICE_CODE_WITHOUT_SUFFIX", 1L),
                        Map.entry("SUMMARY SUPPLEMENT", 4L),
                        Map.entry("UNKNOWN CJS_CODE", 716L),
                        Map.entry("UNKNOWN NONE", 8872L)));
    }

    /** Each row is found again by its code with what it says; rows whose Home Office code is none are in no class. */
    @Test
    void everyRowThatShipsIsInTheTables() {
        ReferenceTables tables = new ReferenceTables();
        assertThat(nationalList())
                .allSatisfy(cells ->
                        assertThat(tables.code(new OffenceCode(cells[0]))).isEqualTo(CodeRow.of(cells)));
        assertThat(tables.code(new OffenceCode("ZZ99999"))).isNull();
        assertThat(rows("home-office-codes.tsv", '\t', 7)).allSatisfy(cells -> {
            HomeOfficeCode code = HomeOfficeCodeForm.orNull(cells[0]);
            if (code != null) {
                HomeOfficeRow row = Objects.requireNonNull(tables.homeOffice(code));
                assertThat(row.mixedModes()).isEqualTo(cells[1].equals("mixed"));
                assertThat(row.description()).isEqualTo(cells[6]);
            }
        });
        assertThat(tables.homeOffice(null)).isNull();
        assertThat(rows("repealed-offences.csv", ',', 5)).allSatisfy(cells -> {
            RepealedOffence repealed = Objects.requireNonNull(tables.repealed(new OffenceCode(cells[0])));
            assertThat(repealed.mode()).hasToString(cells[1]);
            assertThat(Objects.toString(repealed.homeOfficeCode(), "")).isEqualTo(cells[2]);
            assertThat(repealed.restsOn()).isEqualTo(cells[3]);
            assertThat(repealed.title()).isEqualTo(cells[4]);
        });
        assertThat(rows("maximum-sentences.tsv", '\t', 2))
                .allSatisfy(cells ->
                        assertThat(tables.maximum(new OffenceCode(cells[0]))).isEqualTo(MaximumSentence.of(cells[1])));
        assertThat(rows("specified-offences.tsv", '\t', 2))
                .allSatisfy(cells -> assertThat(tables.specified(new OffenceCode(cells[1])))
                        .contains(SpecifiedOffences.keyed(cells[0])));
    }

    @ParameterizedTest
    @CsvSource({
        "life, 2147483647, life, true",
        "14y,  5114,       14 years, true",
        "1y,   365,        1 year, false",
        "12m,  365,        12 months, false",
        "13m,  396,        13 months, true",
        "1m,   30,         1 month, false",
        "51w,  357,        51 weeks, false",
        "53w,  371,        53 weeks, true",
        "365d, 365,        365 days, false",
        "366d, 366,        366 days, true"
    })
    void aMaximumIsCountedInDays(String cell, int days, String words, boolean onIndictment) {
        MaximumSentence maximum = MaximumSentence.of(cell);
        assertThat(maximum).isEqualTo(new MaximumSentence(days, words));
        assertThat(maximum.beyondSummaryPowers()).isEqualTo(onIndictment);
    }

    @Test
    void aMaximumOfNoKnownUnitIsRefused() {
        assertThatThrownBy(() -> MaximumSentence.of("3q")).hasMessage("no unit of time ends 3q");
    }

    @Test
    void noModeEverRestsOnADefaultOfTheNationalList() {
        Set<ModeEvidence> other = Set.of(
                ModeEvidence.SUPPLEMENT,
                ModeEvidence.CONSPIRACY,
                ModeEvidence.CJS_CODE_WITHOUT_SUFFIX,
                ModeEvidence.HOME_OFFICE_CODE_WITHOUT_SUFFIX);
        List<String[]> defaults =
                nationalList().stream().filter(cells -> cells[1].equals("D")).toList();

        assertThat(defaults).hasSize(6713).allSatisfy(cells -> {
            ClassifiedOffence found = classify(cells[0]);
            if (found.mode() == CourtMode.UNKNOWN) {
                assertThat(found.evidence()).isEqualTo(ModeEvidence.NONE);
            } else {
                assertThat(found.evidence()).as(cells[0]).isIn(other);
            }
        });
    }

    @Test
    void theSourcesCallThisManyCodesViolentAndThisManySexual() {
        Map<String, Long> counts = nationalList().stream()
                .map(cells -> classify(cells[0]))
                .collect(groupingBy(o -> "violent " + o.violent() + ", sexual " + o.sexual(), counting()));

        assertThat(counts)
                .isEqualTo(Map.of(
                        "violent NO, sexual NO", 10430L,
                        "violent NO, sexual YES", 580L,
                        "violent UNKNOWN, sexual YES", 10L,
                        "violent YES, sexual NO", 1854L,
                        "violent YES, sexual UNKNOWN", 13L,
                        "violent YES, sexual YES", 2L,
                        "violent UNKNOWN, sexual UNKNOWN", 12697L));
    }

    @Test
    void everyRowOfTheSupplementNamesAModeAndAnAct() {
        Pattern source = Pattern.compile("(.* Act [0-9]{4}.* s\\.|Common law).*");
        assertThat(rows("repealed-offences.csv", ',', 5)).allSatisfy(cells -> {
            assertThat(CourtMode.valueOf(cells[1])).isNotEqualTo(CourtMode.UNKNOWN);
            assertThat(cells[3]).matches(source);
            assertThat(cells[4])
                    .as("a title without comma or quote")
                    .isNotBlank()
                    .doesNotContain(",", "\"");
        });
    }

    @Test
    void theSupplementNeverContradictsAVerifiedRow() {
        assertThat(rows("repealed-offences.csv", ',', 5))
                .map(cells -> ReferenceTables.shipped().code(new OffenceCode(cells[0])))
                .doesNotContainNull()
                .noneMatch(CodeRow::verified);
    }

    private ClassifiedOffence classify(String code) {
        return classifier.classify(new OffenceDescription(new OffenceCode(code), null, null));
    }

    private static List<String[]> nationalList() {
        return rows("cjs-offences.tsv", '\t', 5);
    }

    private static List<String[]> rows(String file, char separator, int columns) {
        List<String[]> rows = new ArrayList<>();
        new ReferenceFile(file, separator, columns).forEachRow(rows::add);
        return rows;
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = ReferenceTablesTest.class.getResourceAsStream("/reference/" + file)) {
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
