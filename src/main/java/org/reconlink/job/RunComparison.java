package org.reconlink.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.publish.Pseudonyms;
import org.reconlink.result.RunChanges;
import org.reconlink.result.RunChanges.LastRun;
import org.reconlink.store.WorkingStore;

/** What runs made, for comparisons of two. */
final class RunComparison {
    private RunComparison() {}

    /** What differs between two runs whose working data are kept. */
    static RunChanges between(String before, String now, WorkingStore store) {
        return RunChanges.between(made(before, store), made(now, store));
    }

    /** The study's last run, as it was recorded when the run began. */
    static LastRun last(RunContext run, WorkingStore store) {
        String last = store.runs().lastRun(run.runId()).orElse(null);
        if (last == null) {
            return LastRun.NONE;
        }
        if (!store.hasWorkingData(last)) {
            return LastRun.notKept(last);
        }
        return new LastRun(last, between(last, run.runId(), store), pseudonyms(List.of(last, run.runId()), run, store));
    }

    private static Map<ParticipantId, String> pseudonyms(List<String> runs, RunContext run, WorkingStore store) {
        List<ParticipantId> ids = new ArrayList<>();
        runs.forEach(id ->
                store.participants().read(id).stream().map(Participant::id).forEach(ids::add));
        return new Pseudonyms(run.key(), run.study().id()).of(ids);
    }

    private static RunChanges.Made made(String run, WorkingStore store) {
        return new RunChanges.Made(
                store.readLinkage(run).decisions(),
                store.outcomes().read(run),
                store.publishedCells().read(run),
                store.inputFiles().read(run));
    }
}
