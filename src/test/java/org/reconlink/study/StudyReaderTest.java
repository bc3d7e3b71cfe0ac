package org.reconlink.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.intake.FieldWords;
import org.reconlink.intake.FileAccess;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.outcome.InclusionSettings;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.OutcomeSettings.Undated;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.outcome.WindowSettings.FirstDay;
import org.reconlink.outcome.WindowSettings.OffenceDate;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.study.ProtocolException.ProtocolError;
import org.reconlink.study.StudyReader.ProtocolText;

class StudyReaderTest {
    @TempDir
    private Path folder;

    private StudyFolder study;

    @BeforeEach
    void makeFiles() {
        study = StudyFolder.in(folder);
    }

    @Test
    void keysThatAreLeftOutHaveTheDefaultsOfTheMethod() {
        Study read = study.read(dated(StudyFolder.valid()));

        assertThat(read.intake())
                .isEqualTo(new IntakeSettings(0, 2021, List.of(LocalDate.of(1900, 1, 1), LocalDate.of(1970, 1, 1))));
        assertThat(read.linkage())
                .isEqualTo(new LinkageSettings(
                        List.of(
                                List.of("surname", "date of birth"),
                                List.of("forename", "date of birth"),
                                List.of("surname", "forename"),
                                List.of("surname as forename", "forename as surname"),
                                List.of("first 3 of surname", "first 3 of forename"),
                                List.of("date of birth"),
                                List.of("either order of date of birth"),
                                List.of("first 2 of surname", "year of birth"),
                                List.of("first 2 of forename", "year of birth"),
                                List.of("surname"),
                                List.of("forename")),
                        true,
                        List.of("name", "date of birth"),
                        0.99,
                        0.5,
                        null,
                        null,
                        0.9,
                        0.9,
                        true,
                        List.of()));
        assertThat(read.offence())
                .isEqualTo(new OffenceSettings(
                        List.of("court-mode"),
                        OffenceSettings.Indictable.ONLY,
                        Set.of(new HomeOfficeCode(195, 66)),
                        Set.of("1002", "1003", "1007", "1022", "1024", "1081", "1162"),
                        null));
        assertThat(read.outcome())
                .isEqualTo(new OutcomeSettings(
                        LocalDate.of(2021, 12, 31),
                        List.of(new WindowSettings(
                                "after",
                                ParticipantDate.RELEASE,
                                24,
                                null,
                                6,
                                FirstDay.NEXT_DAY,
                                OffenceDate.START,
                                false)),
                        ProofBasis.CONVICTIONS,
                        true,
                        new InclusionSettings(false, Map.of(), List.of(), null, false)));
        assertThat(read.publish()).isEqualTo(new PublishSettings(null, PublishSettings.Dates.AS_DAYS, 0));
        assertThat(read.custody()).isNull();
        assertThat(read.participants().dateFormats()).containsExactly("yyyy-MM-dd");
        assertThat(read.participants().sheet()).isNull();
        assertThat(read.participants().delimiter()).isNull();
        assertThat(read.participants().encoding()).isNull();
        assertThat(read.participants().carry()).isEmpty();
    }

    /** None of whose offences can be placed, whatever else is known of them. */
    @Test
    void undatedOffencesAreUnknownWhereTheExtractHasNoDatesOfThem() {
        String undated = StudyFolder.valid();
        assertThat(study.read(undated).outcome().undated()).isEqualTo(Undated.UNKNOWN);
        assertThat(study.read(dated(undated)).outcome().undated()).isEqualTo(Undated.NO_REOFFENCE);
        String said = undated.replace("outcome:\n", "outcome:\n  undated offences: no reoffence\n");
        assertThat(study.read(said).outcome().undated()).isEqualTo(Undated.NO_REOFFENCE);
    }

    /** Compared like names in parts: a row without a police identifier has nothing else that tells people apart. */
    @Test
    void namesInOneColumnOfTheExtractAreComparedAndBlockedOn() {
        String valid = StudyFolder.valid();
        String parts = "    surname: Surname\n    forename: Forename\n";
        int last = valid.lastIndexOf(parts);
        String whole = valid.substring(0, last) + "    full name: Nominal\n" + valid.substring(last + parts.length());
        LinkageSettings named = study.read(valid).linkage();
        LinkageSettings inOne = study.read(whole).linkage();
        assertThat(inOne.compare()).contains("name").containsAll(named.compare());
        assertThat(inOne.blockOn())
                .contains(List.of("surname", "date of birth"), List.of("surname", "forename"))
                .containsAll(named.blockOn());
    }

    private static String dated(String protocol) {
        return protocol.replace("    conviction date: ", "    offence start date: Committed\n    conviction date: ");
    }

    @Test
    void everyOptionalKeyReachesItsSetting() {
        Study read = study.read("""
                study: { id: every-key, title: "Every key: one study", data cut: 2020-06-30 }
                intake:
                  rejected rows at most: 0.5%
                  failed checks at most: { postcode: 5%, Conviction before the age of 10: 0 }
                  two-digit years up to: 2029
                  placeholder dates of birth: [1901-01-01]
                participants:
                  files: [people.xlsx]
                  sheet: Referrals
                  date formats: [dd/MM/yyyy, d MMM yy]
                  columns:
                    participant id: "No."
                    full name: Name
                    middle names: Middle
                    date of birth: DOB
                    sex: Sex
                    release date: Released
                    custody start: In
                    intervention end: Ended
                    deported on: Deported
                  carry: [Ethnicity, Sex, { Notes: text }]
                  include:
                    intervention end: {}
                    custody start: { to: 2019-12-31 }
                    at least:
                      - { months: 3, days: 2, of: custody }
                    alive and in the country at: release date
                    linked: TRUE
                convictions:
                  files: pnc-*.csv
                  delimiter: semicolon
                  encoding: windows-1252
                  columns: { surname: S, forename: F, date of birth: B, home office code: H, conviction date: C, adjudication: A }
                custody:
                  file: spells.csv
                  delimiter: tab
                  columns: { participant id: P, start: S, type: T, end: E }
                words:
                  adjudication: { found proved: guilty }
                  disposal code: { C01: 1002 }
                  disposal: { secure college: imprisonment }
                  sentence length: { see file: missing }
                  type: { RTC: recall, APS: not custody }
                  sex: { h: male }
                  consent: { signed: yes }
                  missing: [withheld]
                  open-ended: [2099-12-31]
                linkage:
                  block on: [[first 2 of surname, year of birth]]
                  compare: [date of birth, name, surname by jaro-winkler 0.92 0.88]
                  train: yes
                  fixed: [date of birth]
                  expected share: 95 per cent
                  link from: 97.5%
                  review from: 0.25
                  keep link from: 92%
                  persons by: identifier and linkage
                  persons join from: 0.98
                  model: model.json
                offence:
                  scales: [maximum sentence, court-mode]
                  indictable: including either-way
                  not counted: [195/66, 8.06, "06617"]
                  custodial disposals: [1002]
                  table: pnc-1.csv
                outcome:
                  counts: convictions or cautions
                  offence in custody: does not count
                  windows:
                    during: { from: release date, to: intervention end, waiting: 0, first day: same day, offence date: end, blank end: continuing, compare with: 38.5% }
                    open: { from: release date }
                publish:
                  key file: pnc-2.csv
                  dates: by month
                  small counts below: 10
                  database: { url: "jdbc:postgresql://db/research", user: loader, schema: every, password file: pnc-2.csv }
                """);

        assertThat(read.title()).isEqualTo("Every key: one study");
        assertThat(read.intake())
                .isEqualTo(new IntakeSettings(
                        0.005,
                        2029,
                        List.of(LocalDate.of(1901, 1, 1)),
                        new FieldWords(
                                Map.of(
                                        "adjudication", Map.of("found proved", "guilty"),
                                        "disposal code", Map.of("C01", "1002"),
                                        "disposal", Map.of("secure college", "imprisonment"),
                                        "sentence length", Map.of("see file", "missing"),
                                        "type", Map.of("RTC", "recall", "APS", "not custody"),
                                        "sex", Map.of("h", "male"),
                                        "consent", Map.of("signed", "yes")),
                                Set.of("withheld"),
                                Set.of("2099-12-31")),
                        Map.of("postcode", 0.05, "conviction before the age of 10", 0.0),
                        IntakeSettings.DateSettings.USUAL,
                        IntakeSettings.RowSettings.ALL));
        assertThat(read.participants().files()).containsExactly(study.path("people.xlsx"));
        assertThat(read.participants().sheet()).isEqualTo("Referrals");
        assertThat(read.participants().dateFormats()).containsExactly("dd/MM/yyyy", "d MMM yy");
        assertThat(read.participants().carry()).containsExactly("Ethnicity", "Sex", "Notes");
        assertThat(read.participants().columns())
                .containsEntry("participant id", "No.")
                .hasSize(9);
        assertThat(read.convictions().delimiter()).isEqualTo(';');
        assertThat(read.convictions().encoding()).isEqualTo(Charset.forName("windows-1252"));
        assertThat(read.custody()).isNotNull();
        assertThat(read.custody().files()).containsExactly(study.path("spells.csv"));
        assertThat(read.custody().delimiter()).isEqualTo('\t');
        assertThat(read.linkage())
                .isEqualTo(new LinkageSettings(
                        List.of(List.of("first 2 of surname", "year of birth")),
                        false,
                        List.of("date of birth", "name", "surname by jaro-winkler 0.92 0.88"),
                        0.975,
                        0.25,
                        0.95,
                        study.path("model.json"),
                        0.92,
                        0.98,
                        true,
                        List.of("date of birth")));
        assertThat(read.offence())
                .isEqualTo(new OffenceSettings(
                        List.of("maximum-sentence", "court-mode"),
                        OffenceSettings.Indictable.INCLUDING_EITHER_WAY,
                        Set.of(new HomeOfficeCode(195, 66), new HomeOfficeCode(8, 6), new HomeOfficeCode(66, 17)),
                        Set.of("1002"),
                        study.path("pnc-1.csv")));
        assertThat(read.outcome().counts()).isEqualTo(ProofBasis.CONVICTIONS_OR_CAUTIONS);
        assertThat(read.outcome().offenceInCustodyCounts()).isFalse();
        assertThat(read.outcome().windows())
                .containsExactly(
                        new WindowSettings(
                                "during",
                                ParticipantDate.RELEASE,
                                null,
                                ParticipantDate.INTERVENTION_END,
                                0,
                                FirstDay.SAME_DAY,
                                OffenceDate.END,
                                true,
                                0.385),
                        new WindowSettings(
                                "open",
                                ParticipantDate.RELEASE,
                                null,
                                null,
                                6,
                                FirstDay.NEXT_DAY,
                                OffenceDate.START,
                                false));
        InclusionSettings inclusion = read.outcome().inclusion();
        assertThat(inclusion.dates().keySet())
                .containsExactly(ParticipantDate.INTERVENTION_END, ParticipantDate.CUSTODY_START);
        assertThat(inclusion.dates())
                .containsEntry(ParticipantDate.INTERVENTION_END, new InclusionSettings.Bounds(null, null))
                .containsEntry(
                        ParticipantDate.CUSTODY_START, new InclusionSettings.Bounds(null, LocalDate.of(2019, 12, 31)));
        assertThat(inclusion.atLeast())
                .containsExactly(new InclusionSettings.Span(
                        "custody", ParticipantDate.CUSTODY_START, ParticipantDate.RELEASE, 3, 2));
        assertThat(inclusion.aliveAndInCountryAt()).isEqualTo(ParticipantDate.RELEASE);
        assertThat(inclusion.linked()).isTrue();
        assertThat(inclusion.consent()).isFalse();
        assertThat(read.publish())
                .isEqualTo(new PublishSettings(
                        study.path("pnc-2.csv"),
                        PublishSettings.Dates.BY_MONTH,
                        10,
                        DisclosureRule.NONE,
                        new DatabaseSettings(
                                "jdbc:postgresql://db/research", "loader", "every", study.path("pnc-2.csv")),
                        Set.of("Notes")));
    }

    @Test
    void carriedColumnsCanBeKeysWhereAllAreFreeText() {
        Study read =
                study.read(StudyFolder.valid().replace("participants:\n", "participants:\n  carry: { Notes: text }\n"));

        assertThat(read.participants().carry()).containsExactly("Notes");
        assertThat(read.publish().freeText()).containsExactly("Notes");
    }

    @Test
    void aCarriedColumnIsFreeTextInQuotationMarksToo() {
        Study read = study.read(StudyFolder.valid()
                .replace("participants:\n", "participants:\n  carry: [Ethnicity, \"Notes: text\", Context]\n"));

        assertThat(read.participants().carry()).containsExactly("Ethnicity", "Notes", "Context");
        assertThat(read.publish().freeText()).containsExactly("Notes");
    }

    @Test
    void disclosureControlHasPresetsOfWhichEachNumberCanBeChanged() {
        StudyFolder study = new StudyFolder(folder);
        String publish = StudyFolder.valid() + "publish:\n  disclosure control: ";

        PublishSettings opensafely = study.read(publish + "opensafely\n").publish();
        assertThat(opensafely.disclosure()).isEqualTo(DisclosureRule.OPENSAFELY);
        assertThat(opensafely.smallCountsBelow()).isEqualTo(8);
        assertThat(study.read(publish + "sacro\n  hide counts up to: 12\n  round counts to: 10\n")
                        .publish()
                        .disclosure())
                .isEqualTo(new DisclosureRule(12, true, 10));
    }

    @Test
    void theTextAloneIsCheckedWithoutLookingForAnyFileThatItNames() throws IOException {
        String text = Files.readString(Path.of("jobs/resettle.yml"));
        assertThat(StudyReader.check("new.yml", text.getBytes(StandardCharsets.UTF_8)))
                .as("its files are not here")
                .isEmpty();
        String passwords = text.replaceFirst("file: .*participants.xlsx", "file: /etc/passwd");
        String nothing = text.replaceFirst("file: .*participants.xlsx", "file: /etc/no-such-file");
        assertThat(passwords).isNotEqualTo(text);
        assertThat(StudyReader.check("new.yml", passwords.getBytes(StandardCharsets.UTF_8)))
                .as("nobody learns which files there are")
                .isEqualTo(StudyReader.check("new.yml", nothing.getBytes(StandardCharsets.UTF_8)));
        assertThat(StudyReader.check(
                        "new.yml",
                        text.replaceFirst("(?m)^participants:", "participant:").getBytes(StandardCharsets.UTF_8)))
                .extracting(ProtocolError::problem)
                .anyMatch(problem -> problem.contains("participant"));
        assertThat(StudyReader.check("new.yml", new byte[0])).hasSize(1);
    }

    @Test
    void aPatternExpandsInTheOrderOfTheNamesAndPassesOverLockFiles() {
        String protocol = StudyFolder.valid()
                .replace("file: pnc-1.csv", "files: [pnc-*.csv]")
                .replace("file: people.csv", "files: '*people.xlsx'");

        Study read = study.read(protocol);

        assertThat(read.convictions().files())
                .containsExactly(study.path("pnc-1.csv"), study.path("pnc-10.csv"), study.path("pnc-2.csv"));
        assertThat(read.participants().files()).containsExactly(study.path("people.xlsx"));
    }

    @Test
    void aUrlOfConvictionsIsKeptAsItIsWrittenUntilAClusterReadsIt() {
        Study read = study.read(
                StudyFolder.valid()
                        .replace(
                                "file: pnc-1.csv",
                                "files: [pnc-2.csv, 's3a://moj/a b/pnc-*.csv', 'hdfs:///pnc/', 'hdfs://pnc/x%20+y.csv', 'file:/pnc.csv']"));

        assertThat(read.convictions().files()).first().isEqualTo(study.path("pnc-2.csv"));
        assertThat(read.convictions().files())
                .map(FileAccess::url)
                .containsExactly(
                        null, "s3a://moj/a b/pnc-*.csv", "hdfs:///pnc/", "hdfs://pnc/x%20+y.csv", "file:/pnc.csv");
        assertThat(read.convictions().files().get(3).getFileName()).hasToString("x%20+y.csv");
    }

    @Test
    void filesKeepTheOrderOfAList() {
        Study read = study.read(StudyFolder.valid().replace("file: pnc-1.csv", "files: [pnc-2.csv, pnc-1*.csv]"));

        assertThat(read.convictions().files())
                .containsExactly(study.path("pnc-2.csv"), study.path("pnc-1.csv"), study.path("pnc-10.csv"));
    }

    @Test
    void bothSlashesSeparateFolders() {
        Study read = study.read(StudyFolder.valid().replace("people.csv", "folder\\..\\people.csv"));

        assertThat(read.participants().files()).containsExactly(study.path("people.csv"));
    }

    @Test
    void spacesHyphensAndCapitalsOfKeysMakeNoDifference() {
        String other = StudyFolder.valid()
                .replace("data cut:", "Data-Cut:")
                .replace("outcome:", "OUTCOME:")
                .replace("release date: Released", "Release_Date: Released");

        assertThat(study.read(other).outcome())
                .isEqualTo(study.read(StudyFolder.valid()).outcome());
    }

    @Test
    void theHashIsThatOfTheBytesOfTheFile() {
        assertThat(study.read(StudyFolder.valid()).protocolSha256()) // as sha256sum says
                .isEqualTo("cb55d12db28e8978c65f0ec33780335cdec026c681b83df502967c6ff8caeb79");
        assertThat(study.read(StudyFolder.valid() + "#").protocolSha256())
                .isEqualTo("06a8a7d1d35eb69723b31134b4cde0070b8f7e269d81917ee490cbda618dd751");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsMakeNoDifference() {
        String windows = "\uFEFF" + StudyFolder.valid().replace("\n", "\r\n");

        assertThat(study.read(windows).participants())
                .isEqualTo(study.read(StudyFolder.valid()).participants());
    }

    @Test
    void bytesThatAreNotUtf8AreReportedWhereTheyStand() {
        byte[] bytes =
                StudyFolder.valid().replace("Reconviction", "R\u00e9conviction").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(study.errors(bytes))
                .containsExactly("study.yml:3:11: a character that is not UTF-8;"
                        + " save the file as text with the encoding UTF-8");
    }

    @Test
    void aFileTooLargeToBeAProtocolIsNotRead() {
        assertThat(study.errors("#".repeat(ProtocolText.MOST_BYTES + 1)))
                .containsExactly("study.yml:1:1: the protocol has more than 256 KB;"
                        + " check that this is the protocol and not a data file");
    }

    @Test
    void aProtocolThatDoesNotExistIsAnErrorOfTheProtocol() {
        assertThat(errors(study.path("nobody.yml")))
                .containsExactly(study.path("nobody.yml") + ":1:1: there is no such file;"
                        + " name a protocol, such as jobs/resettle.yml");
        assertThat(errors(study.path("folder")))
                .containsExactly(study.path("folder") + ":1:1: this is not a file;"
                        + " name a protocol, such as jobs/resettle.yml");
    }

    private static List<String> errors(Path protocol) {
        try {
            StudyReader.read(protocol);
            return List.of();
        } catch (ProtocolException e) {
            assertThat(e)
                    .hasMessage(String.join(
                            "\n",
                            e.errors().stream().map(ProtocolError::toString).toList()));
            return e.errors().stream().map(ProtocolError::toString).toList();
        }
    }

    @Test
    void theSampleProtocolReadsCleanly() throws IOException {
        Study read = StudyReader.read(sample());

        assertThat(read.id()).isEqualTo("resettle-iirms");
        assertThat(read.participants().files()).containsExactly(study.path("sample-input/participants.xlsx"));
        assertThat(read.convictions().files())
                .containsExactly(study.path("sample-input/pnc-a.csv"), study.path("sample-input/pnc-b.csv"));
        assertThat(read.participants().columns()).hasSize(24);
        assertThat(read.convictions().columns()).hasSize(24);
        assertThat(read.custody()).isNotNull();
        assertThat(read.linkage().blockOn()).hasSize(22).doesNotContain(List.of("prison number"));
        assertThat(read.linkage().compare()).hasSize(8);
        assertThat(read.outcome().inclusion())
                .isEqualTo(new InclusionSettings(
                        true,
                        Map.of(
                                ParticipantDate.RELEASE,
                                new InclusionSettings.Bounds(LocalDate.of(2008, 1, 1), LocalDate.of(2018, 12, 31))),
                        List.of(
                                new InclusionSettings.Span(
                                        "in-reach", ParticipantDate.INREACH_START, ParticipantDate.RELEASE, 6, 0),
                                new InclusionSettings.Span(
                                        "intervention",
                                        ParticipantDate.INTERVENTION_START,
                                        ParticipantDate.INTERVENTION_END,
                                        0,
                                        1)),
                        ParticipantDate.INTERVENTION_END,
                        true));
        assertThat(read.outcome().windows())
                .extracting(WindowSettings::name, WindowSettings::from, WindowSettings::to)
                .containsExactly(
                        tuple("during", ParticipantDate.RELEASE, ParticipantDate.INTERVENTION_END),
                        tuple("after", ParticipantDate.INTERVENTION_END, null));
    }

    @Test
    void theDefaultsOfLinkageAreThoseOfTheSampleButForTheExpectedShare() throws IOException {
        Path protocol = sample();
        LinkageSettings stated = StudyReader.read(protocol).linkage();
        String text = Files.readString(protocol);
        Files.writeString(
                protocol, text.substring(0, text.indexOf("\nlinkage:")) + text.substring(text.indexOf("\noffence:")));

        assertThat(StudyReader.read(protocol).linkage())
                .usingRecursiveComparison()
                .ignoringFields("expectedShare")
                .isEqualTo(stated);
    }

    /** The committed protocol beside empty files with the names it expects. */
    private Path sample() throws IOException {
        Path inputs = Files.createDirectories(study.path("sample-input"));
        for (String file : List.of(
                "participants.xlsx", "pnc-b.csv", "pnc-a.csv", "custody.xlsx", "demonstration-key-NOT-SECRET.txt")) {
            Files.writeString(inputs.resolve(file), "");
        }
        Path jobs = Files.createDirectories(study.path("jobs"));
        return Files.copy(Path.of("jobs/resettle.yml"), jobs.resolve("resettle.yml"));
    }
}
