package org.reconlink.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The runs of a study, oldest first: in the order in which they were begun, or taken up again, as the register counted them.
 * A clock that was set back changes nothing of it; those of a register that did not count yet come first, by their start.
 */
public final class RunRegister {
    private static final String SELECT =
            "select run.run_id, study, identity, version, status, protocol, reason, started,"
                    + " ended, exit_code, output from run left join run_order on run_order.run_id = run.run_id ";
    private static final String OLDEST_FIRST = "order by coalesce(ordinal, 0), started, run.run_id";

    private final JdbcTemplate jdbc;
    private final Path base;

    /** @param folder of the store; paths that an earlier version kept as they were typed start beside its work folder */
    RunRegister(JdbcTemplate jdbc, Path folder) {
        this.jdbc = jdbc;
        this.base = folder.toAbsolutePath().normalize().resolve("../..").normalize();
    }

    /** Every run, oldest first. */
    public List<StoredRun> all() {
        return jdbc.query(SELECT + OLDEST_FIRST, (row, n) -> stored(row));
    }

    /** The complete runs, that of the latest data cut last and of one data cut the newest last. */
    public List<StoredRun> complete() {
        return all().stream()
                .filter(run -> run.status() == StoredRun.Status.COMPLETED)
                .sorted(Comparator.comparing(StoredRun::dataCut))
                .toList();
    }

    /** The newest complete run of the latest data cut: a run over an older extract never takes its place. */
    public Optional<StoredRun> latest() {
        return complete().stream().reduce((first, second) -> second);
    }

    /** The run of that id. */
    public Optional<StoredRun> find(String id) {
        return jdbc.query(SELECT + "where run.run_id = ?", (row, n) -> stored(row), id).stream()
                .findFirst();
    }

    /** The versions of one identity, oldest first. */
    public List<StoredRun> versions(String identity) {
        return jdbc.query(SELECT + "where identity = ? order by version", (row, n) -> stored(row), identity);
    }

    /** Enters a run, or marks one that did not complete as running again; either way it is now the newest. */
    public void begin(
            String id,
            String study,
            String identity,
            int version,
            Path protocol,
            @Nullable String reason,
            Instant now) {
        int again =
                jdbc.update("update run set status = 'RUNNING', ended = null, exit_code = null where run_id = ?", id);
        if (again == 0) {
            jdbc.update(
                    "insert into run (run_id, study, identity, version, status, protocol, reason, started)"
                            + " values (?, ?, ?, ?, 'RUNNING', ?, ?, ?)",
                    id,
                    study,
                    identity,
                    version,
                    absolute(protocol),
                    reason,
                    Timestamp.from(now));
        }
        Integer last = jdbc.queryForObject("select coalesce(max(ordinal), 0) from run_order", Integer.class);
        jdbc.update("delete from run_order where run_id = ?", id);
        jdbc.update("insert into run_order (run_id, ordinal) values (?, ?)", id, (last == null ? 0 : last) + 1);
    }

    /**
     * Records what a run stands on.
     *
     * @param base the run's identity but for the links of an earlier run
     * @param earlier the run whose links it was given; null if there is none
     */
    public void recordBase(String id, String base, @Nullable String earlier) {
        jdbc.update("delete from run_base where run_id = ?", id);
        jdbc.update("insert into run_base (run_id, base, earlier_run) values (?, ?, ?)", id, base, earlier);
    }

    /** The run whose links the run was given. */
    public Optional<String> earlierRun(String id) {
        return jdbc
                .queryForList(
                        "select earlier_run from run_base where run_id = ? and earlier_run is not null",
                        String.class,
                        id)
                .stream()
                .findFirst();
    }

    /**
     * Records the study's last run before this one, unless it is recorded: a run that is taken up again keeps what was the
     * last when it first began.
     *
     * @param last null if there was none
     */
    public void recordLastRun(String id, @Nullable String last) {
        Integer recorded = jdbc.queryForObject("select count(*) from run_last where run_id = ?", Integer.class, id);
        if (recorded == null || recorded == 0) {
            jdbc.update("insert into run_last (run_id, last_run) values (?, ?)", id, last);
        }
    }

    /** The study's last run when the run first began. */
    public Optional<String> lastRun(String id) {
        return jdbc
                .queryForList(
                        "select last_run from run_last where run_id = ? and last_run is not null", String.class, id)
                .stream()
                .findFirst();
    }

    /** Records the data cut that a run was given in place of the protocol's; null if it was not. */
    public void recordDataCut(String id, @Nullable LocalDate dataCut) {
        jdbc.update("delete from run_data_cut where run_id = ?", id);
        if (dataCut != null) {
            jdbc.update("insert into run_data_cut (run_id, data_cut) values (?, ?)", id, dataCut.toString());
        }
    }

    /** The data cut that the run was given in place of the protocol's. */
    public Optional<LocalDate> dataCut(String id) {
        return jdbc.queryForList("select data_cut from run_data_cut where run_id = ?", String.class, id).stream()
                .map(LocalDate::parse)
                .findFirst();
    }

    /**
     * The last complete run on another base, so that a run made again stands on what it stood on before; of runs with another
     * data cut that of the nearest before, whenever it was made, since a run's id starts with its data cut.
     */
    public Optional<StoredRun> lastOnAnotherBase(String base, LocalDate dataCut) {
        List<String> onBase = jdbc.queryForList("select run_id from run_base where base = ?", String.class, base);
        return complete().stream()
                .filter(run -> !onBase.contains(run.id()) && !run.dataCut().isAfter(dataCut))
                .reduce((first, second) -> second);
    }

    /** Records how a run ended. */
    public void end(String id, StoredRun.Status status, int exitCode, @Nullable Path output, Instant now) {
        jdbc.update(
                "update run set status = ?, exit_code = ?, output = ?, ended = ? where run_id = ?",
                status.name(),
                exitCode,
                output == null ? null : absolute(output),
                Timestamp.from(now),
                id);
    }

    /** Records that a run's working data and outputs are to be removed, whatever becomes of the removal. */
    public void prune(String id) {
        jdbc.update("update run set status = 'PRUNED' where run_id = ?", id);
    }

    /** A command can be given from anywhere: what was typed leads to the same place only from where it was typed. */
    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private StoredRun stored(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended");
        int exitCode = row.getInt("exit_code");
        String output = row.getString("output");
        Integer exit = row.wasNull() ? null : Integer.valueOf(exitCode);
        return new StoredRun(
                row.getString("run_id"),
                row.getString("study"),
                row.getString("identity"),
                row.getInt("version"),
                StoredRun.Status.valueOf(row.getString("status")),
                absolute(base.resolve(row.getString("protocol"))),
                row.getString("reason"),
                row.getTimestamp("started").toInstant(),
                ended == null ? null : ended.toInstant(),
                exit,
                output == null ? null : absolute(base.resolve(output)));
    }
}
