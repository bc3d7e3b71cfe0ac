package org.reconlink.store;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records of one kind, run by run, in the order in which they were written. What a process has written itself it need not
 * make of JSON again: it is kept for as long as there is memory for it.
 *
 * @param <T> a record type
 */
public final class RecordTable<T> {
    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final String table;
    private final Class<T> type;
    private final Map<String, SoftReference<List<T>>> written = new HashMap<>();

    RecordTable(JdbcTemplate jdbc, JsonMapper json, String table, Class<T> type) {
        this.jdbc = jdbc;
        this.json = json;
        this.table = table;
        this.type = type;
    }

    /** Replaces all records of the run. */
    public void replace(String run, List<? extends T> records) {
        clear(run);
        append(run, records);
    }

    /** Removes all records of the run. */
    public void clear(String run) {
        jdbc.update("delete from " + table + " where run_id = ?", run);
        written.put(run, new SoftReference<>(new ArrayList<>()));
        forgetIfRolledBack(run);
    }

    private void forgetIfRolledBack(String run) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    if (status != STATUS_COMMITTED) {
                        written.remove(run);
                    }
                }
            });
        }
    }

    /** Adds records after those that the run has. */
    public void append(String run, List<? extends T> records) {
        int next = count(run);
        List<T> known = written(run);
        if (known != null) {
            known.addAll(records);
            forgetIfRolledBack(run);
        }
        List<Object[]> rows = new ArrayList<>(BATCH);
        for (T value : records) {
            rows.add(new Object[] {run, next++, json.writeValueAsString(value)});
            if (rows.size() == BATCH) {
                insert(rows);
            }
        }
        insert(rows);
    }

    /** All records of the run in the order of writing. */
    public List<T> read(String run) {
        List<T> known = written(run);
        return known == null ? stored(run) : new ArrayList<>(known);
    }

    private @Nullable List<T> written(String run) {
        SoftReference<List<T>> known = written.get(run);
        return known == null ? null : known.get();
    }

    private List<T> stored(String run) {
        return jdbc.query(
                "select body from " + table + " where run_id = ? order by ordinal",
                (row, n) -> json.readValue(row.getString(1), type),
                run);
    }

    /** Number of records of the run. */
    public int count(String run) {
        List<T> known = written(run);
        if (known != null) {
            return known.size();
        }
        Integer n = jdbc.queryForObject("select count(*) from " + table + " where run_id = ?", Integer.class, run);
        return n == null ? 0 : n;
    }

    private void insert(List<Object[]> rows) {
        if (rows.isEmpty()) { // HSQLDB refuses an empty batch
            return;
        }
        jdbc.batchUpdate("insert into " + table + " (run_id, ordinal, body) values (?, ?, ?)", rows);
        rows.clear();
    }
}
