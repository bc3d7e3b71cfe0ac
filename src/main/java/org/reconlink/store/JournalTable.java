package org.reconlink.store;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.review.Judgement;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came in clerical review, in the order in which it came; never changed, only added to, and in the journal before it is in
 * the database. Of a store that was opened to read it is only in the journal, until the next who has the store takes it from there.
 *
 * @param <T> what came together, all of it or nothing: it is one row
 */
public final class JournalTable<T> {
    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final VerdictJournal journal;
    private final boolean writes;
    private final String name;
    private final Class<T> type;

    /** @param writes whether the database can be written */
    JournalTable(
            JdbcTemplate jdbc, JsonMapper json, VerdictJournal journal, boolean writes, String name, Class<T> type) {
        this.writes = writes;
        this.jdbc = jdbc;
        this.json = json;
        this.journal = journal;
        this.name = name;
        this.type = type;
    }

    /** Adds what came in together. */
    public void append(T entry) {
        append(all -> entry);
    }

    /** Adds what is made of all that came in, while nobody else can add anything; nothing if that is null. */
    public void append(Function<List<T>, @Nullable T> make) {
        if (journal.bodies(name).isEmpty()) {
            settle(); // with a database from before there was a journal
        }
        journal.append(name, written -> {
            T entry = make.apply(read(written));
            return entry == null ? null : json.writeValueAsString(entry);
        });
        if (writes) {
            Integer stored = jdbc.queryForObject("select count(*) from " + name, Integer.class);
            List<String> written = journal.bodies(name);
            written.subList(stored == null ? 0 : stored, written.size()).forEach(this::insert);
        }
    }

    /** All of them, the earliest first. */
    public List<T> all() {
        List<String> written = journal.bodies(name);
        List<String> stored = writes || !written.isEmpty() ? List.of() : rows(); // from before there was a journal
        return read(written.isEmpty() ? stored : written);
    }

    private List<T> read(List<String> bodies) {
        return bodies.stream().map(body -> json.readValue(body, type)).toList();
    }

    private List<String> rows() {
        return jdbc.query("select body from " + name + " order by ordinal", (row, n) -> row.getString(1));
    }

    private void insert(String body) {
        jdbc.update(
                "insert into " + name + " (ordinal, body) select coalesce(max(ordinal), 0) + 1, ? from " + name, body);
    }

    /**
     * Takes from the journal what the database has not, and gives it what it lacks: one of the two can be new, restored from a
     * backup, or from before there was a journal.
     *
     * @throws StoreException if both say something, and not the same
     */
    void settle() {
        List<String> written = journal.bodies(name);
        List<String> stored = rows();
        int both = Math.min(written.size(), stored.size());
        if (!written.subList(0, both).equals(stored.subList(0, both))) {
            throw new StoreException("the working store and its journal of clerical review, " + VerdictJournal.FILE
                    + ", are of two histories; restore both from one backup ('reconlink store restore DIR'), or move one of"
                    + " the two away: the other then says what was said");
        }
        if (writes) {
            written.subList(both, written.size()).forEach(this::insert);
        }
        stored.subList(both, stored.size()).forEach(body -> journal.append(name, body));
    }

    /** The judgements of clerical review in the order in which they came; never changed, only added to. */
    public static final class JudgementTable {
        private final JournalTable<Judgement[]> rows;

        JudgementTable(JournalTable<Judgement[]> rows) {
            this.rows = rows;
        }

        /** Adds what came in together, all of it or nothing. */
        public void append(List<Judgement> judgements) {
            rows.append(judgements.toArray(Judgement[]::new));
        }

        /**
         * Adds what is made of all that was said, while nobody else can say anything: what it rests on cannot change before it is on
         * disk.
         *
         * @param make given all judgements, the earliest first; an empty list adds nothing
         */
        public void append(Function<List<Judgement>, List<Judgement>> make) {
            rows.append(all -> {
                List<Judgement> made = make.apply(flat(all));
                return made.isEmpty() ? null : made.toArray(Judgement[]::new);
            });
        }

        /** All of them, the earliest first. */
        public List<Judgement> all() {
            return flat(rows.all());
        }

        private static List<Judgement> flat(List<Judgement[]> rows) {
            return rows.stream().flatMap(Stream::of).toList();
        }
    }
}
