package org.reconlink.store.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Needed;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.result.PublishedTable.Column;
import org.reconlink.result.PublishedTable.Kind;
import org.reconlink.store.research.ResearchDatabase.ResearchDatabaseException;
import org.reconlink.store.research.ResearchDatabase.ResearchDataset;

/** Loads into a PostgreSQL server of its own, and into a HSQLDB file. */
class ResearchDatabaseTest {
    private static final int ROWS = 300;
    private static final int LOADS = 50;
    private static final int KILLED = 20;
    private static final Column FURTHER = new Column("further", Kind.TEXT, "More.", true);

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        try {
            postgres = EmbeddedPostgres.start();
        } catch (IOException | IllegalStateException e) {
            Needed.that(false, "PostgreSQL cannot start here: " + e.getMessage());
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void aReaderSeesWholeDatasetsWhileLoadsAreKilled() throws Exception {
        publish("kills", Datasets.of(0, ROWS));
        AtomicBoolean done = new AtomicBoolean();
        List<String> wrong = new ArrayList<>();
        int[] polls = new int[1];
        Thread reader = new Thread(() -> poll(done, wrong, polls));
        reader.start();
        Random random = new Random(7);
        int failed = 0;
        int load = 0;
        while (load < LOADS || failed < KILLED) {
            load++;
            boolean kill = failed < Math.min(KILLED, load * KILLED / LOADS); // a load can be over before it is killed
            Thread killer = new Thread(() -> kill(random.nextInt(60)));
            if (kill) {
                killer.start();
            }
            try {
                publish("kills", Datasets.of(load, ROWS));
            } catch (ResearchDatabaseException e) {
                failed++;
                killer.join();
                publish("kills", Datasets.of(load, ROWS));
            }
            killer.join();
        }
        done.set(true);
        reader.join();

        assertThat(wrong).isEmpty();
        assertThat(polls[0]).isGreaterThan(LOADS);
        System.out.println("loads " + load + ", ended by a kill " + failed + ", polls of a reader " + polls[0]);
        assertThat(rows("SELECT count(*) FROM kills.runs")).containsExactly("" + (load + 1));
        for (String schema : rows("SELECT schema_name FROM kills.runs")) {
            assertThat(rows("SELECT count(*) FROM " + schema + ".offences")).containsExactly("" + ROWS);
        }
    }

    private static void poll(AtomicBoolean done, List<String> wrong, int[] polls) {
        while (!done.get()) {
            try {
                List<String> seen = rows(
                        "SELECT count(*), min(p.load), max(p.load), min(o.load), max(o.load),"
                                + " (SELECT run FROM kills.run) FROM kills.participants p JOIN kills.offences o USING (pseudonym)");
                String load = seen.get(1);
                if (!seen.equals(List.of("" + ROWS, load, load, load, load, "2021-12-31-" + load))) {
                    wrong.add(seen.toString());
                }
                polls[0]++;
            } catch (SQLException e) {
                wrong.add(e.toString());
            }
        }
    }

    /** Ends the load's connection as the end of its process or server would. */
    private static void kill(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            rows("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'reconlink'");
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void valuesHaveTypesAndOnesThatAreMissingSayWhy() throws Exception {
        publish("words", Datasets.of(1, 3));

        assertThat(rows("SELECT pseudonym, load, released, released_missing, share, included FROM words.participants"
                        + " ORDER BY 1 LIMIT 2"))
                .containsExactly(
                        "p0",
                        "1",
                        "2020-02-29",
                        "null",
                        "0.2500",
                        "t",
                        "p1",
                        "1",
                        "null",
                        "not, \"linked\"",
                        "0.2500",
                        "f");
    }

    @Test
    void keysReferToParticipantsAndCommentsSayWhatColumnsMean() throws Exception {
        publish("keys", Datasets.of(1, 3));

        assertThat(rows("SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
                        + " WHERE connamespace = 'keys_2021_12_31_1'::regnamespace ORDER BY 1"))
                .containsExactly(
                        "keys_2021_12_31_1.offences FOREIGN KEY (pseudonym) REFERENCES"
                                + " keys_2021_12_31_1.participants(pseudonym)",
                        "keys_2021_12_31_1.offences PRIMARY KEY (pseudonym, offence)",
                        "keys_2021_12_31_1.participants PRIMARY KEY (pseudonym)",
                        "keys_2021_12_31_1.run PRIMARY KEY (run)");
        for (String schema : List.of("keys", "keys_2021_12_31_1")) {
            assertThat(rows("SELECT obj_description('" + schema + ".offences'::regclass), col_description('" + schema
                            + ".participants'::regclass, 3)"))
                    .containsExactly("An offence each. Made by Reconlink for the study study.", "The day's date.");
        }
    }

    @Test
    void whoMayReadMayReadAfterColumnsHaveChanged() throws Exception {
        publish("grants", Datasets.of(1, 3, FURTHER));
        rows(
                "CREATE ROLE reader; GRANT SELECT ON grants.participants TO reader; GRANT SELECT (load) ON grants.offences TO"
                        + " reader; GRANT USAGE ON SCHEMA grants TO reader; SELECT 1");
        publish("grants", Datasets.of(2, 3));

        assertThat(rows("SELECT has_table_privilege('reader', 'grants.participants', 'SELECT'),"
                        + " has_column_privilege('reader', 'grants.offences', 'load', 'SELECT'),"
                        + " has_table_privilege('reader', 'grants.offences', 'SELECT')"))
                .containsExactly("t", "t", "f");
        assertThat(rows("SELECT max(load) FROM grants.participants")).containsExactly("2");
    }

    @Test
    void theSameAgainChangesNothingAndAnotherDatasetOfTheSameRunIsRefused() throws Exception {
        assertThat(publish("again", Datasets.of(1, 3))).isEqualTo("again_2021_12_31_1");
        publish("again", Datasets.of(2, 3));
        publish("again", Datasets.of(1, 3));

        assertThat(rows("SELECT run FROM again.run")).containsExactly("2021-12-31-1");
        assertThat(rows("SELECT run FROM again.runs ORDER BY 1")).containsExactly("2021-12-31-1", "2021-12-31-2");
        ResearchDataset other = new ResearchDataset(
                "study", "2021-12-31-1", "protocol", "other", Datasets.of(1, 5).tables());
        assertThatThrownBy(() -> publish("again", other))
                .hasMessage(message(
                        "again", "the schema again_2021_12_31_1 holds another dataset of the same run; rename it"));
    }

    @Test
    void aRunOfAnEarlierDataCutIsLoadedAndTheViewsStay() throws Exception {
        publish("cuts", Datasets.of(1, 3));
        ResearchDataset earlier = new ResearchDataset(
                "study",
                "2019-12-31-7",
                "protocol",
                "package",
                Datasets.of(7, 3, FURTHER).tables());
        assertThat(publish("cuts", earlier)).isEqualTo("cuts_2019_12_31_7");
        assertThat(rows("SELECT (SELECT run FROM cuts.run), max(load) FROM cuts.participants"))
                .containsExactly("2021-12-31-1", "1");
        assertThat(rows("SELECT max(load) FROM cuts_2019_12_31_7.participants")).containsExactly("7");
        assertThat(rows("SELECT run FROM cuts.runs ORDER BY 1")).containsExactly("2019-12-31-7", "2021-12-31-1");
        publish("cuts", Datasets.of(2, 3));
        assertThat(rows("SELECT max(load) FROM cuts.participants")).containsExactly("2");
    }

    @Test
    void whatNoRunOfTheStudyMadeIsLeftAlone() throws Exception {
        rows("CREATE SCHEMA theirs; CREATE TABLE theirs.notes (id int); SELECT 1");
        assertThatThrownBy(() -> publish("theirs", Datasets.of(1, 3)))
                .hasMessage(message(
                        "theirs",
                        "the schema theirs holds what no run of the study study made; rename it, or name another schema in"
                                + " the protocol"));

        publish("ours", Datasets.of(1, 3));
        rows(
                "CREATE TABLE ours.notes AS SELECT 1 AS id; DROP VIEW ours.offences; CREATE TABLE ours.offences (id int); SELECT 1");
        assertThatThrownBy(() -> publish("ours", Datasets.of(2, 3)))
                .hasMessage(message(
                        "ours",
                        "ours.offences was made by no run of the study study; rename it, or name another schema in the"
                                + " protocol"));
        rows("DROP TABLE ours.offences; SELECT 1");
        publish("ours", Datasets.of(2, 3));
        assertThat(rows("SELECT id FROM ours.notes")).containsExactly("1");

        rows("CREATE SCHEMA ours_2021_12_31_3; CREATE TABLE ours_2021_12_31_3.notes (id int); SELECT 1");
        assertThatThrownBy(() -> publish("ours", Datasets.of(3, 3)))
                .hasMessageContaining("the schema ours_2021_12_31_3 holds what no run of the study study made");
        assertThat(rows("SELECT max(load) FROM ours.offences")).containsExactly("2");
    }

    @Test
    void viewsOfOthersThatStandInTheWayAreNamed() throws Exception {
        publish("depends", Datasets.of(1, 3, FURTHER));
        rows("CREATE VIEW depends.mine AS SELECT further FROM depends.participants; SELECT 1");

        assertThatThrownBy(() -> publish("depends", Datasets.of(2, 3)))
                .hasMessage(
                        message(
                                "depends",
                                "views or tables that no run made depend on its views, whose columns have changed; take them away"));
        assertThat(rows("SELECT max(load) FROM depends.participants")).containsExactly("1");
    }

    @Test
    void aLoadWaitsForAReader() throws Exception {
        publish("busy", Datasets.of(1, 3));
        try (Connection reader = postgres.getPostgresDatabase().getConnection()) {
            reader.setAutoCommit(false);
            assertThat(rows(reader, "SELECT max(load) FROM busy.offences")).containsExactly("1");
            Thread load = new Thread(() -> publish("busy", Datasets.of(2, 3)));
            load.start();
            TimeUnit.MILLISECONDS.sleep(1_500);
            assertThat(rows(reader, "SELECT max(load) FROM busy.participants")).containsExactly("1");
            reader.commit();
            load.join();
            assertThat(rows(reader, "SELECT max(load) FROM busy.participants")).containsExactly("2");
        }
    }

    @Test
    void aDatabaseThatIsNotThereOrRefusesTheUserIsNamedWithoutThePassword() throws IOException {
        Path password = Files.writeString(folder.resolve("password.txt"), "Sesame-Open\n");
        String url = postgres.getJdbcUrl("postgres", "postgres").split("[?]", 2)[0];
        String where = "the research database (schema s of " + url + ") was not loaded: ";

        assertThatThrownBy(() -> new ResearchDatabase(new DatabaseSettings(url, "nobody", "s", password))
                        .publish(Datasets.of(1, 3)))
                .hasMessage(
                        where + "it refuses the user nobody or the password; set the password in " + password
                                + ". Readers have a whole version as before, and the files of the run are written; then give the same command again")
                .hasNoCause();
        assertThatThrownBy(() -> new ResearchDatabase(new DatabaseSettings(
                                "jdbc:postgresql://localhost:1/gone?x=y", "postgres", "s", password))
                        .publish(Datasets.of(1, 3)))
                .hasMessage("the research database (schema s of jdbc:postgresql://localhost:1/gone) was not loaded:"
                        + " it cannot be reached, or the connection broke; see that it is up and that the url is right."
                        + " Readers have a whole version as before, and the files of the run are written; then give the same command"
                        + " again")
                .hasNoCause();
    }

    /** What a check says of a user to whom a database says no, each before anything is loaded. */
    @Test
    void aCheckTriesTheUsersRightsAndLeavesNothing() throws Exception {
        publish("rights", Datasets.of(1, 3));
        rows("CREATE USER visitor PASSWORD 'visitor'");
        rows("CREATE USER writer PASSWORD 'writer'");
        rows("CREATE USER standby PASSWORD 'standby'");
        rows("GRANT CREATE ON DATABASE postgres TO writer, standby");
        rows("ALTER USER standby SET default_transaction_read_only = on");
        String may = "may not make schemas, tables or views; grant that";

        assertThat(problem("visitor", "visitor", "fresh")).isEqualTo("the user visitor " + may);
        assertThat(problem("writer", "writer", "fresh")).isNull();
        assertThat(problem("writer", "writer", "rights")).isEqualTo("the user writer " + may);
        rows("GRANT ALL ON SCHEMA rights TO writer");
        assertThat(problem("writer", "writer", "rights")).isEqualTo("the user writer " + may);
        rows("CREATE SCHEMA bare");
        assertThat(problem("writer", "writer", "bare")).isEqualTo("the user writer " + may);
        rows("GRANT ALL ON SCHEMA bare TO writer");
        assertThat(problem("writer", "writer", "bare")).isNull();
        assertThat(problem("standby", "standby", "fresh"))
                .isEqualTo(
                        "it is read-only for the user standby; name a server and a user that may write (no standby, no"
                                + " default_transaction_read_only)");
        assertThat(problem("postgres", "postgres", "rights")).isNull();
        assertThat(rows("SELECT nspname FROM pg_namespace WHERE nspname ~ '^(fresh|rights|bare)' ORDER BY 1"))
                .containsExactly("bare", "rights", "rights_2021_12_31_1");
        assertThat(rows("SELECT count(*) FROM pg_class WHERE relname = 'trial of rights'"))
                .containsExactly("0");
    }

    @Test
    void aWrongPasswordIsRefusedByTheServerAndSaidWithoutIt() throws Exception {
        rows("CREATE USER locked PASSWORD 'right'");
        rows("GRANT CREATE ON DATABASE postgres TO locked");
        Path access = Path.of(rows("SHOW hba_file").get(0));
        String before = Files.readString(access);
        try {
            Files.writeString(access, "host all locked all scram-sha-256\n" + before);
            rows("SELECT pg_reload_conf()");
            String refused = problem("locked", "wrong-Sesame", "fresh");
            assertThat(refused)
                    .startsWith("it refuses the user locked or the password; set the password in ")
                    .doesNotContain("Sesame");
            assertThat(problem("locked", "right", "fresh")).isNull();
        } finally {
            Files.writeString(access, before);
            rows("SELECT pg_reload_conf()");
        }
    }

    /** What it says after the name of the database; null if all is well. */
    private static @Nullable String problem(String user, String password, String schema) throws IOException {
        Path file = Files.writeString(folder.resolve(user + ".txt"), password + "\n");
        String url = postgres.getJdbcUrl("postgres", "postgres").split("[?]", 2)[0];
        return new ResearchDatabase(new DatabaseSettings(url, user, schema, file))
                .problem("study")
                .map(said -> said.replaceFirst("^.*cannot be loaded: ", ""))
                .orElse(null);
    }

    @Test
    void aFileOfHsqldbHoldsTheSame() throws Exception {
        String url = "jdbc:hsqldb:file:" + folder.resolve("research");
        ResearchDatabase database = new ResearchDatabase(new DatabaseSettings(url, "SA", "study", null));
        database.publish(Datasets.of(1, 2_500, FURTHER));
        database.publish(Datasets.of(2, 3));
        assertThat(database.publish(Datasets.of(2, 3))).isEqualTo("study_2021_12_31_2");
        assertThat(java.nio.file.Files.getPosixFilePermissions(folder.resolve("research.script")))
                .doesNotContain(java.nio.file.attribute.PosixFilePermission.OTHERS_READ);
        database.publish(new ResearchDataset(
                "study", "2019-12-31-7", "p", "q", Datasets.of(7, 3).tables()));

        try (Connection connection = DriverManager.getConnection(url + ";shutdown=true", "SA", "")) {
            assertThat(rows(connection, "SELECT run FROM study.run")).containsExactly("2021-12-31-2");
            assertThat(rows(connection, "SELECT * FROM study.participants WHERE pseudonym = 'p1'"))
                    .containsExactly("p1", "2", "null", "not, \"linked\"", "0.25E0", "FALSE");
            assertThat(rows(connection, "SELECT count(*) FROM study_2021_12_31_1.offences"))
                    .containsExactly("2500");
            rows(connection, "DROP VIEW study.offences");
            rows(connection, "CREATE TABLE study.offences (id INTEGER)");
        }
        assertThatThrownBy(() -> database.publish(Datasets.of(3, 3)))
                .hasMessageContaining("study.offences was made by no run of the study study");
    }

    private static String publish(String schema, ResearchDataset dataset) {
        return new ResearchDatabase(settings(schema)).publish(dataset);
    }

    private static DatabaseSettings settings(String schema) {
        return new DatabaseSettings(postgres.getJdbcUrl("postgres", "postgres"), "postgres", schema, null);
    }

    private static String message(String schema, String words) {
        return "the research database (" + settings(schema).target() + ") was not loaded: " + words
                + ". Readers have a whole version as before, and the files of the run are written; then give the same command again";
    }

    private static List<String> rows(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            return rows(connection, sql);
        }
    }

    /** All cells of the last statement's result. */
    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> cells = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            boolean isResult = statement.execute(sql);
            while (!isResult && statement.getUpdateCount() >= 0) {
                isResult = statement.getMoreResults();
            }
            if (!isResult) {
                return cells;
            }
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        cells.add(String.valueOf(rows.getString(i)));
                    }
                }
            }
        }
        return cells;
    }
}
