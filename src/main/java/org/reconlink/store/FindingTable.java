package org.reconlink.store;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.kernel.Finding;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What was found in the input of each run, kept by the step that found it, so that a step done again has its own once. */
public final class FindingTable {
    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    FindingTable(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Replaces what the step found. */
    public void replace(String run, String step, List<Finding> findings) {
        jdbc.update("delete from step_finding where run_id = ? and step = ?", run, step);
        List<Object[]> rows = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            rows.add(new Object[] {run, step, rows.size(), json.writeValueAsString(finding)});
        }
        if (!rows.isEmpty()) { // HSQLDB refuses an empty batch
            jdbc.batchUpdate("insert into step_finding (run_id, step, ordinal, body) values (?, ?, ?, ?)", rows);
        }
    }

    /** All that the run's steps found. */
    public List<Finding> read(String run) {
        return jdbc.query(
                "select body from step_finding where run_id = ? order by step, ordinal",
                (row, n) -> json.readValue(row.getString(1), Finding.class),
                run);
    }
}
