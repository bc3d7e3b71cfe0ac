package org.reconlink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reconlink.job.ExitCode.DONE;
import static org.reconlink.job.ExitCode.DONE_WITH_OPEN_CASES;
import static org.reconlink.job.ExitCode.INPUT_REJECTED;
import static org.reconlink.job.ExitCode.NOTHING_NEW;
import static org.reconlink.job.ExitCode.STORAGE;
import static org.reconlink.job.ExitCode.worst;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void ofSeveralRunsAFailureIsTold() {
        assertThat(worst(List.of(INPUT_REJECTED, NOTHING_NEW))).isEqualTo(INPUT_REJECTED);
        assertThat(worst(List.of(DONE_WITH_OPEN_CASES, INPUT_REJECTED))).isEqualTo(INPUT_REJECTED);
        assertThat(worst(List.of(INPUT_REJECTED, STORAGE, DONE))).isEqualTo(STORAGE);
    }

    @Test
    void nothingNewIsTheEndOnlyOfRunsThatAllHadNothingNew() {
        assertThat(worst(List.of(NOTHING_NEW, NOTHING_NEW))).isEqualTo(NOTHING_NEW);
        assertThat(worst(List.of(NOTHING_NEW, DONE))).isEqualTo(DONE);
        assertThat(worst(List.of(DONE, DONE_WITH_OPEN_CASES, NOTHING_NEW))).isEqualTo(DONE_WITH_OPEN_CASES);
        assertThat(worst(List.of())).isEqualTo(NOTHING_NEW);
    }
}
