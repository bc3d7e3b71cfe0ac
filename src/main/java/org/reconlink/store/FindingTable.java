package org.reconlink.store;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.kernel.Finding;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What was found in the input of each run, kept by the step that found it, so that a step done again has its own once. */
public final class FindingTable {
    /** No step's: what speaks for a refusal repeats what steps found. */
    private static final String REFUSAL = "refusal";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    FindingTable(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Replaces what the step found. */
    public void replace(String run, String step, List<Finding> findings) {
        clear(run, step);
        append(run, step, findings);
    }

    /** Forgets what the step found. */
    public void clear(String run, String step) {
        jdbc.update("delete from step_finding where run_id = ? and step = ?", run, step);
    }

    /** Adds to what the step found. */
    public void append(String run, String step, List<Finding> findings) {
        if (findings.isEmpty()) { // HSQLDB refuses an empty batch
            return;
        }
        Integer next = jdbc.queryForObject(
                "select coalesce(max(ordinal) + 1, 0) from step_finding where run_id = ? and step = ?",
                Integer.class,
                run,
                step);
        int ordinal = next == null ? 0 : next;
        List<Object[]> rows = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            rows.add(new Object[] {run, step, ordinal++, json.writeValueAsString(finding)});
        }
        jdbc.batchUpdate("insert into step_finding (run_id, step, ordinal, body) values (?, ?, ?, ?)", rows);
    }

    /** All that the run's steps found. */
    public List<Finding> read(String run) {
        return jdbc.query(
                "select body from step_finding where run_id = ? and step <> ? order by step, ordinal",
                (row, n) -> json.readValue(row.getString(1), Finding.class),
                run,
                REFUSAL);
    }

    /** Keeps what the run's input was refused for. */
    public void refuse(String run, List<Finding> findings) {
        replace(run, REFUSAL, findings);
    }

    /** What the run's input was refused for. */
    public List<Finding> ofRefusal(String run) {
        return jdbc.query(
                "select body from step_finding where run_id = ? and step = ? order by ordinal",
                (row, n) -> json.readValue(row.getString(1), Finding.class),
                run,
                REFUSAL);
    }
}
