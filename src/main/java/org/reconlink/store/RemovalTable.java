package org.reconlink.store;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The logs of what was removed of a study's runs, in the order in which they were written; never changed, only added to. */
public final class RemovalTable {
    private final JdbcTemplate jdbc;

    RemovalTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the log that was written last. */
    public void append(StoredRemoval log) {
        jdbc.update(
                "insert into removal_log (ordinal, folder, name, sha256)"
                        + " select coalesce(max(ordinal), 0) + 1, ?, ?, ? from removal_log",
                log.folder(),
                log.name(),
                log.sha256());
    }

    /** All of them, the earliest first. */
    public List<StoredRemoval> all() {
        return jdbc.query(
                "select folder, name, sha256 from removal_log order by ordinal",
                (row, n) -> new StoredRemoval(row.getString(1), row.getString(2), row.getString(3)));
    }
}
