package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Needed;

/** The sample study, run by the packaged jar, loaded into a PostgreSQL server with passwords; then that server gone. */
class ResearchDatabaseIT {
    private static final String PASSWORD = "Open-Sesame-77";
    private static final List<String> TABLES = List.of(
            "participants", "outcomes", "offences", "recalls", "links", "classification", "definitions", "sensitivity");

    @TempDir
    Path scratch;

    @Test
    void aRunLoadsWhatItsFilesSayAndAServerThatIsGoneIsNamed() throws Exception {
        String url;
        try (EmbeddedPostgres postgres = started()) {
            url = postgres.getJdbcUrl("postgres", "postgres").split("[?]", 2)[0];
            administer(postgres, "CREATE ROLE loader LOGIN PASSWORD '" + PASSWORD + "'");
            administer(postgres, "GRANT CREATE ON DATABASE postgres TO loader");
            administer(
                    postgres,
                    "DO $$ BEGIN EXECUTE 'COPY (VALUES (''host all loader all scram-sha-256''), (''host all all all trust''))"
                            + " TO ''' || current_setting('hba_file') || ''''; PERFORM pg_reload_conf(); END $$");
            Path protocol = protocol(url);

            PackagedJar.Ended refused = run(protocol, "wrong");
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(7);
            assertThat(refused.err().strip().lines().reduce((a, b) -> b))
                    .hasValue(
                            "the research database (schema resettle of " + url + ") was not loaded: it refuses the user"
                                    + " loader or the password; set RECONLINK_DATABASE_PASSWORD. Readers have a whole version as"
                                    + " before, and the files of the run are written; then give the same command again");

            PackagedJar.Ended loaded = run(protocol, PASSWORD);
            assertThat(loaded.exitCode()).as(loaded.err()).isEqualTo(4);
            try (Connection reader = DriverManager.getConnection(url, "loader", PASSWORD)) {
                for (String table : TABLES) {
                    sameRows(reader, table);
                }
            }
            assertThat(run(protocol, PASSWORD).exitCode()).isEqualTo(6);
            assertThat(run(protocol, PASSWORD, "--force", "once more").exitCode())
                    .isEqualTo(4);
            try (Connection reader = DriverManager.getConnection(url, "loader", PASSWORD);
                    Statement statement = reader.createStatement();
                    ResultSet runs = statement.executeQuery(
                            "SELECT count(*), count(DISTINCT package_sha256), max(schema_name) FROM resettle.runs")) {
                runs.next();
                assertThat(runs.getInt(1)).isEqualTo(2);
                assertThat(runs.getInt(2)).isEqualTo(1);
                assertThat(runs.getString(3)).startsWith("resettle_2021_12_31_").endsWith("_2");
            }
        }
        Path tiny = TinyStudy.write(Files.createDirectories(scratch.resolve("tiny")));
        PackagedJar.Ended gone = run(loading(tiny, Files.readString(tiny), url), PASSWORD);
        assertThat(gone.exitCode()).isEqualTo(7);
        assertThat(gone.err())
                .contains("(schema resettle of " + url
                        + ") was not loaded: it cannot be reached, or the connection broke;")
                .doesNotContain(PASSWORD);
        try (Stream<Path> files = Files.walk(scratch)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file, ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(PASSWORD));
        }
    }

    /** As whoever reads the views sees it, cell by cell: a value, or null and why. */
    private void sameRows(Connection reader, String table) throws SQLException, IOException {
        List<NamedCsvRecord> expected = csv(table);
        try (Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM resettle." + table)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (String column : expected.get(0).getHeader()) {
                    line.append(text(rows, column)).append('|');
                }
                found.add(line.toString());
            }
            assertThat(found)
                    .as(table)
                    .containsExactlyInAnyOrderElementsOf(expected.stream()
                            .map(row -> String.join("|", row.getFields()) + "|")
                            .toList());
        }
    }

    private static String text(ResultSet rows, String column) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        return value == null ? rows.getString(column + "_missing") : rows.getString(column);
    }

    private List<NamedCsvRecord> csv(String table) throws IOException {
        try (Stream<Path> runs = Files.list(scratch.resolve("output/resettle-iirms"))) {
            Path run = runs.filter(Files::isDirectory).sorted().findFirst().orElseThrow();
            return CsvReader.builder().ofNamedCsvRecord(run.resolve(table + ".csv")).stream()
                    .toList();
        }
    }

    private Path protocol(String url) throws IOException {
        Path jobs = Files.createDirectories(scratch.resolve("jobs"));
        String inputs = Path.of("sample-input").toAbsolutePath().toString();
        String text = Files.readString(Path.of("jobs/resettle.yml"), UTF_8).replace("../sample-input", inputs);
        return loading(jobs.resolve("resettle.yml"), text, url);
    }

    private static Path loading(Path protocol, String text, String url) throws IOException {
        return Files.writeString(
                protocol, text + "\n  database: { url: \"" + url + "\", user: loader, schema: resettle }\n", UTF_8);
    }

    private PackagedJar.Ended run(Path protocol, String password, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                protocol.toString(),
                "--quiet",
                "--output",
                scratch.resolve("output").toString(),
                "--work",
                scratch.resolve("work").toString()));
        arguments.addAll(List.of(options));
        return PackagedJar.run(
                scratch, Map.of("RECONLINK_DATABASE_PASSWORD", password), arguments.toArray(String[]::new));
    }

    private EmbeddedPostgres started() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException | IllegalStateException e) {
            Needed.that(false, "PostgreSQL cannot start here: " + e.getMessage());
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static void administer(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
