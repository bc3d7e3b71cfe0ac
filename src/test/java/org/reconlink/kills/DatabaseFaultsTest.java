package org.reconlink.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Trails;
import org.reconlink.cli.TinyStudy;
import org.reconlink.job.ExitCode;
import org.reconlink.job.Progress;
import org.reconlink.job.RunReport;
import org.reconlink.job.StopRequest;
import org.reconlink.job.StudyRun;
import org.reconlink.job.TraceFiles;
import org.reconlink.store.StoreKey;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.Study;
import org.reconlink.study.StudyReader;

/**
 * Lets the n-th operation of the database fail, runs again, and compares all outputs with those of an undisturbed run.
 *
 * <p>{@code mvn -Plong test} does so for every n, every other build for every 40th.
 */
class DatabaseFaultsTest {
    private static final int EVERY = Integer.getInteger("faults.every", 40);

    @TempDir
    Path folder;

    @Test
    void aRunWhoseDatabaseFailedEndsLikeAnUndisturbedOneWhenItIsGivenAgain() throws Exception {
        Study study = StudyReader.read(TinyStudy.write(folder));
        FailingConnections none = new FailingConnections(0);
        assertThat(run(study, folder.resolve("whole"), none)).isEqualTo(ExitCode.DONE);
        SortedMap<String, String> undisturbed = OutputTree.of(folder.resolve("whole/output"));
        List<String> differences = new ArrayList<>();
        int faults = 0;
        for (int n = 1; n <= none.operations(); n += EVERY) {
            Path place = folder.resolve("fault-" + n);
            String first = failed(study, place, new FailingConnections(n));
            ExitCode second = run(study, place, new FailingConnections(0));
            boolean complete = second == ExitCode.DONE || second == ExitCode.NOTHING_NEW;
            List<String> found = OutputTree.differences(undisturbed, OutputTree.of(place.resolve("output")));
            if (!complete || !found.isEmpty()) {
                differences.add("operation " + n + " of " + none.operations() + ": " + first + ", then " + second + ", "
                        + found);
            }
            faults++;
        }
        System.out.println("database: " + faults + " of " + none.operations() + " operations made to fail, "
                + differences.size() + " differences");
        assertThat(differences).isEmpty();
    }

    private static String failed(Study study, Path place, FailingConnections connections) {
        try {
            return run(study, place, connections).name();
        } catch (IOException | RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static ExitCode run(Study study, Path place, FailingConnections connections) throws IOException {
        StudyRun.Options options = new StudyRun.Options(
                place.resolve("work"), place.resolve("output"), null, null, "test", TraceFiles.NONE);
        StopRequest stop = new StopRequest();
        RunReport report = new StudyRun(
                        study,
                        options,
                        new Silence(),
                        stop,
                        Clock.systemUTC(),
                        work -> WorkingStore.open(work, StoreKey.NONE, connections::through))
                .run(Trails.in(place.resolve("work/tiny")));
        return report.exitCode();
    }

    /** Nobody listens. */
    private static final class Silence implements Progress {
        @Override
        public void stepStarted(String step) {}

        @Override
        public void rowsRead(String file, long rows, long expected) {}

        @Override
        public void pairsFound(Map<String, Long> byRule) {}

        @Override
        public void stepEnded(String step, String summary) {}
    }
}
