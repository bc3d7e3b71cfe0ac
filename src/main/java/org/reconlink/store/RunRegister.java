package org.reconlink.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The runs of a study, oldest first. */
public final class RunRegister {
    private static final String SELECT = "select run_id, study, identity, version, status, protocol, reason, started,"
            + " ended, exit_code, output from run ";

    private final JdbcTemplate jdbc;

    RunRegister(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Every run in the order in which they were first started. */
    public List<StoredRun> all() {
        return jdbc.query(SELECT + "order by started, run_id", (row, n) -> stored(row));
    }

    /** The run of that id. */
    public Optional<StoredRun> find(String id) {
        return jdbc.query(SELECT + "where run_id = ?", (row, n) -> stored(row), id).stream()
                .findFirst();
    }

    /** The versions of one identity, oldest first. */
    public List<StoredRun> versions(String identity) {
        return jdbc.query(SELECT + "where identity = ? order by version", (row, n) -> stored(row), identity);
    }

    /** Enters a run, or marks one that did not complete as running again. */
    public void begin(
            String id,
            String study,
            String identity,
            int version,
            String protocol,
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
                    protocol,
                    reason,
                    Timestamp.from(now));
        }
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
        return jdbc
                .query(
                        SELECT + "where status = 'COMPLETED' and not exists (select 1 from run_base"
                                + " where run_base.run_id = run.run_id and run_base.base = ?)"
                                + " and substring(run_id from 1 for 10) <= ?"
                                + " order by substring(run_id from 1 for 10) desc, started desc, run_id desc",
                        (row, n) -> stored(row),
                        base,
                        dataCut.toString())
                .stream()
                .findFirst();
    }

    /** Records how a run ended. */
    public void end(String id, StoredRun.Status status, int exitCode, @Nullable String output, Instant now) {
        jdbc.update(
                "update run set status = ?, exit_code = ?, output = ?, ended = ? where run_id = ?",
                status.name(),
                exitCode,
                output,
                Timestamp.from(now),
                id);
    }

    /** Records that a run's working data and outputs are to be removed, whatever becomes of the removal. */
    public void prune(String id) {
        jdbc.update("update run set status = 'PRUNED' where run_id = ?", id);
    }

    private static StoredRun stored(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended");
        int exitCode = row.getInt("exit_code");
        Integer exit = row.wasNull() ? null : Integer.valueOf(exitCode);
        return new StoredRun(
                row.getString("run_id"),
                row.getString("study"),
                row.getString("identity"),
                row.getInt("version"),
                StoredRun.Status.valueOf(row.getString("status")),
                row.getString("protocol"),
                row.getString("reason"),
                row.getTimestamp("started").toInstant(),
                ended == null ? null : ended.toInstant(),
                exit,
                row.getString("output"));
    }
}
