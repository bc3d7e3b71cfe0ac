package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.kernel.Sha256;

/** A small study, checked and run into files of DuckDB and SQLite by drivers that its protocol names. */
class FileDatabaseRunTest {
    private static final List<String> TABLES = List.of(
            "participants", "outcomes", "offences", "recalls", "links", "classification", "definitions", "sensitivity");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"duckdb, org.duckdb.DuckDBDriver, .", "sqlite, org.sqlite.JDBC, _"})
    void whatTheFileSaysIsWhatTheTablesSayCellByCell(String kind, String driver, String joint) throws Exception {
        URI jar = Class.forName(driver)
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Files.copy(Path.of(jar), folder.resolve("driver.jar"));
        Path file = folder.resolve("research.db");
        Path protocol = TinyStudy.write(folder);
        Files.writeString(
                protocol,
                Files.readString(protocol) + "  database: { url: \"jdbc:" + kind + ":" + file
                        + "\", driver: driver.jar, schema: ours }\n");

        Given check = Given.here("check", protocol.toString());
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out())
                .contains("research database: can be loaded (schema ours of jdbc:" + kind + ":" + file + ")");
        assertThat(file).doesNotExist();
        Given run = Given.here(
                "run",
                protocol.toString(),
                "--quiet",
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();

        Path outputs;
        try (Stream<Path> runs = Files.list(folder.resolve("output/tiny"))) {
            outputs = runs.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        assertThat(Files.readString(folder.resolve("work/tiny/events.jsonl")))
                .contains("\"loading database\"", Sha256.hex(folder.resolve("driver.jar")));
        Driver reader = Class.forName(driver)
                .asSubclass(Driver.class)
                .getDeclaredConstructor()
                .newInstance();
        try (Connection connection = reader.connect("jdbc:" + kind + ":" + file, new Properties());
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                List<NamedCsvRecord> expected;
                try (CsvReader<NamedCsvRecord> csv =
                        CsvReader.builder().ofNamedCsvRecord(outputs.resolve(table + ".csv"))) {
                    expected = csv.stream().toList();
                }
                List<String> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery("SELECT * FROM ours" + joint + table)) {
                    while (rows.next()) {
                        StringBuilder line = new StringBuilder();
                        for (String column : expected.isEmpty()
                                ? List.<String>of()
                                : expected.get(0).getHeader()) {
                            line.append(text(rows, column)).append('|');
                        }
                        found.add(line.toString());
                    }
                }
                assertThat(found)
                        .as(table)
                        .containsExactlyInAnyOrderElementsOf(expected.stream()
                                .map(row -> row.getFields().stream()
                                        .map(FileDatabaseRunTest::plain)
                                        .collect(Collectors.joining("|", "", "|")))
                                .toList());
            }
        }
        assertThat(Given.here("check", protocol.toString()).exitCode()).isZero();
    }

    /** A value, or null and why; numbers by their value, since a file of numbers keeps no zeros at their end. */
    private static String text(ResultSet rows, String column) throws Exception {
        String value = rows.getString(column);
        if (value == null) {
            return rows.getString(column + "_missing");
        }
        return switch (rows.getMetaData().getColumnTypeName(rows.findColumn(column))) {
            case "BOOLEAN" -> rows.getBoolean(column) ? "yes" : "no";
            default -> plain(value);
        };
    }

    private static String plain(String cell) {
        return cell.matches("-?[0-9]+\\.[0-9]+")
                ? new BigDecimal(cell).stripTrailingZeros().toPlainString()
                : cell;
    }
}
