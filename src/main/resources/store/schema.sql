create table if not exists run (
    run_id      varchar(100) primary key,
    study       varchar(100) not null,
    identity    varchar(64)  not null,
    version     integer      not null,
    status      varchar(20)  not null,
    protocol    varchar(1000) not null,
    reason      varchar(1000),
    started     timestamp    not null,
    ended       timestamp,
    exit_code   integer,
    output      varchar(1000),
    unique (identity, version)
);
create table if not exists run_order (run_id varchar(100) primary key, ordinal integer not null);
create table if not exists run_base (run_id varchar(100) primary key, base varchar(64) not null, earlier_run varchar(100));
create table if not exists run_last (run_id varchar(100) primary key, last_run varchar(100));
create table if not exists run_data_cut (run_id varchar(100) primary key, data_cut varchar(10) not null);
create table if not exists earlier_link (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists person_joins (run_id varchar(100), ordinal integer, body varchar(16000000) not null, primary key (run_id, ordinal));
create table if not exists participant (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists participant_row (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists custody_spell (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists input_file (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists step_finding (run_id varchar(100), step varchar(40), ordinal integer, body varchar(1000000) not null, primary key (run_id, step, ordinal));
create table if not exists quality_figure (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists linkage (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists link_pair (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists link_decision (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists conviction (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists outcome (run_id varchar(100), ordinal integer, body varchar(16000000) not null, primary key (run_id, ordinal));
create table if not exists published_cells (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists definition_table (run_id varchar(100), ordinal integer, body varchar(16000000) not null, primary key (run_id, ordinal));
create table if not exists window_rate (run_id varchar(100), ordinal integer, body varchar(16000000) not null, primary key (run_id, ordinal));
create table if not exists review_case (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists verdict_use (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists unlinked (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists audited_outcome (run_id varchar(100), ordinal integer, body varchar(1000000) not null, primary key (run_id, ordinal));
create table if not exists tracing (ordinal integer primary key, body varchar(1000000) not null);
create table if not exists judgements (ordinal integer primary key, body varchar(16000000) not null);
create table if not exists given_out (ordinal integer primary key, body varchar(1000000) not null);
create table if not exists events_head (entries bigint not null, sha256 varchar(64) not null);
