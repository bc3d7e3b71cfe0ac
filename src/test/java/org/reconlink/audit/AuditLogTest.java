package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditChain.AuditVerification;
import org.reconlink.audit.AuditChain.CanonicalJson;
import org.reconlink.audit.AuditLog.AuditProblem;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PncId;

class AuditLogTest {

    @TempDir
    Path directory;

    @Test
    void aLineStatesNumberEventDetailsInOrderOfNameAndBothHashes() throws Exception {
        Path log = directory.resolve("audit.jsonl");
        try (AuditLog audit = AuditLog.create(log, "s", "r1", "ab")) {
            audit.append("file read", Map.of("rows_read", 2, "file", "é.csv"));
            audit.seal();
        }

        List<String> lines = Files.readAllLines(log);

        String first =
                "{\"seq\":1,\"event\":\"log opened\",\"protocol_sha256\":\"ab\",\"run\":\"r1\",\"study\":\"s\",\"prev\":\""
                        + "0".repeat(64) + "\"";
        assertThat(lines.get(0)).isEqualTo(first + ",\"hash\":\"" + sha256(first + "}") + "\"}");
        String second = "{\"seq\":2,\"event\":\"file read\",\"file\":\"é.csv\",\"rows_read\":2,\"prev\":\""
                + sha256(lines.get(0)) + "\"";
        assertThat(lines.get(1)).isEqualTo(second + ",\"hash\":\"" + sha256(second + "}") + "\"}");
        assertThat(lines.get(2)).startsWith("{\"seq\":3,\"event\":\"log closed\",\"entries\":3,\"prev\":\"");
        assertThat(lines).hasSize(3);
    }

    @Test
    void theSealIsTheHashOfTheLastLine() throws Exception {
        Path log = directory.resolve("audit.jsonl");
        try (AuditLog audit = AuditLog.create(log, "s", "r1", "ab")) {
            String seal = audit.seal();
            assertThat(seal).isEqualTo(sha256(Files.readAllLines(log).get(1)));
            assertThat(audit.seal()).isEqualTo(seal);
        }
        assertThat(AuditLog.verify(log)).isEmpty();
    }

    @Test
    void valuesAreWrittenInOneWayWhateverTheOrderOfTheirMap() {
        Map<String, Object> backwards = new LinkedHashMap<>();
        backwards.put("z", Map.of());
        backwards.put("text", "a\"b\\c\n\u0001\u2028é");
        backwards.put("nothing", null);
        backwards.put("list", List.of(1, 2L, true));
        backwards.put("decimals", List.of(0.1 + 0.2, -1.5, -0.0000001, 0.9999999, 12345678901.5, 1e-3));
        backwards.put("date", LocalDate.of(2015, 3, 9));
        StringBuilder json = new StringBuilder();

        CanonicalJson.write(json, backwards);

        assertThat(json)
                .hasToString(
                        "{\"date\":\"2015-03-09\","
                                + "\"decimals\":[0.300000,-1.500000,0.000000,1.000000,12345678901.500000,0.001000],"
                                + "\"list\":[1,2,true],\"nothing\":null,\"text\":\"a\\\"b\\\\c\\u000a\\u0001\u2028é\",\"z\":{}}");
    }

    @Test
    void aTypeThatStandsForAPersonCannotBeRecorded() throws Exception {
        Path log = directory.resolve("audit.jsonl");
        try (AuditLog audit = AuditLog.create(log, "s", "r1", "ab")) {
            assertThatThrownBy(() -> audit.append("link decided", Map.of("subject", new ParticipantId("P1"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a ParticipantId cannot be recorded; record a plain value instead");
            assertThatThrownBy(() -> audit.append("link decided", Map.of("subject", List.of(new PncId("2001/1A")))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a PncId cannot be recorded; record a plain value instead");
            assertThatThrownBy(() -> audit.append("link decided", Map.of("weight", Double.NaN)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a number that is not finite cannot be recorded");
            audit.seal();
        }
        assertThat(AuditLog.verify(log)).isEmpty();
        assertThat(Files.readAllLines(log)).hasSize(2);
    }

    @Test
    void theNamesAndEventsOfTheLogItselfCannotBeUsed() throws Exception {
        try (AuditLog audit = AuditLog.create(directory.resolve("audit.jsonl"), "s", "r1", "ab")) {
            assertThatThrownBy(() -> audit.append("link decided", Map.of("hash", "x")))
                    .hasMessage("a detail cannot be called 'hash'");
            assertThatThrownBy(() -> audit.append("log closed", Map.of()))
                    .hasMessage("the event 'log closed' is the log's own");
            assertThatThrownBy(() -> audit.append("Link-decided", Map.of()))
                    .hasMessage("an event is named in lower-case letters and spaces");
            audit.seal();
            assertThatThrownBy(() -> audit.append("link decided", Map.of()))
                    .hasMessage("the log is sealed; nothing can be added to it");
        }
    }

    @Test
    void aLogIsNeverWrittenOver() throws Exception {
        Path log = Files.writeString(directory.resolve("audit.jsonl"), "kept");

        assertThatThrownBy(() -> AuditLog.create(log, "s", "r1", "ab")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(log).hasContent("kept");
    }

    @Test
    void theSameEventsGiveTheSameBytes() throws Exception {
        assertThat(Files.readAllBytes(log("one", 50))).isEqualTo(Files.readAllBytes(log("two", 50)));
    }

    @Test
    void aLogAsItWasWrittenIsWhole() throws Exception {
        assertThat(AuditLog.verify(log("whole", 1000))).isEmpty();
    }

    @Test
    void everyByteThatIsChangedIsFound() throws Exception {
        byte[] whole = Files.readAllBytes(log("whole", 12));
        for (int i = 0; i < whole.length; i++) {
            byte[] bytes = whole.clone();
            bytes[i] ^= 1;
            assertThat(AuditVerification.verify(new ByteArrayInputStream(bytes), true))
                    .as("byte %d", i)
                    .isNotEmpty();
        }
    }

    @Test
    void everyPlaceWhereALogIsCutOffIsFound() throws Exception {
        byte[] whole = Files.readAllBytes(log("whole", 12));
        for (int length = 0; length < whole.length; length++) {
            assertThat(AuditVerification.verify(new ByteArrayInputStream(whole, 0, length), true))
                    .as("%d bytes", length)
                    .isNotEmpty();
        }
    }

    @Test
    void aChangedWordBreaksItsOwnLineAndTheLinkToTheNext() throws Exception {
        List<String> lines = lines();
        lines.set(2, lines.get(2).replace("\"decision\":\"link\"", "\"decision\":\"none\""));

        assertThat(problems(lines))
                .containsExactly(
                        "line 3: does not match its own hash; it was changed after it was written",
                        "line 4: does not carry the hash of the line before; a line was changed, removed or inserted here");
    }

    @Test
    void aChangedWordWithItsOwnHashMadeAnewStillBreaksTheLinkToTheNext() throws Exception {
        List<String> lines = lines();
        String changed = lines.get(2).replace("\"decision\":\"link\"", "\"decision\":\"none\"");
        String unhashed = changed.substring(0, changed.indexOf(",\"hash\"")) + "}";
        lines.set(2, unhashed.substring(0, unhashed.length() - 1) + ",\"hash\":\"" + sha256(unhashed) + "\"}");

        assertThat(problems(lines))
                .containsExactly(
                        "line 4: does not carry the hash of the line before; a line was changed, removed or inserted here");
    }

    @Test
    void aRemovedLineIsFoundWhereItWas() throws Exception {
        List<String> lines = lines();
        lines.remove(2);

        assertThat(problems(lines))
                .containsExactly(
                        "line 3: has number 4 where 3 is due; entries are missing, repeated or out of order",
                        "line 3: does not carry the hash of the line before; a line was changed, removed or inserted here");
    }

    @Test
    void aRemovedFirstLineIsFound() throws Exception {
        List<String> lines = lines();
        lines.remove(0);

        assertThat(problems(lines))
                .containsExactly(
                        "line 1: has number 2 where 1 is due; entries are missing, repeated or out of order",
                        "line 1: does not begin a log; the lines before it are missing",
                        "line 1: is not the opening entry, which names study, run and protocol");
    }

    @Test
    void aRemovedEndIsFound() throws Exception {
        assertThat(problems(lines().subList(0, 3)))
                .containsExactly(
                        "line 3: the log ends here without its closing entry; its end is missing or the run did not finish");
    }

    @Test
    void swappedAndRepeatedLinesAreFound() throws Exception {
        List<String> swapped = lines();
        Collections.swap(swapped, 2, 3);
        assertThat(problems(swapped)).isNotEmpty().first().asString().startsWith("line 3: has number 4 where 3 is due");

        List<String> repeated = lines();
        repeated.add(3, repeated.get(2));
        assertThat(problems(repeated))
                .isNotEmpty()
                .first()
                .asString()
                .startsWith("line 4: has number 3 where 4 is due");
    }

    @Test
    void aLineAfterTheEndIsFound() throws Exception {
        List<String> lines = lines();
        lines.add("{}");
        assertThat(problems(lines)).contains("line 7: is not an entry of an audit log; it was damaged or changed");

        List<String> joined = lines();
        joined.addAll(lines());
        assertThat(problems(joined)).contains("line 7: comes after the closing entry; it was added later");
    }

    @Test
    void aLogThatWasNotSealedIsNotWhole() throws Exception {
        Path log = directory.resolve("audit.jsonl");
        try (AuditLog audit = AuditLog.create(log, "s", "r1", "ab")) {
            audit.append("file read", Map.of());
        }

        assertThat(AuditLog.verify(log))
                .containsExactly(new AuditProblem(
                        2,
                        "the log ends here without its closing entry; its end is missing or the run did not finish"));
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(log("lines", 4)));
    }

    private List<String> problems(List<String> lines) throws IOException {
        Path file = Files.writeString(directory.resolve("edited.jsonl"), String.join("\n", lines) + "\n");
        return AuditLog.verify(file).stream().map(AuditProblem::toString).toList();
    }

    private Path log(String name, int events) throws IOException {
        Path log = Files.createTempDirectory(directory, name).resolve("audit.jsonl");
        try (AuditLog audit = AuditLog.create(log, "resettle", "run-1", "0".repeat(64))) {
            for (int i = 0; i < events; i++) {
                audit.append("link decided", Map.of("subject", "päö" + i, "decision", "link", "weight", i / 7.0));
            }
            audit.seal();
        }
        return log;
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
