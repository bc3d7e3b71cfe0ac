package org.reconlink.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunIdentityTest {
    @Test
    void verdictsMakeARunAnotherAndTheirAbsenceDoesNot() {
        String identity = "ab".repeat(32);
        assertThat(RunIdentity.with(identity, "")).isEqualTo(identity);
        assertThat(RunIdentity.with(identity, "cd"))
                .hasSize(64)
                .isNotEqualTo(identity)
                .isNotEqualTo(RunIdentity.with(identity, "ce"))
                .isEqualTo(RunIdentity.with(identity, "cd"));
    }
}
