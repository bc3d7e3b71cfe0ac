package org.reconlink.store.research;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.PublishedTable.Kind;

/** What differs between databases that runs are loaded into table by table. */
sealed interface Dialect extends DatabaseKind permits PostgresDialect, HsqldbDialect, DuckDbDialect, SqliteDialect {
    int BATCH = 1_000;

    /** What a schema's name and a table's are joined by for whoever queries. */
    default String joint() {
        return ".";
    }

    /**
     * Whether a load fills a staging schema that the swap renames, so that readers are kept out for a moment only; else all of a
     * load is one transaction in the run's own schema.
     */
    default boolean staged() {
        return true;
    }

    default boolean exists(Connection connection, String schema) throws SQLException {
        try (ResultSet schemas = connection.getMetaData().getSchemas()) {
            while (schemas.next()) {
                if (schemas.getString("TABLE_SCHEM").equals(folded(schema))) {
                    return true;
                }
            }
            return false;
        }
    }

    default void createSchema(Connection connection, String schema) throws SQLException {
        execute(connection, "CREATE SCHEMA " + quoted(schema));
    }

    /** The tables and views of a schema with their comments. */
    default Map<String, String> contents(Connection connection, String schema) throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        String name = folded(schema);
        try (ResultSet tables = connection.getMetaData().getTables(null, name, "%", new String[] {"TABLE", "VIEW"})) {
            while (tables.next()) {
                if (tables.getString("TABLE_SCHEM").equals(name)) { // a name is a pattern here, and _ any letter
                    contents.put(
                            tables.getString("TABLE_NAME"),
                            Objects.requireNonNullElse(tables.getString("REMARKS"), ""));
                }
            }
        }
        return contents;
    }

    /**
     * Says what a table or view is, or a column of it.
     *
     * @param what TABLE or VIEW
     * @param column null for the whole
     */
    default void comment(
            Connection connection, String what, String schema, String table, @Nullable String column, String comment)
            throws SQLException {
        String name = quoted(schema, table);
        execute(
                connection,
                "COMMENT ON " + (column == null ? what + " " + name : "COLUMN " + name + "." + quoted(column)) + " IS "
                        + literal(comment));
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Whether keys are made with the table, before its rows. */
    default boolean keysFirst() {
        return false;
    }

    default String timestamp() {
        return "TIMESTAMP WITH TIME ZONE";
    }

    /** By the database's own clock. */
    default String now() {
        return "CURRENT_TIMESTAMP";
    }

    /** A name as it is without quotes for whoever queries. */
    default String folded(String name) {
        return name;
    }

    /** The longest name. */
    default int longestName() {
        return 128;
    }

    String type(Kind kind);

    /** What a comment on a view is a comment on. */
    default String view() {
        return "VIEW";
    }

    /** Waits until no other load of the schema is going on; holds until the connection ends. */
    void enter(Connection connection, String schema) throws SQLException;

    /** Fills a table that is there with all rows. */
    default void fill(Connection connection, String schema, PublishedTable rows) throws SQLException {
        int columns = rows.columns().size();
        String places = String.join(", ", Collections.nCopies(columns, "?"));
        int waiting = 0;
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + quoted(schema, rows.name()) + " VALUES (" + places + ")")) {
            for (List<@Nullable String> row : rows.rows()) {
                for (int i = 0; i < columns; i++) {
                    set(insert, i + 1, rows.columns().get(i).kind(), row.get(i));
                }
                insert.addBatch();
                if (++waiting == BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) { // an empty batch is an error
                insert.executeBatch();
            }
        }
    }

    private void set(PreparedStatement insert, int place, Kind kind, @Nullable String value) throws SQLException {
        if (value == null) {
            insert.setNull(place, Types.NULL);
            return;
        }
        switch (kind) {
            case TEXT -> insert.setString(place, value);
            case FLAG -> insert.setBoolean(place, value.equals("yes"));
            case INTEGER -> insert.setLong(place, Long.parseLong(value));
            case DECIMAL -> insert.setDouble(place, Double.parseDouble(value));
            case DATE -> setDate(insert, place, value);
        }
    }

    default void setDate(PreparedStatement insert, int place, String day) throws SQLException {
        insert.setObject(place, LocalDate.parse(day));
    }

    /** Makes a view, or turns it to another query; who may read it may read it afterwards. */
    void replaceView(Connection connection, String schema, String view, String query, boolean exists)
            throws SQLException;

    default void dropView(Connection connection, String schema, String view) throws SQLException {
        execute(connection, "DROP VIEW " + quoted(schema, view));
    }

    /** What stands before each try of the swap. */
    default void beforeSwap(Connection connection) throws SQLException {}

    /** Whether a swap failed because somebody is reading, so that another try can do it. */
    default boolean isBusy(SQLException failure) {
        return false;
    }

    default String quoted(String name) {
        return "\"" + folded(name) + "\"";
    }

    default String quoted(String schema, String name) {
        return quoted(schema) + "." + quoted(name);
    }

    /** Makes what can be made with some right only, and undoes it. */
    static void tryOut(Connection connection, String definition) throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, definition);
        } finally {
            connection.rollback();
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
