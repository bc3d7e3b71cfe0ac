package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.result.PublishedTable;

/** Whoever queries a research database or writes a script needs no quotes for any table or column. */
class ReservedWordsTest {
    @TempDir
    Path folder;

    private static Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of("run", "runs"));
        for (PublishedTable table :
                PublishedTables.of(CountTablesTest.measuring(Made.reoffender("a"), Made.desister("b")))) {
            names.add(table.name());
            table.columns().forEach(column -> names.add(column.name()));
        }
        return names;
    }

    @Test
    void noTableOrColumnIsAWordOfADatabaseOrAStatisticsProgram() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/spec/publish/reserved-words.tsv"));
        assertThat(names()).contains("measures", "study_group", "offence_group", "follow_up_window", "window_end");
        assertThat(lines).hasSize(10);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            assertThat(names()).as(cells[0]).doesNotContainAnyElementsOf(Arrays.asList(cells[2].split(" ")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hsqldb:file", "duckdb", "sqlite"})
    void eachCanBeWrittenWithoutQuotes(String kind) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:" + kind + ":" + folder.resolve("words"));
                Statement statement = connection.createStatement()) {
            for (String name : names()) {
                statement.execute("CREATE TABLE " + name + " (" + name + " INTEGER)");
                statement.execute("SELECT t." + name + ", " + name + " FROM " + name + " t ORDER BY " + name);
                statement.execute("DROP TABLE " + name);
            }
        }
    }
}
