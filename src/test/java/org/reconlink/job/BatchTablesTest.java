package org.reconlink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Trails;
import org.reconlink.audit.AuditTrail;
import org.reconlink.cli.TinyStudy;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.StoreKey;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.StudyReader;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.CommandLineJobOperator;
import org.springframework.batch.core.launch.support.ExitCodeMapper;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.FileSystemUtils;

/** What a Batch engineer reads of a run in Spring Batch's own tables. */
class BatchTablesTest {
    @TempDir
    Path folder;

    private StopRequest stop = new StopRequest();

    /** A step's last execution. */
    private record Step(String status, String exit, long read, long filtered, long skipped, long written) {}

    @Test
    void rowsAreCountedAsReadFilteredSkippedAndWritten() throws Exception {
        Path protocol = TinyStudy.write(folder);
        Files.writeString(
                folder.resolve("participants.csv"),
                Files.readString(folder.resolve("participants.csv")) + ",Nobody,Kim,1980-02-03,,,,\n");
        Files.writeString(folder.resolve("custody.csv"), """
                Study no,From,To,Type
                T1,2014-03-01,2014-03-05,REMAND
                T9,2014-03-01,2014-03-05,REMAND
                ,2014-03-01,2014-03-05,REMAND
                """);
        Files.writeString(protocol, Files.readString(protocol).replace("\nparticipants:\n", """

                        intake:
                          rejected rows at most: 50%
                        custody:
                          file: custody.csv
                          columns: { participant id: Study no, start: From, end: To, type: Type }
                        participants:
                        """));
        assertThat(run(protocol, UnaryOperator.identity())).isEqualTo(ExitCode.DONE_WITH_OPEN_CASES);
        assertThat(step("readParticipants")).isEqualTo(new Step("COMPLETED", "COMPLETED", 2, 0, 1, 2));
        assertThat(step("readCustody")).isEqualTo(new Step("COMPLETED", "COMPLETED", 2, 1, 1, 1));
        assertThat(step("indexIdentities")).isEqualTo(new Step("COMPLETED", "COMPLETED", 4, 0, 0, 0));
        assertThat(step("collectConvictions")).isEqualTo(new Step("COMPLETED", "COMPLETED", 3, 0, 0, 3));
        assertThat(step("deriveOutcomes")).isEqualTo(new Step("COMPLETED", "COMPLETED", 2, 0, 0, 2));
        assertThat(ask("select status || ' ' || exit_code from batch_job_execution"))
                .containsExactly("COMPLETED COMPLETED_WITH_OPEN_CASES");
    }

    @Test
    void whatIdentifiesARunIsTypedAndMarkedAndTheSameAgainIsTheSameInstance() throws Exception {
        Path protocol = TinyStudy.write(folder);
        Path convictions = folder.resolve("convictions.csv");
        String whole = Files.readString(convictions);
        Files.writeString(convictions, whole + "91/10V,Rowe,Kim,1980-02-03,OF61016,2009-11-01,,GUILTY,1002\n");
        assertThat(run(protocol, UnaryOperator.identity())).isEqualTo(ExitCode.INPUT_REJECTED);
        assertThat(run(protocol, UnaryOperator.identity())).isEqualTo(ExitCode.INPUT_REJECTED);
        assertThat(ask("select exit_code || ': ' || exit_message from batch_job_execution order by job_execution_id"))
                .containsExactly(
                        "INPUT_REJECTED: more rows are rejected than the protocol accepts",
                        "INPUT_REJECTED: more rows are rejected than the protocol accepts");
        assertThat(ask("select count(*) from batch_job_instance")).containsExactly("1");
        assertThat(ask("select count(*) from batch_step_execution where step_name = 'readParticipants'"))
                .containsExactly("1");
        assertThat(ask("select count(*) from batch_step_execution where step_name = 'indexIdentities'"))
                .containsExactly("2");
        assertThat(ask("select distinct parameter_name || ' ' || parameter_type from batch_job_execution_params"
                        + " where identifying = 'Y' order by 1"))
                .containsExactly(
                        "dataCut java.time.LocalDate",
                        "identity java.lang.String",
                        "protocolSha256 java.lang.String",
                        "study java.lang.String",
                        "version java.lang.Long");
        Files.writeString(convictions, whole);
        assertThat(run(protocol, UnaryOperator.identity())).isEqualTo(ExitCode.DONE);
        assertThat(ask("select count(*) from batch_job_instance")).containsExactly("2");
    }

    @Test
    void batchsOwnRepositoryListsAndReadsTheRuns() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run(protocol, UnaryOperator.identity())).isEqualTo(ExitCode.DONE);
        try (WorkingStore store = WorkingStore.open(folder.resolve("work/tiny"), StoreKey.NONE)) {
            JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
            factory.setDataSource(store.dataSource());
            factory.setTransactionManager(new JdbcTransactionManager(store.dataSource()));
            factory.afterPropertiesSet();
            JobRepository repository = factory.getObject();
            assertThat(repository.getJobNames()).containsExactly("reconviction");
            JobExecution execution = repository.getLastJobExecution(
                    repository.getJobInstances("reconviction", 0, 10).get(0));
            assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(execution.getStepExecutions())
                    .extracting(StepExecution::getStepName)
                    .startsWith("checkInputs", "readParticipants")
                    .endsWith("publishDataset", "loadDatabase");
            JobParameters given = execution.getJobParameters();
            assertThat(given.getLocalDate("dataCut")).isEqualTo(LocalDate.of(2020, 12, 31));
            assertThat(given.getLong("version")).isEqualTo(1);
            assertThat(given.getString("account")).isEqualTo("tester");
            StoredRun registered = store.runs().latest().orElseThrow();
            assertThat(registered.id()).isEqualTo(given.getString("run"));
            assertThat(registered.output())
                    .isEqualTo(folder.resolve("output/tiny")
                            .resolve(registered.id())
                            .toString());
        }
    }

    @Test
    void aRunThatWasStoppedInAStepGoesOnBehindTheLastChunk() throws Exception {
        Path protocol = TinyStudy.write(folder);
        StringBuilder sheet = new StringBuilder(Files.readString(folder.resolve("participants.csv")));
        for (int i = 0; i < 2_500; i++) {
            sheet.append("P%d,%s,%s,%s,,,,2014-01-10%n"
                    .formatted(
                            i,
                            letters(7919 * i),
                            letters(104729 * i),
                            LocalDate.of(1950, 1, 1).plusDays(7L * i)));
        }
        Files.writeString(folder.resolve("participants.csv"), sheet);
        for (String table : List.of("participant_row", "outcome")) {
            assertThat(run(protocol, source -> stoppingAt(2, "insert into " + table + " ", source)))
                    .as(table)
                    .isEqualTo(ExitCode.STOPPED);
            stop = new StopRequest();
        }
        assertThat(run(protocol, UnaryOperator.identity())).isEqualTo(ExitCode.DONE);
        for (String step : List.of("readParticipants", "deriveOutcomes")) {
            assertThat(ask("select status || ' ' || read_count || ' ' || write_count from batch_step_execution"
                            + " where step_name = '" + step + "' order by step_execution_id"))
                    .as(step)
                    .containsExactly("STOPPED 2000 2000", "COMPLETED 502 502");
        }
        assertThat(ask("select max(ordinal) + 1 from outcome")).containsExactly("2502");
        assertThat(Files.readString(folder.resolve("output/tiny/latest")).strip())
                .isNotEmpty();
    }

    @Test
    void whenOnlyPublicationIsLeftTheExtractIsNotReadAgain() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run(protocol, source -> stoppingAt(1, "insert into quality_figure ", source)))
                .isEqualTo(ExitCode.STOPPED);
        stop = new StopRequest();
        assertThat(run(protocol, UnaryOperator.identity())).isEqualTo(ExitCode.DONE);
        assertThat(
                        ask(
                                "select step_name from batch_step_execution where job_execution_id = 0 order by step_execution_id"))
                .endsWith("estimateRate", "publishDataset");
        assertThat(ask("select step_name from batch_step_execution where job_execution_id = 1"))
                .containsExactly("loadDatabase");
    }

    @Test
    void batchsOwnOperatorRestartsWhatWasStopped() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run(protocol, source -> stoppingAt(1, "insert into outcome ", source)))
                .isEqualTo(ExitCode.STOPPED);
        try (ConfigurableApplicationContext batch = batch()) {
            JobRepository repository = batch.getBean(JobRepository.class);
            JobExecution stopped = repository.getLastJobExecution(
                    repository.getJobInstances("reconviction", 0, 10).get(0));
            assertThat(stopped.getStatus()).isEqualTo(BatchStatus.STOPPED);
            JobExecution restarted = batch.getBean(JobOperator.class).restart(stopped);
            assertThat(restarted.getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(restarted.getExitStatus().getExitCode()).isEqualTo("COMPLETED");
            assertThat(restarted.getStepExecutions())
                    .extracting(StepExecution::getStepName)
                    .startsWith("indexIdentities", "linkPersons")
                    .endsWith("publishDataset", "loadDatabase");
        }
        String run = Files.readString(folder.resolve("output/tiny/latest")).strip();
        Path output = folder.resolve("output/tiny").resolve(run).resolve("participants.csv");
        String restarted = Files.readString(output);
        assertThat(AuditTrail.read(folder.resolve("work/tiny/events.jsonl")))
                .filteredOn(event -> event.event().equals("command begun"))
                .last()
                .satisfies(event -> assertThat(event.detail("command")).isEqualTo("batch restart"));
        assertThat(run(protocol, UnaryOperator.identity())).isEqualTo(ExitCode.NOTHING_NEW);
        assertThat(Files.readString(output)).isEqualTo(restarted);
    }

    @Test
    void batchsOwnCommandLineRecoversAndRestartsWhatWasKilled() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run(protocol, source -> stoppingAt(1, "insert into outcome ", source)))
                .isEqualTo(ExitCode.STOPPED);
        in(jdbc -> jdbc.update(
                "update batch_job_execution set status = 'STARTED', exit_code = 'UNKNOWN', end_time = null"));
        in(jdbc ->
                jdbc.update("update batch_step_execution set status = 'STARTED', exit_code = 'UNKNOWN', end_time = null"
                        + " where step_name = 'deriveOutcomes'"));
        try (ConfigurableApplicationContext batch = batch()) {
            CommandLineJobOperator commands = commands(batch);
            assertThat(commands.restart(0)).as("before it is known to be gone").isEqualTo(1);
            commands.recover(0);
            assertThat(commands.restart(0)).isEqualTo(0);
        }
        assertThat(run(protocol, UnaryOperator.identity())).isEqualTo(ExitCode.NOTHING_NEW);
    }

    /** Also where the commit fails, which Batch takes for an end that nobody knows and neither recovers nor restarts. */
    @Test
    void batchsOwnCommandLineRestartsWhatFailed() throws Exception {
        Path protocol = TinyStudy.write(folder);
        for (boolean atCommit : new boolean[] {false, true}) {
            FileSystemUtils.deleteRecursively(folder.resolve("work"));
            FileSystemUtils.deleteRecursively(folder.resolve("output"));
            assertThat(run(protocol, source -> failingBehind("insert into outcome ", atCommit, source))
                            .code())
                    .isGreaterThanOrEqualTo(ExitCode.UNEXPECTED.code());
            assertThat(ask("select status from batch_job_execution")).containsExactly(atCommit ? "UNKNOWN" : "FAILED");
            try (ConfigurableApplicationContext batch = batch()) {
                CommandLineJobOperator commands = commands(batch);
                assertThat(commands.restart(0)).as("commit " + atCommit).isEqualTo(0);
                assertThat(commands.restart(0)).as("complete").isEqualTo(1);
            }
            assertThat(run(protocol, UnaryOperator.identity())).isEqualTo(ExitCode.NOTHING_NEW);
        }
    }

    @Test
    void aRunWhoseInputHasChangedIsNotRestarted() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run(protocol, source -> stoppingAt(1, "insert into outcome ", source)))
                .isEqualTo(ExitCode.STOPPED);
        Path convictions = folder.resolve("convictions.csv");
        String whole = Files.readString(convictions);
        Files.writeString(convictions, whole.replace("1015", "1002"));
        try (ConfigurableApplicationContext batch = batch()) {
            JobRepository repository = batch.getBean(JobRepository.class);
            JobExecution restarted = batch.getBean(JobOperator.class).restart(repository.getJobExecution(0));
            assertThat(restarted.getStatus()).isEqualTo(BatchStatus.FAILED);
            assertThat(repository.getJobExecution(restarted.getId()).getExitStatus())
                    .isEqualTo(new ExitStatus(
                            "USAGE",
                            "protocol, input files, key, verdicts, earlier links or the product's version are not those that"
                                    + " the run began with; 'reconlink run' makes a run of them as they are"));
            assertThat(restarted.getEndTime()).isNotNull();
        }
        Files.writeString(convictions, whole);
        try (ConfigurableApplicationContext batch = batch()) {
            assertThat(commands(batch).restart(1)).as("as they were again").isEqualTo(0);
        }
    }

    @Test
    void aRunBeganAndEndedWhenItDidWhereverItIsAskedFor() throws Exception {
        Path protocol = TinyStudy.write(folder);
        TimeZone here = TimeZone.getDefault();
        Instant before = Instant.now();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertThat(run(protocol, UnaryOperator.identity())).isEqualTo(ExitCode.DONE);
            TimeZone.setDefault(TimeZone.getTimeZone("America/Lima"));
            try (WorkingStore store = WorkingStore.open(folder.resolve("work/tiny"), StoreKey.NONE)) {
                StoredRun run = store.runs().latest().orElseThrow();
                assertThat(run.started()).isBetween(before, Instant.now());
                assertThat(run.ended()).isBetween(run.started(), Instant.now());
            }
        } finally {
            TimeZone.setDefault(here);
        }
    }

    private ConfigurableApplicationContext batch() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "study",
                        Map.of("reconlink.store", folder.resolve("work/tiny").toString())));
        context.register(StudyJobs.class);
        context.refresh();
        return context;
    }

    private static CommandLineJobOperator commands(ConfigurableApplicationContext batch) {
        CommandLineJobOperator commands = new CommandLineJobOperator(
                batch.getBean(JobOperator.class), batch.getBean(JobRepository.class), batch.getBean(JobRegistry.class));
        commands.setExitCodeMapper(batch.getBean(ExitCodeMapper.class));
        return commands;
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (char digit : String.valueOf(number).toCharArray()) {
            letters.append((char) ('a' + digit - '0'));
        }
        return letters.toString();
    }

    private ExitCode run(Path protocol, UnaryOperator<DataSource> through) throws IOException {
        StudyRun.Options options = new StudyRun.Options(
                folder.resolve("work"), folder.resolve("output"), null, null, version(), TraceFiles.NONE);
        return new StudyRun(
                        StudyReader.read(protocol),
                        options,
                        Progress.NONE,
                        stop,
                        Clock.systemUTC(),
                        work -> WorkingStore.open(work, StoreKey.NONE, through))
                .run(Trails.in(folder.resolve("work/tiny")))
                .exitCode();
    }

    private static String version() throws IOException {
        return PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"))
                .getProperty("reconlink.version");
    }

    /** Asks the run to stop when a statement is prepared for the n-th time. */
    private DataSource stoppingAt(int n, String sql, DataSource source) {
        AtomicInteger times = new AtomicInteger();
        return proxy(
                DataSource.class,
                source,
                connection -> proxy(Connection.class, connection, prepared -> prepared, (method, arguments) -> {
                    if (begins(arguments, sql) && times.incrementAndGet() == n) {
                        stop.request(ExitCode.STOPPED);
                    }
                }),
                (method, arguments) -> {});
    }

    /** Fails when a statement is prepared, or at the next commit of its connection. */
    private static DataSource failingBehind(String sql, boolean atCommit, DataSource source) {
        Set<Object> prepared = new HashSet<>();
        return proxy(
                DataSource.class,
                source,
                connection -> proxy(Connection.class, connection, other -> other, (method, arguments) -> {
                    boolean now = begins(arguments, sql) && prepared.add(sql);
                    if (atCommit ? method.equals("commit") && prepared.remove(sql) : now) {
                        throw new SQLException("made to fail");
                    }
                }),
                (method, arguments) -> {});
    }

    private static boolean begins(Object[] arguments, String sql) {
        return arguments != null
                && arguments.length > 0
                && String.valueOf(arguments[0]).startsWith(sql);
    }

    private interface Heard {
        void hear(String method, Object[] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> kind, Object real, UnaryOperator<Object> wrapped, Heard heard) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            heard.hear(method.getName(), arguments);
            try {
                Object result = method.invoke(real, arguments);
                return result instanceof Connection && kind == DataSource.class ? wrapped.apply(result) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return kind.cast(
                Proxy.newProxyInstance(BatchTablesTest.class.getClassLoader(), new Class<?>[] {kind}, handler));
    }

    private Step step(String name) {
        return in(jdbc -> jdbc.queryForObject(
                "select status, exit_code, read_count, filter_count, read_skip_count, write_count from batch_step_execution"
                        + " where step_name = ?",
                (row, n) -> new Step(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)),
                name));
    }

    private List<String> ask(String sql) {
        return in(jdbc -> jdbc.queryForList(sql, String.class));
    }

    private <T> T in(java.util.function.Function<JdbcTemplate, T> ask) {
        try (WorkingStore store = WorkingStore.open(folder.resolve("work/tiny"), StoreKey.NONE)) {
            return ask.apply(new JdbcTemplate(store.dataSource()));
        }
    }
}
