package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.store.RunRegister;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.Study;
import org.reconlink.study.StudyReader;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.DefaultJobParametersValidator;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersValidator;
import org.springframework.batch.core.launch.support.ExitCodeMapper;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;

/**
 * The runs of one study for Spring Batch's own tools: with this class as the job's configuration, {@code CommandLineJobOperator}
 * or a program with the beans {@code JobOperator} and {@code JobRepository} lists, reads, recovers and restarts them. The property
 * {@value #STORE} names the study's folder of working data, {@value #OPERATOR} who is at work. Only a process that has the store to
 * itself can do so: another one's run is stopped by a signal to it.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({DataSourceTransactionManagerAutoConfiguration.class, BatchJdbcAutoConfiguration.class})
@Import(MapJobRegistry.class)
@PropertySource("classpath:application.properties")
public class StudyJobs {
    static final String STORE = "reconlink.store";
    static final String OPERATOR = "reconlink.operator";

    @Bean
    WorkingStore store(ConfigurableApplicationContext context) {
        Path folder = folder(context.getEnvironment());
        if (!WorkingStore.exists(folder)) {
            throw new IllegalArgumentException("no study has run in the folder that " + STORE + " names: " + folder);
        }
        context.registerShutdownHook(); // Batch's command line leaves the context open
        return WorkingStore.openForRun(folder);
    }

    private static Path folder(Environment settings) {
        return Path.of(settings.getRequiredProperty(STORE)).toAbsolutePath().normalize();
    }

    @Bean(destroyMethod = "")
    DataSource dataSource(WorkingStore store) {
        return store.dataSource();
    }

    @Bean(destroyMethod = "stop")
    Restart reconviction(WorkingStore store, JobRepository runs, Environment settings) {
        AuditTrail.Author author = new AuditTrail.Author(
                System.getProperty("user.name", ""),
                settings.getProperty(OPERATOR),
                settings.getRequiredProperty("reconlink.version"));
        // whoever is here has the store alone, so that nothing else can say how a run ended
        for (JobInstance run : runs.getJobInstances(ReconvictionJob.NAME, 0, Integer.MAX_VALUE)) {
            JobExecution last = runs.getLastJobExecution(run);
            if (last != null) {
                StudyRun.Launch.settle(last, runs);
            }
        }
        return new Restart(store, runs, folder(settings), author);
    }

    @Bean
    ExitCodeMapper exitCodes() {
        return exit -> ExitCode.of(exit).code();
    }

    /** The job of a run that was begun: what it was given, its parameters say. */
    static final class Restart implements Job {
        private static final long PATIENCE_MILLIS = 60_000;

        private final WorkingStore store;
        private final JobRepository runs;
        private final Path folder;
        private final AuditTrail.Author author;
        private volatile @Nullable StopRequest underWay;

        Restart(WorkingStore store, JobRepository runs, Path folder, AuditTrail.Author author) {
            this.store = store;
            this.runs = runs;
            this.folder = folder;
            this.author = author;
        }

        @Override
        public String getName() {
            return ReconvictionJob.NAME;
        }

        /** What a run has that was begun; without it there is nothing to go on with. */
        @Override
        public JobParametersValidator getJobParametersValidator() {
            return new DefaultJobParametersValidator(
                    new String[] {RunRegister.RUN, RunRegister.IDENTITY, RunRegister.PROTOCOL, RunRegister.OUTPUT},
                    new String[0]);
        }

        @Override
        public void execute(JobExecution execution) {
            StopRequest stop = new StopRequest();
            underWay = stop;
            try {
                AuditTrail trail = AuditTrail.begin(
                        folder,
                        Map.of("study", String.valueOf(folder.getFileName()), "earlier_runs", true),
                        author,
                        Clock.systemUTC(),
                        "batch restart",
                        Map.of("job_execution", execution.getId()));
                ExitCode code = ExitCode.UNEXPECTED;
                try {
                    code = goOn(execution, stop, trail);
                } finally {
                    trail.end(code.code(), code.meaning());
                }
            } catch (IOException | RuntimeException e) {
                execution.setStatus(BatchStatus.FAILED);
                execution.addFailureException(e);
                execution.setExitStatus(
                        e instanceof StudyRun.ChangedException
                                ? ExitCode.USAGE.status(String.valueOf(e.getMessage()))
                                : RunEnd.of(e).status(e.getClass().getName()));
                if (execution.getEndTime() == null) {
                    execution.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
                }
                runs.update(execution);
            } finally {
                stop.ended();
                underWay = null;
            }
        }

        private ExitCode goOn(JobExecution execution, StopRequest stop, AuditTrail trail) throws IOException {
            JobParameters given = execution.getJobParameters();
            LocalDate dataCut = given.getLocalDate(RunRegister.GIVEN_DATA_CUT);
            Study study = StudyReader.read(path(given, RunRegister.PROTOCOL), dataCut);
            if (!study.id().equals(String.valueOf(folder.getFileName()))) {
                throw new StudyRun.ChangedException("the run's protocol is now another study's");
            }
            StudyRun.Options options = new StudyRun.Options(
                    Objects.requireNonNull(folder.getParent()),
                    path(given, RunRegister.OUTPUT),
                    given.getString(RunRegister.REASON),
                    System.getenv("RECONLINK_KEY"),
                    author.version(),
                    TraceFiles.NONE);
            return new StudyRun(study, options, Progress.NONE, stop, Clock.systemUTC())
                    .goOn(store, execution, trail)
                    .exitCode();
        }

        private static Path path(JobParameters given, String name) {
            return Path.of(Objects.requireNonNull(given.getString(name)));
        }

        /** At the end of the process: a run stops where it can go on later, before its store is closed. */
        void stop() throws InterruptedException {
            StopRequest stop = underWay;
            if (stop != null) {
                stop.request(ExitCode.STOPPED);
                stop.awaitEnd(PATIENCE_MILLIS);
            }
        }
    }
}
