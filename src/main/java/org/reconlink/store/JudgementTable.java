package org.reconlink.store;

import java.util.Arrays;
import java.util.List;
import org.reconlink.review.Judgement;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The judgements of clerical review in the order in which they came; never changed, only added to. */
public final class JudgementTable {
    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    JudgementTable(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds what came in together, all of it or nothing: it is one row. */
    public void append(List<Judgement> judgements) {
        jdbc.update(
                "insert into judgements (ordinal, body) select coalesce(max(ordinal), 0) + 1, ? from judgements",
                json.writeValueAsString(judgements));
    }

    /** All of them, the earliest first. */
    public List<Judgement> all() {
        return jdbc
                .query(
                        "select body from judgements order by ordinal",
                        (row, n) -> Arrays.asList(json.readValue(row.getString(1), Judgement[].class)))
                .stream()
                .flatMap(List::stream)
                .toList();
    }
}
