package org.reconlink.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The runs of a study as Spring Batch's own tables have them, oldest first: in the order in which they were begun, or taken up
 * again. A run is a job instance, and how it stands what its last execution says; what it was given are job parameters. Batch has
 * no word for a run whose data were removed and keeps times without a zone: these two have tables beside its own.
 */
public final class RunRegister {
    // names of job parameters
    public static final String STUDY = "study";
    public static final String PROTOCOL_SHA256 = "protocolSha256";
    public static final String DATA_CUT = "dataCut";
    /** SHA-256 over everything that a run stands on. */
    public static final String IDENTITY = "identity";

    public static final String VERSION = "version";
    public static final String RUN = "run";
    public static final String PROTOCOL = "protocol";
    public static final String REASON = "reason";
    /** Folder of all outputs. */
    public static final String OUTPUT = "output";
    /** The data cut again, if it was given in place of the protocol's. */
    public static final String GIVEN_DATA_CUT = "givenDataCut";
    /** The run's identity but for the links of an earlier run. */
    public static final String BASE = "base";
    /** The run whose links it was given. */
    public static final String EARLIER_RUN = "earlierRun";
    /** The study's last run when it first began. */
    public static final String LAST_RUN = "lastRun";

    private static final String EXECUTIONS =
            "select e.job_execution_id, e.create_time, e.start_time, e.end_time, e.status, e.exit_code, p.job_instance_id,"
                    + " t.started, t.ended from batch_job_execution e"
                    + " left join run_pruned p on p.job_instance_id = e.job_instance_id"
                    + " left join run_time t on t.job_execution_id = e.job_execution_id"
                    + " order by e.job_execution_id";
    private static final String PARAMETERS =
            "select job_execution_id, parameter_name, parameter_value from batch_job_execution_params";

    private final JdbcTemplate jdbc;

    RunRegister(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A run with all that it was given. */
    private record Registered(StoredRun run, Map<String, String> given) {}

    /** Every run, oldest first. */
    public List<StoredRun> all() {
        return registered().stream().map(Registered::run).toList();
    }

    /** The complete runs, that of the latest data cut last and of one data cut the newest last. */
    public List<StoredRun> complete() {
        return completed(registered()).stream().map(Registered::run).toList();
    }

    private static List<Registered> completed(Collection<Registered> runs) {
        return runs.stream()
                .filter(one -> one.run.status() == StoredRun.Status.COMPLETED)
                .sorted(Comparator.comparing(one -> one.run.dataCut()))
                .toList();
    }

    /** The newest complete run of the latest data cut: a run over an older extract never takes its place. */
    public Optional<StoredRun> latest() {
        return complete().stream().reduce((first, second) -> second);
    }

    /** The run of that id. */
    public Optional<StoredRun> find(String id) {
        return all().stream().filter(run -> run.id().equals(id)).findFirst();
    }

    /** The versions of one identity, oldest first. */
    public List<StoredRun> versions(String identity) {
        return all().stream()
                .filter(run -> run.identity().equals(identity))
                .sorted(Comparator.comparingInt(StoredRun::version))
                .toList();
    }

    /** The run whose links the run was given. */
    public Optional<String> earlierRun(String id) {
        return given(id, EARLIER_RUN);
    }

    /** The study's last run when the run first began. */
    public Optional<String> lastRun(String id) {
        return given(id, LAST_RUN);
    }

    /** The data cut that the run was given in place of the protocol's. */
    public Optional<LocalDate> dataCut(String id) {
        return given(id, GIVEN_DATA_CUT).map(LocalDate::parse);
    }

    private Optional<String> given(String id, String name) {
        return registered().stream()
                .filter(one -> one.run.id().equals(id))
                .findFirst()
                .map(one -> one.given.get(name));
    }

    /**
     * The last complete run on another base, so that a run made again stands on what it stood on before; of runs with another
     * data cut that of the nearest before, whenever it was made, since a run's id starts with its data cut.
     */
    public Optional<StoredRun> lastOnAnotherBase(String base, LocalDate dataCut) {
        return completed(registered()).stream()
                .filter(one ->
                        !base.equals(one.given.get(BASE)) && !one.run.dataCut().isAfter(dataCut))
                .map(Registered::run)
                .reduce((first, second) -> second);
    }

    /** Records that a run's working data and outputs are to be removed, whatever becomes of the removal. */
    public void prune(String id) {
        jdbc.update(
                "insert into run_pruned (job_instance_id) select max(e.job_instance_id) from batch_job_execution e"
                        + " join batch_job_execution_params p on p.job_execution_id = e.job_execution_id"
                        + " where p.parameter_name = '" + RUN + "' and p.parameter_value = ?"
                        + " and e.job_instance_id not in (select job_instance_id from run_pruned)"
                        + " having max(e.job_instance_id) is not null",
                id);
    }

    /** Keeps when an execution began, which Batch tells without a time zone. */
    public void began(long execution, Instant at) {
        jdbc.update("insert into run_time (job_execution_id, started) values (?, ?)", execution, utc(at));
    }

    /** Keeps when an execution ended. */
    public void ended(long execution, Instant at) {
        jdbc.update("update run_time set ended = ? where job_execution_id = ?", utc(at), execution);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private record Execution(
            long id, @Nullable Instant started, @Nullable Instant ended, String status, String exit, boolean pruned) {}

    private Collection<Registered> registered() {
        Map<Long, Map<String, String>> given = new HashMap<>();
        jdbc.query(PARAMETERS, row -> {
            given.computeIfAbsent(row.getLong(1), id -> new HashMap<>()).put(row.getString(2), row.getString(3));
        });
        Map<String, List<Execution>> tries = new LinkedHashMap<>();
        List<Execution> executions = jdbc.query(
                EXECUTIONS,
                (row, n) -> new Execution(
                        row.getLong(1),
                        time(
                                row.getObject(8, OffsetDateTime.class),
                                row.getTimestamp(3) == null ? row.getTimestamp(2) : row.getTimestamp(3)),
                        time(row.getObject(9, OffsetDateTime.class), row.getTimestamp(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7) != null));
        for (Execution execution : executions) {
            Map<String, String> parameters = given.getOrDefault(execution.id, Map.of());
            String run = parameters.get(RUN);
            if (run != null && parameters.containsKey(IDENTITY)) {
                List<Execution> before = tries.remove(run);
                List<Execution> all = before == null ? new ArrayList<>() : before;
                all.add(execution);
                tries.put(run, all); // a run that is taken up again is now the newest
            }
        }
        List<Registered> runs = new ArrayList<>();
        tries.forEach((id, all) -> {
            Execution last = all.get(all.size() - 1);
            Map<String, String> of = Objects.requireNonNull(given.get(last.id));
            all.forEach(one -> reason(given, one).ifPresent(reason -> of.put(REASON, reason)));
            runs.add(new Registered(stored(id, of, all.get(0), last), of));
        });
        return runs;
    }

    /** A run that was forced may be taken up again by somebody who does not say why. */
    private static Optional<String> reason(Map<Long, Map<String, String>> given, Execution one) {
        return Optional.ofNullable(given.getOrDefault(one.id, Map.of()).get(REASON));
    }

    private static StoredRun stored(String id, Map<String, String> given, Execution first, Execution last) {
        StoredRun.Status status = status(last);
        String study = given.getOrDefault(STUDY, "");
        boolean open = status == StoredRun.Status.RUNNING;
        boolean published = last.status.equals("COMPLETED");
        return new StoredRun(
                id,
                study,
                given.getOrDefault(IDENTITY, ""),
                Integer.parseInt(given.getOrDefault(VERSION, "1")),
                status,
                given.getOrDefault(PROTOCOL, ""),
                given.get(REASON),
                Objects.requireNonNull(first.started),
                open ? null : last.ended,
                open ? null : last.exit,
                published
                        ? Path.of(given.getOrDefault(OUTPUT, ""))
                                .resolve(study)
                                .resolve(id)
                                .toString()
                        : null);
    }

    private static StoredRun.Status status(Execution execution) {
        if (execution.pruned) {
            return StoredRun.Status.PRUNED;
        }
        return switch (execution.status) {
            case "COMPLETED" -> StoredRun.Status.COMPLETED;
            case "STOPPING", "STOPPED" -> StoredRun.Status.STOPPED;
            case "STARTING", "STARTED" -> StoredRun.Status.RUNNING;
            default -> execution.exit.equals("INPUT_REJECTED") ? StoredRun.Status.REJECTED : StoredRun.Status.FAILED;
        };
    }

    /** Batch keeps times as the clock on the wall shows them: where there is nothing else they are taken for this machine's. */
    private static @Nullable Instant time(@Nullable OffsetDateTime kept, @Nullable Timestamp wall) {
        if (kept != null) {
            return kept.toInstant();
        }
        return wall == null
                ? null
                : wall.toLocalDateTime().atZone(ZoneId.systemDefault()).toInstant();
    }

    /**
     * The register of runs of versions up to 0.1.0, which had tables of its own beside Spring Batch's. What it knew of a run becomes
     * parameters of the run's last job execution, once, and its tables are dropped; a run that ended before Batch began is forgotten.
     */
    static final class EarlierRegister {
        private static final List<String> TABLES = List.of("run", "run_order", "run_base", "run_last", "run_data_cut");
        private static final Map<Integer, String> EXITS = Map.of(
                0, "COMPLETED",
                1, "FAILED",
                2, "USAGE",
                3, "INPUT_REJECTED",
                4, "COMPLETED_WITH_OPEN_CASES",
                7, "STORAGE",
                143, "STOPPED");
        private static final String RUNS = "select run.*, base, earlier_run, last_run, data_cut from run"
                + " left join run_base on run_base.run_id = run.run_id left join run_last on run_last.run_id = run.run_id"
                + " left join run_data_cut on run_data_cut.run_id = run.run_id";

        private final JdbcTemplate jdbc;
        private final Path base;

        /** @param folder of the store; paths that an earlier version kept as they were typed start beside its work folder */
        EarlierRegister(JdbcTemplate jdbc, Path folder) {
            this.jdbc = jdbc;
            this.base = folder.toAbsolutePath().normalize().resolve("../..").normalize();
        }

        /** Moves what there is; a process that ends meanwhile leaves it to the next. */
        void move() {
            Integer there = jdbc.queryForObject(
                    "select count(*) from information_schema.tables where table_name = 'RUN'", Integer.class);
            if (there == null || there == 0) {
                return;
            }
            for (String table : List.of(
                    "run_base (run_id varchar(100) primary key, base varchar(64), earlier_run varchar(100))",
                    "run_last (run_id varchar(100) primary key, last_run varchar(100))",
                    "run_data_cut (run_id varchar(100) primary key, data_cut varchar(10))")) {
                jdbc.execute("create table if not exists " + table); // the earliest versions had not all of them
            }
            jdbc.query(RUNS, (RowCallbackHandler) this::move);
            TABLES.forEach(table -> jdbc.execute("drop table if exists " + table));
        }

        private void move(ResultSet row) throws SQLException {
            String run = row.getString("run_id");
            Long execution = jdbc.queryForObject(
                    "select max(job_execution_id) from batch_job_execution_params where parameter_name = '"
                            + RunRegister.RUN + "' and parameter_value = ?",
                    Long.class,
                    run);
            if (execution == null) {
                return;
            }
            jdbc.update(
                    "delete from batch_job_execution_params where job_execution_id = ? and parameter_name <> '"
                            + RunRegister.RUN + "'",
                    execution);
            add(execution, RunRegister.STUDY, row.getString("study"));
            add(execution, RunRegister.IDENTITY, row.getString("identity"));
            add(execution, RunRegister.VERSION, row.getString("version"));
            add(execution, RunRegister.PROTOCOL, absolute(row.getString("protocol")));
            add(execution, RunRegister.REASON, row.getString("reason"));
            add(execution, RunRegister.GIVEN_DATA_CUT, row.getString("data_cut"));
            add(execution, RunRegister.BASE, row.getString("base"));
            add(execution, RunRegister.EARLIER_RUN, row.getString("earlier_run"));
            add(execution, RunRegister.LAST_RUN, row.getString("last_run"));
            String output = row.getString("output");
            add(execution, RunRegister.OUTPUT, output == null ? null : absolute(output + "/../.."));
            int exit = row.getInt("exit_code");
            if (!row.wasNull()) {
                jdbc.update(
                        "update batch_job_execution set exit_code = ? where job_execution_id = ?",
                        EXITS.getOrDefault(exit, "FAILED"),
                        execution);
            }
            if ("PRUNED".equals(row.getString("status"))) {
                jdbc.update(
                        "merge into run_pruned using (select job_instance_id i from batch_job_execution where job_execution_id = ?)"
                                + " on job_instance_id = i when not matched then insert values (i)",
                        execution);
            }
        }

        private void add(long execution, String name, @Nullable String value) {
            if (value != null) {
                jdbc.update(
                        "insert into batch_job_execution_params values (?, ?, 'java.lang.String', ?, 'N')",
                        execution,
                        name,
                        value);
            }
        }

        private String absolute(String path) {
            return base.resolve(path).toAbsolutePath().normalize().toString();
        }
    }

    /**
     * One entry of the register of runs.
     *
     * @param identity SHA-256 over study, protocol, inputs, code version, verdicts and the links of an earlier run: the same identity is the same run
     * @param version 1, and one more for each time the same run was forced
     * @param reason why it was forced; null for version 1
     * @param protocol the file's absolute path
     * @param ended null while it runs, or if it was killed
     * @param exitStatus what Batch keeps of how it ended; null until it ended
     * @param output folder of the outputs, absolute; null unless it completed
     */
    public record StoredRun(
            String id,
            String study,
            String identity,
            int version,
            Status status,
            String protocol,
            @Nullable String reason,
            Instant started,
            @Nullable Instant ended,
            @Nullable String exitStatus,
            @Nullable String output) {
        private static final int DATE = 10;

        /** What a run's id starts with. */
        public LocalDate dataCut() {
            return LocalDate.parse(id.substring(0, Math.min(DATE, id.length())));
        }

        /** Where a run stands. */
        public enum Status {
            RUNNING,
            COMPLETED,
            REJECTED,
            FAILED,
            /** By a signal; it goes on when the same command is given again. */
            STOPPED,
            /** Its working data and outputs were removed on demand. */
            PRUNED
        }
    }
}
