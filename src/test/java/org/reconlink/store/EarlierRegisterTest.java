package org.reconlink.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.store.RunRegister.StoredRun;
import org.springframework.jdbc.core.JdbcTemplate;

/** A store whose runs stand in the tables that version 0.1.0 had for them. */
class EarlierRegisterTest {
    private static final List<String> TABLES_OF_BEFORE = List.of(
            "create table run (run_id varchar(100) primary key, study varchar(100) not null, identity varchar(64) not null,"
                    + " version integer not null, status varchar(20) not null, protocol varchar(1000) not null, reason varchar(1000),"
                    + " started timestamp not null, ended timestamp, exit_code integer, output varchar(1000), unique (identity, version))",
            "create table run_order (run_id varchar(100) primary key, ordinal integer not null)",
            "create table run_base (run_id varchar(100) primary key, base varchar(64) not null, earlier_run varchar(100))",
            "create table run_data_cut (run_id varchar(100) primary key, data_cut varchar(10) not null)");

    @TempDir
    Path folder;

    @Test
    void whatItKnewIsKnownOfTheRunsInBatchsTablesOnceAndForAll() {
        Path work = folder.resolve("work/tiny");
        try (WorkingStore store = WorkingStore.open(work, StoreKey.NONE)) {
            JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
            TABLES_OF_BEFORE.forEach(jdbc::execute);
            add(jdbc, "2019-12-31-a", "a", 1, "PRUNED", 0, "COMPLETED", null);
            add(jdbc, "2020-12-31-b", "b", 1, "COMPLETED", 4, "COMPLETED", null);
            add(jdbc, "2020-12-31-b-2", "b", 2, "REJECTED", 3, "FAILED", "asked for");
            add(jdbc, "2020-12-31-c", "c", 1, "RUNNING", null, "STARTED", null);
            jdbc.update("insert into run_base values ('2020-12-31-b', 'base', '2019-12-31-a')");
            jdbc.update("insert into run_data_cut values ('2020-12-31-b', '2020-12-31')");
        }
        for (int opened = 1; opened <= 2; opened++) {
            try (WorkingStore store = WorkingStore.open(work, StoreKey.NONE)) {
                RunRegister runs = store.runs();
                assertThat(runs.all())
                        .extracting(StoredRun::id, StoredRun::version, StoredRun::status, StoredRun::exitStatus)
                        .containsExactly(
                                tuple("2019-12-31-a", 1, StoredRun.Status.PRUNED, "COMPLETED"),
                                tuple("2020-12-31-b", 1, StoredRun.Status.COMPLETED, "COMPLETED_WITH_OPEN_CASES"),
                                tuple("2020-12-31-b-2", 2, StoredRun.Status.REJECTED, "INPUT_REJECTED"),
                                tuple("2020-12-31-c", 1, StoredRun.Status.RUNNING, null));
                StoredRun complete = runs.find("2020-12-31-b").orElseThrow();
                assertThat(complete.identity()).isEqualTo("b");
                assertThat(complete.study()).isEqualTo("tiny");
                assertThat(complete.protocol())
                        .as("typed where work is")
                        .isEqualTo(folder.resolve("jobs/tiny.yml").toString());
                assertThat(complete.output())
                        .isEqualTo(folder.resolve("output/tiny/2020-12-31-b").toString());
                assertThat(runs.versions("b")).extracting(StoredRun::reason).containsExactly(null, "asked for");
                assertThat(runs.earlierRun("2020-12-31-b")).contains("2019-12-31-a");
                assertThat(runs.dataCut("2020-12-31-b")).contains(LocalDate.of(2020, 12, 31));
                assertThat(runs.lastOnAnotherBase("base", LocalDate.of(2021, 12, 31)))
                        .isEmpty();
                assertThat(runs.lastOnAnotherBase("another", LocalDate.of(2021, 12, 31)))
                        .contains(complete);
                assertThat(new JdbcTemplate(store.dataSource())
                                .queryForList(
                                        "select table_name from information_schema.tables where table_name like 'RUN%'",
                                        String.class))
                        .containsExactlyInAnyOrder("RUN_PRUNED", "RUN_TIME");
            }
        }
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }

    /** A run as that version left it: in its own table, and as a job with one parameter. */
    private static void add(
            JdbcTemplate jdbc,
            String run,
            String identity,
            int version,
            String status,
            Integer exit,
            String batchStatus,
            String reason) {
        boolean complete = batchStatus.equals("COMPLETED");
        jdbc.update(
                "insert into run values (?, 'tiny', ?, ?, ?, 'jobs/tiny.yml', ?, timestamp '2020-01-01 10:00:00', null, ?, ?)",
                run,
                identity,
                version,
                status,
                reason,
                exit,
                complete ? "output/tiny/" + run : null);
        jdbc.update("insert into batch_job_instance (job_name, job_key) values ('reconviction', ?)", run);
        jdbc.update(
                "insert into batch_job_execution (job_instance_id, create_time, status, exit_code)"
                        + " select job_instance_id, timestamp '2020-01-01 10:00:00', ?, ? from batch_job_instance where job_key = ?",
                batchStatus,
                complete ? "COMPLETED" : "FAILED",
                run);
        jdbc.update(
                "insert into batch_job_execution_params select max(job_execution_id), 'run', 'java.lang.String', ?, 'Y'"
                        + " from batch_job_execution",
                run);
    }
}
