package org.reconlink.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.cli.QuickStart;
import org.reconlink.cli.TinyStudy;
import org.reconlink.store.StoreKey;
import org.reconlink.store.WorkingStore;

/** The short version of the kill tests; {@link KillTrials} has the long one. */
class KillsIT {
    /** At the end of each of eleven steps, then six of one study at random moments. */
    private static final int KILLS = 17;

    @TempDir
    Path folder;

    @Test
    void killedRunsEndLikeUndisturbedOnesWhenTheSameCommandIsGivenAgain() throws Exception {
        KillTrials trials = new KillTrials(TinyStudy.write(folder), folder);
        trials.run(KILLS);
        assertThat(trials.steps()).hasSize(11);
        assertThat(trials.kills()).isEqualTo(KILLS);
        assertThat(trials.differences()).isEmpty();
    }

    /** As in a container whose first process does not ask how the others ended. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aKilledProcessThatNobodyAskedForItsEndHoldsNothing() throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "\"$@\" & exec sleep 60", "bash"));
        command.addAll(acknowledging());
        Process parent = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = parent.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo("1");
            ProcessHandle holder = parent.children().findFirst().orElseThrow();
            holder.destroyForcibly();
            try (WorkingStore store = WorkingStore.open(folder.resolve("store"), StoreKey.NONE)) {
                assertThat(store.judgements().all()).isNotEmpty();
                assertThat(holder.isAlive())
                        .as("still in the list of processes")
                        .isTrue();
            }
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
        }
    }

    private List<String> acknowledging() {
        List<String> command = new ArrayList<>(QuickStart.program(AckedJudgements.class));
        command.add(folder.resolve("store").toString());
        return command;
    }

    @ParameterizedTest(name = "key \"{0}\"")
    @ValueSource(strings = {"", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"})
    void noAcknowledgedJudgementIsLostOverKills(String key) throws Exception {
        int acknowledged = 0;
        for (int kill = 1; kill <= 4; kill++) {
            ProcessBuilder acknowledging =
                    new ProcessBuilder(acknowledging()).redirectError(ProcessBuilder.Redirect.DISCARD);
            acknowledging.environment().put(StoreKey.ENVIRONMENT_VARIABLE, key);
            Process process = acknowledging.start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (int i = 0; i < 10 * kill; i++) {
                    acknowledged = Integer.parseInt(lines.readLine());
                }
                process.toHandle().destroyForcibly(); // the process itself would close its output too
                acknowledged = lines.lines().mapToInt(Integer::parseInt).reduce(acknowledged, (before, last) -> last);
                process.waitFor(); // its output may be closed a moment before its lock
            }
        }
        try (WorkingStore store = WorkingStore.open(folder.resolve("store"), StoreKey.of(key))) {
            assertThat(acknowledged).isGreaterThanOrEqualTo(100);
            assertThat(store.judgements().all())
                    .startsWith(IntStream.rangeClosed(1, acknowledged)
                            .mapToObj(AckedJudgements::judgement)
                            .toArray(org.reconlink.review.Judgement[]::new));
        }
    }
}
