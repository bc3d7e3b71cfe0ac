package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Disguises;
import org.reconlink.Unpacked;
import org.reconlink.audit.AuditLog;
import org.reconlink.kernel.CroNumber;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.kernel.RecordId;
import org.reconlink.kernel.Sex;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.StudyResult;

/** Values that nobody could write by chance, in every field that says who somebody is, and no file with one of them. */
class PrivacyTest {

    private static final LocalDate BORN = LocalDate.of(1971, 7, 23);

    private static final List<String> TEXTS = List.of(
            "STUDY-NUMBER-90210",
            "QUETZALCOATLSSON",
            "XERXESIUS",
            "MIDDLENAMEOV",
            "ALIASSURNAMEZ",
            "ALIASFORENAMEZ",
            "1971/7654321K",
            "7654321",
            "654321/71P",
            "A9876ZY",
            "ZE99 9ZZ",
            "PERSON-OF-THE-EXTRACT",
            Made.KEY);

    @TempDir
    Path directory;

    @Test
    void noFileHasANameADateOfBirthAnIdentifierOrAPostcode() throws IOException {
        for (PublishSettings.Dates dates : PublishSettings.Dates.values()) {
            Path run = write(dates);
            try (Stream<Path> walk = Files.walk(run)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    assertClean(file);
                }
            }
        }
    }

    @Test
    void aCarriedColumnThatSaysWhoPeopleAreIsWithheldWhateverItsHeading() throws IOException {
        var row = Csv.read(write(PublishSettings.Dates.AS_DAYS).resolve("participants.csv"))
                .get(0);

        assertThat(row.getField("carried_ace_count")).isEqualTo("4");
        for (String column : List.of("name", "known_as", "born", "number", "pnc", "address")) {
            assertThat(row.getField("carried_" + column)).as(column).isEqualTo("withheld");
        }
    }

    @Test
    void aScoreThatEqualsAStudyNumberByChanceStays() {
        List<Participant> participants = Stream.of("4", "5", "6")
                .map(number -> Made.participant(number, Map.of("ACE count", "4", "Again", number)))
                .toList();

        assertThat(CarriedColumn.of(participants, Set.of()))
                .extracting(CarriedColumn::heading, CarriedColumn::withheld)
                .containsExactly(tuple("ACE count", false), tuple("Again", true));
    }

    @Test
    void thePlantedValuesWouldBeFound() throws IOException {
        byte[] name = "Quetzalcoatlsson".getBytes(UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(name);
        }
        for (byte[] leak : List.of(
                "x,Quetzalcoatlsson,y".getBytes(UTF_8),
                ("id=" + HexFormat.of().formatHex(name)).getBytes(UTF_8),
                Base64.getEncoder().encode("x,Quetzalcoatlsson,y".getBytes(UTF_8)),
                Base64.getEncoder().encode("xy,QUETZALCOATLSSON,y".getBytes(UTF_8)),
                "q=ze99+9zz&x".getBytes(UTF_8),
                packed.toByteArray())) {
            Path file = Files.write(directory.resolve("leak"), leak);
            assertThatThrownBy(() -> assertClean(file)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void asDaysOrByMonthNoDateOfAPersonIsWrittenInFull() throws IOException {
        for (PublishSettings.Dates dates : List.of(PublishSettings.Dates.AS_DAYS, PublishSettings.Dates.BY_MONTH)) {
            Path run = write(dates);
            for (String name : List.of("participants.csv", "offences.csv", "recalls.csv", "links.csv", "audit.jsonl")) {
                assertThat(Files.readString(run.resolve(name), UTF_8))
                        .doesNotContainPattern("[0-9]{4}-[0-9]{2}-[0-9]{2}");
            }
        }
    }

    private static void assertClean(Path file) throws IOException {
        List<String> planted = new ArrayList<>(TEXTS);
        planted.addAll(Disguises.of(BORN));
        for (String text : Unpacked.texts(file)) {
            assertThat(Disguises.found(planted, text))
                    .as("%s", file.getFileName())
                    .isEmpty();
        }
    }

    private Path write(PublishSettings.Dates dates) throws IOException {
        ParticipantId id = new ParticipantId("STUDY-NUMBER-90210");
        PersonId person = new PersonId("PERSON-OF-THE-EXTRACT");
        StudyResult result = Made.result(
                dates,
                List.of(Made.linked(
                        participant(id), Made.reoffender("x").windows(), List.of(Made.index(), Made.theft()))),
                List.of(Made.pair(id, person, 0.9999, CandidatePair.Decision.LINK)),
                List.of(new LinkDecision(
                        id, LinkDecision.Status.LINKED, person, 30.5, 0.9999, List.of("index conviction not found"))),
                Made.files());
        try (OutputDirectory run = OutputDirectory.begin(directory, "resettle", "run-" + dates.name())) {
            DataPackage.write(run.path(), result);
            try (AuditLog log = AuditLog.create(run.path().resolve("audit.jsonl"), "resettle", "run-1", "ab")) {
                AuditEvents.record(result, log);
                log.seal();
            }
            Manifest manifest = new Manifest(
                    "resettle",
                    "run-1",
                    "ab",
                    "resettle.yml",
                    "cd",
                    PseudonymKey.read(null, Made.KEY).id(),
                    Map.of(),
                    result.inputs());
            manifest.write(
                    run.path(),
                    new ResearchCrate(result.title(), result.outcome().dataCut(), manifest).write(run.path()));
            return run.publish();
        }
    }

    private static Participant participant(ParticipantId id) {
        return new Participant(
                id,
                new RecordId("participants.xlsx", "Referrals", 4),
                new PersonDetails(
                        new PersonName("QUETZALCOATLSSON", "XERXESIUS", "MIDDLENAMEOV"),
                        List.of(new PersonName("ALIASSURNAMEZ", "ALIASFORENAMEZ", null)),
                        BORN,
                        Sex.MALE,
                        new PncId("1971/7654321K"),
                        new CroNumber("654321/71P"),
                        "A9876ZY",
                        List.of(new Postcode("ZE99 9ZZ"))),
                Made.ROBBERY.offence(),
                Map.of(ParticipantDate.RELEASE, Made.RELEASE, ParticipantDate.INTERVENTION_END, Made.END),
                null,
                null,
                true,
                "intervention",
                Map.of(
                        "ACE count", "4",
                        "Name", "Quetzalcoatlsson, Xerxesius",
                        "Known as", "aliasforenamez",
                        "Born", "23.07.1971",
                        "Number", "study-number-90210",
                        "PNC", "71/7654321K",
                        "Address", "ZE999ZZ"));
    }
}
