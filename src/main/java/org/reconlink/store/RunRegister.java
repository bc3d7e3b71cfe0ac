package org.reconlink.store;

import java.nio.file.Path;
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
}
