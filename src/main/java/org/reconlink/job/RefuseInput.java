package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.reconlink.intake.FindingsFile;
import org.reconlink.kernel.Finding;
import org.reconlink.publish.QualityFile;
import org.reconlink.report.QualityPage;
import org.reconlink.result.StudyResult;
import org.reconlink.result.quality.DataQuality;
import org.reconlink.store.WorkingStore;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * What a run that refused its input leaves to whoever mends it, in the study's working folder: all findings and, once rows were
 * read, the data-quality report of the files read until then.
 */
record RefuseInput(RunContext run, WorkingStore store) implements Tasklet {
    private static final String FINDINGS = "findings.csv";
    private static final String PAGE = "data-quality.html";
    private static final String FIGURES = "data-quality.csv";

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws IOException {
        Path folder = run.workFolder();
        clear(folder);
        List<Finding> findings = findings(run, store);
        FindingsFile.write(folder.resolve(FINDINGS), findings);
        contribution.incrementWriteCount(findings.size());
        String why = because(contribution.getStepExecution().getJobExecution());
        boolean anythingRead = !store.inputFiles().read(run.runId()).isEmpty();
        if (!why.isEmpty() && anythingRead) {
            writeQuality(folder, why);
        }
        return RepeatStatus.FINISHED;
    }

    private void writeQuality(Path folder, String why) throws IOException {
        StudyResult result =
                store.hasWorkingData(run.runId()) ? StudyResults.read(run, store) : StudyResults.ofInput(run, store);
        DataQuality quality = DataQuality.of(result);
        store.qualityFigures().replace(run.runId(), quality.figures());
        QualityFile.write(folder.resolve(FIGURES), quality.figures());
        QualityPage.write(
                folder.resolve(PAGE), result, run.runId(), quality, EarlierQuality.of(run.runId(), store), why);
    }

    /** The findings that the run was refused for, sorted. */
    static List<Finding> findings(RunContext run, WorkingStore store) {
        return store.findings().ofRefusal(run.runId()).stream().sorted().toList();
    }

    /** Why a step of the job refused the input. */
    static String because(JobExecution execution) {
        return execution.getStepExecutions().stream()
                .filter(step -> ExitCode.INPUT_REJECTED.is(step.getExitStatus()))
                .map(step -> step.getExitStatus().getExitDescription())
                .findFirst()
                .orElse("");
    }

    /** What an earlier refusal left is of other files than those of a run that went on. */
    static void clear(Path folder) throws IOException {
        for (String file : List.of(FINDINGS, PAGE, FIGURES)) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }
}
