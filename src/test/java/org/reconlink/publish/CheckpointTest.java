package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditLog;
import org.reconlink.audit.AuditTrail;
import org.reconlink.publish.PseudonymKey.PseudonymKeyException;

class CheckpointTest {
    private static final PseudonymKey KEY = PseudonymKey.read(null, Made.KEY);

    private static final AuditTrail.Head EVENTS = new AuditTrail.Head(7, "ab".repeat(32));
    private static final Instant NOW = Instant.parse("2026-11-29T02:14:00Z");

    @TempDir
    Path folder;

    private Checkpoint kept;

    @BeforeEach
    void writeARun() throws Exception {
        writeARun("r1", 3);
        kept = Checkpoint.parse(Checkpoint.of(folder, EVENTS, KEY, NOW).json());
    }

    private void writeARun(String run, int events) throws Exception {
        Files.deleteIfExists(folder.resolve("audit.jsonl"));
        try (AuditLog log = AuditLog.create(folder.resolve("audit.jsonl"), "s", run, "ab")) {
            for (int i = 0; i < events; i++) {
                log.append("file read", Map.of("rows_read", i));
            }
            log.seal();
        }
        new Manifest("s", run, "ab", "p.yml", "ab", KEY.id(), Map.of(), List.of())
                .write(folder, FileDigest.all(folder));
    }

    @Test
    void whatWasNotChangedFits() throws Exception {
        assertThat(kept.verify(folder, KEY)).isEmpty();
    }

    @Test
    void aLogThatWasCutOffAndMadeWholeAgainIsFound() throws Exception {
        writeARun("r1", 2);
        assertThat(AuditLog.verify(folder.resolve("audit.jsonl"))).isEmpty();
        assertThat(Manifest.verify(folder)).isEmpty();
        assertThat(kept.verify(folder, KEY))
                .containsExactly(
                        "audit.jsonl has 4 entries, the checkpoint 5",
                        "audit.jsonl is not as it was at the checkpoint",
                        "manifest.json is not as it was at the checkpoint");
    }

    @Test
    void anotherRunInItsPlaceIsFound() throws Exception {
        writeARun("r0", 3);
        assertThat(kept.verify(folder, KEY)).startsWith("this is run r0 of s, the checkpoint is of run r1 of s");
    }

    @Test
    void aCheckpointThatWasChangedIsFound() throws Exception {
        Checkpoint changed = Checkpoint.parse(kept.json().replace("\"entries\":5", "\"entries\":4"));
        assertThat(changed.verify(folder, KEY))
                .containsExactly("the checkpoint's signature does not fit; it was changed after it was signed");
        assertThat(Checkpoint.parse("hello").verify(folder, KEY))
                .containsExactly("the checkpoint was signed with another key");
    }

    @Test
    void anotherKeyIsSaidSo() throws Exception {
        PseudonymKey other = PseudonymKey.read(null, Made.KEY.replace('0', 'f'));
        assertThat(kept.verify(folder, other)).containsExactly("the checkpoint was signed with another key");
    }

    @Test
    void anAuthoritysTimeStampTellsWhenACheckpointWasThere(@TempDir Path elsewhere) throws Exception {
        Instant noon = Instant.parse("2026-11-29T12:00:00Z");
        try (TimeStampAuthority authority = new TimeStampAuthority(noon);
                TimeStampAuthority other = new TimeStampAuthority(noon)) {
            Checkpoint stamped = Checkpoint.parse(
                    kept.stamped(authority.address(), BigInteger.TEN).json());
            Set<X509Certificate> trusted =
                    TimeStamp.certificates(Files.writeString(elsewhere.resolve("root.pem"), authority.rootPem()));
            Set<X509Certificate> others =
                    TimeStamp.certificates(Files.writeString(elsewhere.resolve("other.pem"), other.rootPem()));

            assertThat(stamped.verify(folder, KEY)).isEmpty();
            TimeStamp stamp = Objects.requireNonNull(stamped.stamp());
            assertThat(stamp.at()).isEqualTo(noon);
            assertThat(stamp.authority()).isEqualTo("Invented Time Stamps");
            assertThat(stamped.stampProblems(trusted)).isEmpty();
            assertThat(stamped.stampProblems(Set.of())).isEmpty();
            assertThat(stamped.stampProblems(others))
                    .containsExactly("the time stamp is of Invented Time Stamps, whom none of the given certificates"
                            + " vouches for");
            assertThat(kept.stampProblems(trusted)).containsExactly("the checkpoint has no time stamp");

            // Whoever holds the study's key signs another state, and takes the old stamp.
            writeARun("r1", 2);
            Checkpoint forged = Checkpoint.of(folder, EVENTS, KEY, NOW);
            String moved = forged.json().replaceFirst("}$", ",\"time_stamp\":\"" + stamped.timeStamp() + "\"}");
            assertThat(Checkpoint.parse(moved).verify(folder, KEY)).isEmpty();
            assertThat(Checkpoint.parse(moved).stampProblems(trusted))
                    .containsExactly("the time stamp is not of this checkpoint");
            String broken = stamped.json().replaceFirst("\"time_stamp\":\".{8}", "\"time_stamp\":\"AAAAAAAA");
            assertThat(Checkpoint.parse(broken).stampProblems(trusted))
                    .containsExactly("the checkpoint's time stamp cannot be read");
        }
    }

    @Test
    void anAuthorityThatIsNotThereGivesNoStamp(@TempDir Path elsewhere) {
        assertThatThrownBy(() -> kept.stamped(URI.create("http://127.0.0.1:1/stamp"), BigInteger.TEN))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> TimeStamp.certificates(elsewhere.resolve("none.pem")))
                .hasMessageContaining("none.pem: there is no such file");
    }

    @Test
    void aCheckpointOfAnEarlierVersionStillFits() throws Exception {
        String fields = kept.json()
                .replaceFirst(",\"at\":\"[^\"]*\",\"algorithm\":\"[^\"]*\"", "")
                .replaceFirst(",\"signature\":.*", "");
        byte[] own = HmacSha256.of(KEY.forStudy("s"), "reconlink checkpoint 1".getBytes(UTF_8));
        String signed = HexFormat.of().formatHex(HmacSha256.of(own, (fields + "}").getBytes(UTF_8)));
        String earlier = fields + ",\"signature\":\"" + signed + "\"}";

        assertThat(Checkpoint.parse(earlier).verify(folder, KEY)).isEmpty();
    }

    @Test
    void whoMakesRunsCannotMakeACheckpointThatThePublicKeyVerifies(@TempDir Path keys) throws Exception {
        Path auditors = keys.resolve("auditor.pem");
        SigningKey signing = SigningKey.write(
                auditors, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        SigningKey open = SigningKey.readPublic(SigningKey.publicFile(auditors));
        Checkpoint signed = Checkpoint.parse(Checkpoint.of(folder, EVENTS, SigningKey.readPrivate(auditors), NOW)
                .json());

        assertThat(Files.getPosixFilePermissions(auditors)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(open.id()).isEqualTo(signing.id());
        assertThat(signed.at()).isEqualTo("2026-11-29T02:14:00Z");
        assertThat(signed.verify(folder, open)).isEmpty();
        assertThat(signed.verify(folder, KEY))
                .containsExactly("the checkpoint is signed with Ed25519: give the public key with --public-key");
        String changed = "the checkpoint's signature does not fit; it was changed after it was signed";
        for (String[] change : new String[][] {{"T02:14", "T02:15"}, {"\"entries\":5", "\"entries\":4"}}) {
            assertThat(Checkpoint.parse(signed.json().replace(change[0], change[1]))
                            .verify(folder, open))
                    .containsExactly(changed);
        }
        writeARun("r1", 2);
        assertThat(Checkpoint.of(folder, EVENTS, KEY, NOW).verify(folder, open))
                .containsExactly("the checkpoint was not signed with this key for signatures");
        SigningKey another = SigningKey.write(
                keys.resolve("insider.pem"),
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        assertThat(Checkpoint.of(folder, EVENTS, another, NOW).verify(folder, open))
                .containsExactly("the checkpoint was not signed with this key for signatures");
        assertThat(signed.verify(folder, open)).contains("audit.jsonl is not as it was at the checkpoint");
    }

    @Test
    void aSigningKeyThatOthersCanReadIsRefused() throws Exception {
        Path file = folder.resolve("key.pem");
        SigningKey.write(file, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> SigningKey.readPrivate(file))
                .hasMessageContaining("others than its owner can read or change it");
        assertThatThrownBy(() -> SigningKey.readPrivate(SigningKey.publicFile(file)))
                .isInstanceOf(PseudonymKeyException.class);
    }

    @Test
    void ofManyLinesThatOfTheRunIsTaken() throws Exception {
        String first = kept.json();
        writeARun("r2", 1);
        List<String> lines =
                List.of(first, Checkpoint.of(folder, EVENTS, KEY, NOW).json(), "");
        assertThat(Checkpoint.among(lines, folder).verify(folder, KEY)).isEmpty();
        writeARun("r1", 3);
        assertThat(Checkpoint.among(lines, folder).verify(folder, KEY)).isEmpty();
        writeARun("r3", 3);
        assertThat(Checkpoint.among(lines, folder).verify(folder, KEY))
                .contains("this is run r3 of s, the checkpoint is of run r2 of s");
    }

    @Test
    void aFolderThatDoesNotVerifyHasProblems() throws Exception {
        assertThat(Checkpoint.problems(folder)).isEmpty();
        Files.writeString(folder.resolve("added.csv"), "x");
        assertThat(Checkpoint.problems(folder)).isNotEmpty();
        Files.delete(folder.resolve("added.csv"));
        Files.writeString(folder.resolve("audit.jsonl"), "x", StandardOpenOption.APPEND);
        assertThat(Checkpoint.problems(folder)).isNotEmpty();
    }
}
