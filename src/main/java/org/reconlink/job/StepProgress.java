package org.reconlink.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Tells whoever watches the run when a step begins and, if it did what it was to do, ends. */
record StepProgress(Progress progress, Summarised work) implements StepExecutionListener {
    @Override
    public void beforeStep(StepExecution execution) {
        progress.stepStarted(execution.getStepName());
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution execution) {
        if (ExitCode.DONE.is(execution.getExitStatus())) {
            progress.stepEnded(execution.getStepName(), work.summary());
        }
        return null;
    }
}
