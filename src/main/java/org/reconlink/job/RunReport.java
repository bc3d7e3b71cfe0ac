package org.reconlink.job;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.IntakeException;
import org.reconlink.kernel.Finding;
import org.reconlink.offence.ClassificationCoverage;
import org.reconlink.publish.PseudonymKeyException;
import org.reconlink.result.KeyFigure;
import org.reconlink.result.KeyFigures;
import org.reconlink.result.StudyResult;
import org.reconlink.review.Deliberation;
import org.reconlink.review.Waiting;
import org.reconlink.store.StoredRun;
import org.reconlink.store.WorkingStore;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;

/**
 * How a run ended.
 *
 * @param output folder of the outputs; null unless it completed
 * @param figures the key figures; empty unless it completed
 * @param findings all of them, sorted
 * @param inReview participants of whom a pair awaits review
 * @param waiting how many pairs, and for whom
 * @param staleVerdicts verdicts of clerical review that no longer hold
 * @param classification how offences were classified; null unless it completed
 * @param failure what went wrong; null if nothing did
 */
public record RunReport(
        ExitCode exitCode,
        String runId,
        @Nullable Path output,
        List<KeyFigure> figures,
        List<Finding> findings,
        long inReview,
        Waiting waiting,
        long staleVerdicts,
        @Nullable ClassificationCoverage classification,
        @Nullable Throwable failure) {
    private static final Waiting NONE = new Waiting(0, 0);

    public RunReport {
        figures = List.copyOf(figures);
        findings = List.copyOf(findings);
    }

    static RunReport nothingNew(String run, Path output) {
        return new RunReport(ExitCode.NOTHING_NEW, run, output, List.of(), List.of(), 0, NONE, 0, null, null);
    }

    static RunReport of(RunContext run, WorkingStore store, JobExecution execution) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            return completed(run, store);
        }
        if (execution.getStatus() == BatchStatus.STOPPED) {
            return failed(run, ExitCode.STOPPED, List.of(), null);
        }
        Throwable failure = execution.getAllFailureExceptions().isEmpty()
                ? new IllegalStateException("the run ended as " + execution.getStatus())
                : execution.getAllFailureExceptions().get(0);
        return failed(run, failure);
    }

    private static RunReport completed(RunContext run, WorkingStore store) {
        List<Finding> findings =
                store.findings().read(run.runId()).stream().sorted().toList();
        long inReview = LinkPersons.inDoubt(store.readLinkage(run.runId()));
        StudyResult result = StudyResults.read(run, store);
        boolean rejected = findings.stream().anyMatch(f -> f.severity() == Finding.Severity.REJECTED);
        return new RunReport(
                rejected || inReview > 0 ? ExitCode.DONE_WITH_OPEN_CASES : ExitCode.DONE,
                run.runId(),
                run.output().resolve(run.study().id()).resolve(run.runId()),
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

    /** Batch may wrap what a reader threw, so the cause decides. */
    private static RunReport failed(RunContext run, Throwable failure) {
        boolean storage = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputRejectedException rejected) {
                return failed(run, ExitCode.INPUT_REJECTED, rejected.findings(), cause);
            }
            if (cause instanceof IntakeException unusable) {
                return failed(run, ExitCode.INPUT_REJECTED, unusable.findings(), cause);
            }
            if (cause instanceof PseudonymKeyException) {
                return failed(run, ExitCode.USAGE, List.of(), cause);
            }
            storage |= StorageFailure.is(cause) || cause instanceof OutOfMemoryError;
        }
        return failed(run, storage ? ExitCode.STORAGE : ExitCode.UNEXPECTED, List.of(), failure);
    }

    private static RunReport failed(
            RunContext run, ExitCode code, List<Finding> findings, @Nullable Throwable failure) {
        return new RunReport(
                code, run.runId(), null, List.of(), findings.stream().sorted().toList(), 0, NONE, 0, null, failure);
    }

    StoredRun.Status status() {
        return switch (exitCode) {
            case DONE, DONE_WITH_OPEN_CASES, NOTHING_NEW -> StoredRun.Status.COMPLETED;
            case INPUT_REJECTED -> StoredRun.Status.REJECTED;
            case UNEXPECTED, USAGE, ALREADY_RUNNING, STORAGE, INTEGRITY -> StoredRun.Status.FAILED;
            case STOPPED -> StoredRun.Status.STOPPED;
        };
    }
}
