package org.reconlink.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The register of runs of versions up to 0.1.0, which had tables of its own beside Spring Batch's. What it knew of a run becomes
 * parameters of the run's last job execution, once, and its tables are dropped; a run that ended before Batch began is forgotten.
 */
final class EarlierRegister {
    private static final List<String> TABLES = List.of("run", "run_order", "run_base", "run_last", "run_data_cut");
    private static final Map<Integer, String> EXITS = Map.of(
            0, "COMPLETED",
            1, "FAILED",
            2, "USAGE",
            3, "INPUT_REJECTED",
            4, "COMPLETED_WITH_OPEN_CASES",
            7, "STORAGE",
            143, "STOPPED");
    private static final String RUNS = "select run.*, base, earlier_run, last_run, data_cut from run"
            + " left join run_base on run_base.run_id = run.run_id left join run_last on run_last.run_id = run.run_id"
            + " left join run_data_cut on run_data_cut.run_id = run.run_id";

    private final JdbcTemplate jdbc;
    private final Path base;

    /** @param folder of the store; paths that an earlier version kept as they were typed start beside its work folder */
    EarlierRegister(JdbcTemplate jdbc, Path folder) {
        this.jdbc = jdbc;
        this.base = folder.toAbsolutePath().normalize().resolve("../..").normalize();
    }

    /** Moves what there is; a process that ends meanwhile leaves it to the next. */
    void move() {
        Integer there = jdbc.queryForObject(
                "select count(*) from information_schema.tables where table_name = 'RUN'", Integer.class);
        if (there == null || there == 0) {
            return;
        }
        for (String table : List.of(
                "run_base (run_id varchar(100) primary key, base varchar(64), earlier_run varchar(100))",
                "run_last (run_id varchar(100) primary key, last_run varchar(100))",
                "run_data_cut (run_id varchar(100) primary key, data_cut varchar(10))")) {
            jdbc.execute("create table if not exists " + table); // the earliest versions had not all of them
        }
        jdbc.query(RUNS, (RowCallbackHandler) this::move);
        TABLES.forEach(table -> jdbc.execute("drop table if exists " + table));
    }

    private void move(ResultSet row) throws SQLException {
        String run = row.getString("run_id");
        Long execution = jdbc.queryForObject(
                "select max(job_execution_id) from batch_job_execution_params where parameter_name = '"
                        + RunRegister.RUN + "' and parameter_value = ?",
                Long.class,
                run);
        if (execution == null) {
            return;
        }
        jdbc.update(
                "delete from batch_job_execution_params where job_execution_id = ? and parameter_name <> '"
                        + RunRegister.RUN + "'",
                execution);
        add(execution, RunRegister.STUDY, row.getString("study"));
        add(execution, RunRegister.IDENTITY, row.getString("identity"));
        add(execution, RunRegister.VERSION, row.getString("version"));
        add(execution, RunRegister.PROTOCOL, absolute(row.getString("protocol")));
        add(execution, RunRegister.REASON, row.getString("reason"));
        add(execution, RunRegister.GIVEN_DATA_CUT, row.getString("data_cut"));
        add(execution, RunRegister.BASE, row.getString("base"));
        add(execution, RunRegister.EARLIER_RUN, row.getString("earlier_run"));
        add(execution, RunRegister.LAST_RUN, row.getString("last_run"));
        String output = row.getString("output");
        add(execution, RunRegister.OUTPUT, output == null ? null : absolute(output + "/../.."));
        int exit = row.getInt("exit_code");
        if (!row.wasNull()) {
            jdbc.update(
                    "update batch_job_execution set exit_code = ? where job_execution_id = ?",
                    EXITS.getOrDefault(exit, "FAILED"),
                    execution);
        }
        if ("PRUNED".equals(row.getString("status"))) {
            jdbc.update(
                    "merge into run_pruned using (select job_instance_id i from batch_job_execution where job_execution_id = ?)"
                            + " on job_instance_id = i when not matched then insert values (i)",
                    execution);
        }
    }

    private void add(long execution, String name, @Nullable String value) {
        if (value != null) {
            jdbc.update(
                    "insert into batch_job_execution_params values (?, ?, 'java.lang.String', ?, 'N')",
                    execution,
                    name,
                    value);
        }
    }

    private String absolute(String path) {
        return base.resolve(path).toAbsolutePath().normalize().toString();
    }
}
