package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.StudyResult;

class DataPackageTest {

    @TempDir
    Path directory;

    @Test
    void theTablesAndTheirCodebookAreWritten() throws IOException {
        assertThat(files(write(Made.result(Made.reoffender("a")))))
                .containsOnlyKeys(
                        "classification.csv",
                        "classification.parquet",
                        "codebook.csv",
                        "codebook.html",
                        "datapackage.json",
                        "definitions.csv",
                        "definitions.parquet",
                        "links.csv",
                        "links.parquet",
                        "load.R",
                        "load.do",
                        "load.sps",
                        "offences.csv",
                        "offences.parquet",
                        "outcomes.csv",
                        "outcomes.parquet",
                        "package.xlsx",
                        "participants.csv",
                        "participants.parquet",
                        "recalls.csv",
                        "recalls.parquet",
                        "redcap-dictionary.csv",
                        "redcap-import.csv",
                        "sensitivity.csv",
                        "sensitivity.parquet");
    }

    @Test
    void noCellIsBlankAndEveryLineEndsInALineFeed() throws IOException {
        Path written = write(everybody(PublishSettings.Dates.AS_DAYS));

        for (String table : List.of("participants", "offences", "recalls", "links")) {
            Path file = written.resolve(table + ".csv");
            assertThat(Files.readString(file, UTF_8)).doesNotContain("\r").endsWith("\n");
            List<NamedCsvRecord> rows = Csv.read(file);
            assertThat(rows).as(table).isNotEmpty();
            assertThat(rows).allSatisfy(row -> assertThat(row.getFields()).noneMatch(String::isBlank));
            assertThat(rows)
                    .isSortedAccordingTo((a, b) -> a.getField("pseudonym").compareTo(b.getField("pseudonym")));
        }
    }

    @Test
    void theSameResultInAnotherOrderTimeZoneAndLanguageGivesTheSameBytes() throws IOException {
        for (PublishSettings.Dates dates : PublishSettings.Dates.values()) {
            Map<String, String> first = files(write(everybody(dates)));
            Locale locale = Locale.getDefault();
            TimeZone zone = TimeZone.getDefault();
            try {
                Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                assertThat(files(write(reversed(everybody(dates))))).isEqualTo(first);
            } finally {
                Locale.setDefault(locale);
                TimeZone.setDefault(zone);
            }
        }
    }

    @Test
    void theRowsAnOffenceWasReadFromDoNotChangeATable() throws IOException {
        StudyResult early = Made.result(withOffences("a", List.of(Made.index(), Made.theft(5))));
        StudyResult late = Made.result(withOffences("a", List.of(Made.theft(4096), Made.index())));

        assertThat(files(write(late))).isEqualTo(files(write(early)));
    }

    @Test
    void offencesAreNumberedInOrderOfProof() throws IOException {
        List<NamedCsvRecord> rows = Csv.read(write(Made.result(withOffences("a", List.of(Made.theft(), Made.index()))))
                .resolve("offences.csv"));

        assertThat(rows)
                .extracting(row -> row.getField("offence") + " " + row.getField("code"))
                .containsExactly("1 TH68023", "2 TH68001");
        assertThat(rows.get(0).getFieldsAsMap())
                .containsEntry("home_office_code", "34/01")
                .containsEntry("offence_group", "Robbery")
                .containsEntry("court_mode", "indictable only")
                .containsEntry("court_mode_evidence", "cjs code")
                .containsEntry("violent", "yes")
                .containsEntry("sexual", "no")
                .containsEntry("rank_court_mode", "3")
                .containsEntry("seriousness_court_mode", "as serious")
                .containsEntry("during_timing", "index")
                .containsEntry("after_timing", "index")
                .containsEntry("during_straddles_start", "no")
                .containsEntry("proof_date", "-3195")
                .containsEntry("offence_start_date", "-3344")
                .containsEntry("offence_end_date", "-3342")
                .containsEntry("adjudication", "guilty")
                .containsEntry("disposal_code", "1002")
                .containsEntry("custodial", "yes")
                .containsEntry("sentence_days", "4383")
                .containsEntry("in_custody", "no")
                .containsEntry("taken_into_consideration", "2");
        assertThat(rows.get(1).getFieldsAsMap())
                .containsEntry("after_timing", "in window")
                .containsEntry("during_timing", "after")
                .containsEntry("offence_end_date", "not applicable")
                .containsEntry("sentence_days", "missing");
    }

    /** Every column of every window, each cell, whichever way dates are written. */
    @Test
    void outcomesInLongFormAreThoseOfTheWideTableCellByCell() throws IOException {
        for (PublishSettings.Dates dates : PublishSettings.Dates.values()) {
            StudyResult result = everybody(dates);
            Path written = write(result);
            Map<String, NamedCsvRecord> wide = new HashMap<>();
            Csv.read(written.resolve("participants.csv")).forEach(row -> wide.put(row.getField("pseudonym"), row));
            List<NamedCsvRecord> rows = Csv.read(written.resolve("outcomes.csv"));
            int windows = result.outcome().windows().size();
            assertThat(windows).isEqualTo(2);
            assertThat(rows).hasSize(windows * wide.size());
            List<String> own = List.of("pseudonym", "follow_up_window", "included");
            Set<String> compared = new TreeSet<>();
            for (NamedCsvRecord row : rows) {
                NamedCsvRecord participant = wide.get(row.getField("pseudonym"));
                assertThat(row.getField("included")).isEqualTo(participant.getField("included"));
                for (String column : row.getHeader()) {
                    if (!own.contains(column)) {
                        String name = row.getField("follow_up_window") + "_" + column.replaceFirst("^window_", "");
                        compared.add(name);
                        assertThat(row.getField(column)).as(name).isEqualTo(participant.getField(name));
                    }
                }
            }
            assertThat(compared)
                    .containsExactlyElementsOf(new TreeSet<>(wide.values().iterator().next().getHeader().stream()
                            .filter(name -> name.matches("(during|after)_.*"))
                            .toList()));
        }
    }

    @Test
    void recallsAreNumberedInEachWindowAndCurfewRecallsAreMarked() throws IOException {
        List<NamedCsvRecord> rows =
                Csv.read(write(Made.result(Made.reoffender("a"))).resolve("recalls.csv"));

        assertThat(rows)
                .extracting(row -> String.join(" ", row.getFields().subList(1, row.getFieldCount())))
                .containsExactly("during 1 40 68 40 HDC yes", "during 2 100 128 100 standard no");
    }

    @Test
    void candidatesAreNumberedFromTheMostProbableAndTheirOwnIdStaysInside() throws IOException {
        ParticipantId id = new ParticipantId("a");
        StudyResult result = Made.result(
                PublishSettings.Dates.AS_DAYS,
                List.of(Made.desister("a")),
                List.of(
                        Made.pair(id, new PersonId("UNLIKELY"), 0.0001, Decision.NON_LINK),
                        Made.pair(id, new PersonId("LIKELY"), 0.9999, Decision.LINK)),
                List.of(new LinkDecision(
                        id, LinkDecision.Status.LINKED, new PersonId("LIKELY"), 30.5, 0.9999, List.of())),
                Made.files());

        Path links = write(result).resolve("links.csv");

        assertThat(Files.readString(links, UTF_8)).doesNotContain("LIKELY");
        List<NamedCsvRecord> rows = Csv.read(links);
        assertThat(rows.get(0).getHeader())
                .containsExactly(
                        "pseudonym",
                        "candidate",
                        "blocked_by",
                        "name_level",
                        "name_weight",
                        "name_adjustment",
                        "date_of_birth_level",
                        "date_of_birth_weight",
                        "date_of_birth_adjustment",
                        "weight",
                        "probability",
                        "decision",
                        "reason");
        assertThat(rows.get(0).getFields().subList(1, 13))
                .containsExactly(
                        "1",
                        "surname + date of birth",
                        "exact",
                        "12.5000",
                        "1.2500",
                        "day and month swapped",
                        "3.0000",
                        "0.0000",
                        "16.7500",
                        "0.999900",
                        "link",
                        "above the threshold for links");
        assertThat(rows.get(1).getField("candidate")).isEqualTo("2");
        assertThat(rows.get(1).getField("decision")).isEqualTo("non-link");
    }

    static StudyResult everybody(PublishSettings.Dates dates) {
        return Made.result(
                dates,
                List.of(
                        Made.reoffender("R1"),
                        Made.reoffender("R2"),
                        Made.desister("D1"),
                        Made.unlinked("U1"),
                        Made.immature("I1")));
    }

    private static StudyResult reversed(StudyResult result) {
        List<CandidatePair> pairs = new ArrayList<>(result.linkage().pairs());
        Collections.reverse(pairs);
        List<LinkDecision> decisions = new ArrayList<>(result.linkage().decisions());
        Collections.reverse(decisions);
        List<ParticipantOutcome> outcomes = new ArrayList<>();
        result.outcomes().forEach(outcome -> outcomes.add(0, reversed(outcome)));
        return Made.result(result.publish().dates(), outcomes, pairs, decisions, result.inputs());
    }

    private static ParticipantOutcome reversed(ParticipantOutcome outcome) {
        List<OffenceOutcome> offences = new ArrayList<>(outcome.offences());
        Collections.reverse(offences);
        return new ParticipantOutcome(
                outcome.participant(),
                outcome.linked(),
                outcome.exclusionReason(),
                outcome.index(),
                outcome.ageAtStart(),
                outcome.ageAtFirstConviction(),
                outcome.yearsInCustodyBeforeRelease(),
                outcome.priorConvictionOccasions(),
                outcome.priorOffences(),
                outcome.violentOrSexualConvictions(),
                outcome.perhapsViolentOrSexualConvictions(),
                outcome.windows(),
                offences,
                outcome.custody(),
                outcome.score(),
                outcome.warnings());
    }

    private static ParticipantOutcome withOffences(String id, List<OffenceOutcome> offences) {
        return Made.linked(Made.participant(id), Made.reoffender(id).windows(), offences);
    }

    private Path write(StudyResult result) throws IOException {
        Path target = Files.createTempDirectory(directory, "package");
        DataPackage.write(target, result);
        return target;
    }

    private static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(directory)) {
            for (Path file : list.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file, ISO_8859_1));
            }
        }
        return files;
    }
}
