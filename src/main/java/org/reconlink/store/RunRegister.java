package org.reconlink.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
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
