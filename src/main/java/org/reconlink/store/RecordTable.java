package org.reconlink.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records of one kind, run by run, in the order in which they were written. A row of the database has many of them, as JSON
 * that is compressed, since the database passes over each letter several times; its number is that of the last of them. What a
 * process has written itself it need not make of JSON again: it is kept for as long as there is memory for it.
 *
 * @param <T> a record type
 */
public final class RecordTable<T> {
    private static final int BATCH = 100;

    /** Bytes of JSON from which on a row has no more records. */
    private static final int ENOUGH = 200_000;

    /** What earlier versions wrote: a row for each record, as it is. */
    private static final String PLAIN = "{";

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
        List<Object[]> rows = new ArrayList<>();
        for (Iterator<? extends T> left = records.iterator(); left.hasNext(); ) {
            Packed packed = packed(left);
            next += packed.records;
            rows.add(new Object[] {run, next - 1, packed.body});
            if (rows.size() == BATCH) {
                insert(rows);
            }
        }
        insert(rows);
    }

    private record Packed(int records, String body) {}

    private Packed packed(Iterator<? extends T> left) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int records = 0;
        try (SequenceWriter to = json.writerFor(type).writeValues(new DeflaterOutputStream(bytes, deflater))) {
            do {
                to.write(left.next());
                records++;
            } while (left.hasNext() && deflater.getBytesRead() < ENOUGH);
        } finally {
            deflater.end();
        }
        return new Packed(records, Base64.getEncoder().encodeToString(bytes.toByteArray()));
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
        List<T> records = new ArrayList<>();
        jdbc.query(
                "select body from " + table + " where run_id = ? order by ordinal",
                row -> {
                    String body = row.getString(1);
                    if (body.startsWith(PLAIN)) {
                        records.add(json.readValue(body, type));
                    } else {
                        unpack(body, records);
                    }
                },
                run);
        return records;
    }

    private void unpack(String body, List<T> into) {
        InputStream bytes = new ByteArrayInputStream(Base64.getDecoder().decode(body));
        try (MappingIterator<T> records = json.readerFor(type).readValues(new InflaterInputStream(bytes))) {
            records.forEachRemaining(into::add);
        }
    }

    /** Number of records of the run. */
    public int count(String run) {
        List<T> known = written(run);
        if (known != null) {
            return known.size();
        }
        Integer n = jdbc.queryForObject(
                "select coalesce(max(ordinal) + 1, 0) from " + table + " where run_id = ?", Integer.class, run);
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
