package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditLog;

class CheckpointTest {
    private static final PseudonymKey KEY = PseudonymKey.read(null, Made.KEY);

    @TempDir
    Path folder;

    private Checkpoint kept;

    @BeforeEach
    void writeARun() throws Exception {
        writeARun("r1", 3);
        kept = Checkpoint.parse(Checkpoint.of(folder, KEY).json());
    }

    private void writeARun(String run, int events) throws Exception {
        Files.deleteIfExists(folder.resolve("audit.jsonl"));
        try (AuditLog log = AuditLog.create(folder.resolve("audit.jsonl"), "s", run, "ab")) {
            for (int i = 0; i < events; i++) {
                log.append("file read", Map.of("rows_read", i));
            }
            log.seal();
        }
        new Manifest("s", run, "ab", "p.yml", "ab", KEY.id(), Map.of(), List.of()).write(folder);
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
}
