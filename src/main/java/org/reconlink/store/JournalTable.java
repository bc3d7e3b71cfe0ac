package org.reconlink.store;

import java.util.List;
import java.util.stream.Stream;
import org.reconlink.review.Judgement;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came in clerical review, in the order in which it came; never changed, only added to, and in the journal before it is in
 * the database.
 *
 * @param <T> what came together, all of it or nothing: it is one row
 */
public final class JournalTable<T> {
    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final VerdictJournal journal;
    private final String name;
    private final Class<T> type;

    JournalTable(JdbcTemplate jdbc, JsonMapper json, VerdictJournal journal, String name, Class<T> type) {
        this.jdbc = jdbc;
        this.json = json;
        this.journal = journal;
        this.name = name;
        this.type = type;
    }

    /** Adds what came in together. */
    public void append(T entry) {
        String body = json.writeValueAsString(entry);
        journal.append(name, body);
        insert(body);
    }

    /** All of them, the earliest first. */
    public List<T> all() {
        return rows().stream().map(body -> json.readValue(body, type)).toList();
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
        written.subList(both, written.size()).forEach(this::insert);
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

        /** All of them, the earliest first. */
        public List<Judgement> all() {
            return rows.all().stream().flatMap(Stream::of).toList();
        }
    }
}
