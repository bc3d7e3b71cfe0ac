package org.reconlink.job;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;
import org.reconlink.offence.ClassificationCoverage;
import org.reconlink.result.KeyFigures;
import org.reconlink.result.KeyFigures.KeyFigure;
import org.reconlink.result.StudyResult;
import org.reconlink.review.Deliberation;
import org.reconlink.review.Worklist.Waiting;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;
import org.springframework.batch.core.job.JobExecution;

/**
 * How a run ended.
 *
 * @param output folder of the outputs; null unless it completed
 * @param headline what was found in two lines; empty unless it completed
 * @param figures the key figures; empty unless it completed
 * @param findings all of them, sorted
 * @param inReview participants of whom a pair awaits review
 * @param waiting how many pairs, and for whom
 * @param staleVerdicts verdicts of clerical review that no longer hold
 * @param classification how offences were classified; null unless it completed
 * @param failure what the product could not do; null if nothing, or if the input was refused
 */
public record RunReport(
        ExitCode exitCode,
        String runId,
        @Nullable Path output,
        List<String> headline,
        List<KeyFigure> figures,
        List<Finding> findings,
        long inReview,
        Waiting waiting,
        long staleVerdicts,
        @Nullable ClassificationCoverage classification,
        @Nullable Throwable failure) {
    private static final Waiting NONE = new Waiting(0, 0);

    public RunReport {
        headline = List.copyOf(headline);
        figures = List.copyOf(figures);
        findings = List.copyOf(findings);
    }

    static RunReport nothingNew(String run, Path output) {
        return new RunReport(
                ExitCode.NOTHING_NEW, run, output, List.of(), List.of(), List.of(), 0, NONE, 0, null, null);
    }

    static RunReport of(RunContext run, WorkingStore store, JobExecution execution) {
        ExitCode code = ExitCode.of(execution.getExitStatus());
        return switch (code) {
            case DONE, DONE_WITH_OPEN_CASES -> completed(run, store, code);
            case INTERRUPTED, STOPPED -> failed(run, code, List.of(), null);
            case INPUT_REJECTED -> failed(run, code, RefuseInput.findings(run, store), null);
            default -> failed(run, code, List.of(), RunEnd.failure(execution));
        };
    }

    private static RunReport completed(RunContext run, WorkingStore store, ExitCode code) {
        List<Finding> findings =
                store.findings().read(run.runId()).stream().sorted().toList();
        long inReview = LinkPersons.inDoubt(store.readLinkage(run.runId()));
        StudyResult result = StudyResults.read(run, store);
        return new RunReport(
                code,
                run.runId(),
                run.output().resolve(run.study().id()).resolve(run.runId()),
                KeyFigures.headline(result),
                KeyFigures.of(result),
                findings,
                inReview,
                Waiting.of(
                        store.reviewCases().read(run.runId()),
                        Deliberation.of(store.judgements().all())),
                store.verdictUses().read(run.runId()).stream()
                        .filter(use -> use.stale() != null)
                        .count(),
                result.classification(),
                null);
    }

    private static RunReport failed(
            RunContext run, ExitCode code, List<Finding> findings, @Nullable Throwable failure) {
        return new RunReport(
                code,
                run.runId(),
                null,
                List.of(),
                List.of(),
                findings.stream().sorted().toList(),
                0,
                NONE,
                0,
                null,
                failure);
    }

    /** Whether the run came to an end that it was not to have; one that was stopped has not come to it yet. */
    boolean isFailed() {
        return exitCode.isFailure() && !exitCode.isStop();
    }

    /** What went wrong, by the name of its class; of refused input Batch's exit status. */
    String failureName() {
        return failure == null ? exitCode.batchName() : failure.getClass().getName();
    }

    StoredRun.Status status() {
        return switch (exitCode) {
            case DONE, DONE_WITH_OPEN_CASES, NOTHING_NEW -> StoredRun.Status.COMPLETED;
            case INPUT_REJECTED -> StoredRun.Status.REJECTED;
            case UNEXPECTED, USAGE, ALREADY_RUNNING, STORAGE, INTEGRITY -> StoredRun.Status.FAILED;
            case INTERRUPTED, STOPPED -> StoredRun.Status.STOPPED;
        };
    }
}
