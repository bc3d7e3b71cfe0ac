package org.reconlink.store.research;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.result.PublishedTable.Kind;

/**
 * SQLite: a file without schemas and comments. A schema's name stands before a table's, joined by an underscore; what each
 * table and column means, and which of them runs made, is in a table. A load is one transaction.
 */
final class SqliteDialect implements Dialect {
    private static final String PREFIX = "jdbc:sqlite:";

    /** With column_name blank, of a table or view. */
    private static final String COMMENTS = "reconlink_comments";

    private static final String MAKE_COMMENTS = "CREATE TABLE IF NOT EXISTS " + COMMENTS
            + " (schema_name TEXT NOT NULL, table_name TEXT NOT NULL, column_name TEXT NOT NULL, kind TEXT NOT NULL,"
            + " comment TEXT NOT NULL,"
            + " PRIMARY KEY (schema_name, table_name, column_name)) WITHOUT ROWID";

    /** Those that runs made in the schema, and those of others that are called as if they were in it. */
    private static final String CONTENTS = """
            SELECT substr(m.name, length(?1) + 2), coalesce(c.comment, '') FROM sqlite_master m
              LEFT JOIN reconlink_comments c ON c.schema_name = ?1 AND c.table_name = substr(m.name, length(?1) + 2)
                AND c.column_name = '' AND c.kind = m.type
             WHERE m.type IN ('table', 'view') AND substr(m.name, 1, length(?1) + 1) = ?1 || '_'
               AND m.name NOT IN (SELECT o.schema_name || '_' || o.table_name FROM reconlink_comments o
                 WHERE o.schema_name <> ?1)""";

    @Override
    public Path file(String url) {
        return Path.of(url.substring(PREFIX.length()));
    }

    @Override
    public ResearchDriver driver() {
        return new ResearchDriver("SQLite", "org.sqlite.JDBC", "org.xerial:sqlite-jdbc:3.53.4.0");
    }

    @Override
    public Properties properties(DatabaseSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", "60000");
        properties.setProperty("foreign_keys", "true");
        properties.setProperty("synchronous", "FULL");
        properties.setProperty("transaction_mode", "IMMEDIATE");
        properties.setProperty("cache_size", "-262144"); // readers go on until a load is larger than this, in KiB
        return properties;
    }

    @Override
    public void tryRights(Connection connection, String latest, String staging) throws SQLException {
        Dialect.tryOut(connection, "CREATE TABLE \"trial of rights\" (trial TEXT)");
    }

    /** By the number of the failure, the first byte of it. */
    @Override
    public String state(SQLException failure) {
        if (failure.getErrorCode() == 0 && "Error opening connection".equals(failure.getMessage())) {
            return NO_LIBRARY;
        }
        return switch (failure.getErrorCode() & 0xff) {
            case 5, 6 -> OPEN_ELSEWHERE;
            case 3, 8 -> READ_ONLY;
            case 10, 13 -> DISK_FULL;
            case 14 -> CANNOT_CONNECT;
            case 11, 26 -> OTHER_FILE;
            default -> failure.getErrorCode() == 0 ? "" : "of SQLite " + failure.getErrorCode();
        };
    }

    @Override
    public String joint() {
        return "_";
    }

    @Override
    public String quoted(String schema, String name) {
        return quoted(schema + joint() + name);
    }

    /** By names that R and Python know as dates, and yes and no. */
    @Override
    public String type(Kind kind) {
        return switch (kind) {
            case TEXT -> "TEXT";
            case FLAG -> "BOOLEAN";
            case INTEGER -> "INTEGER";
            case DECIMAL -> "REAL";
            case DATE -> "DATE";
        };
    }

    @Override
    public boolean staged() {
        return false;
    }

    @Override
    public boolean keysFirst() {
        return true;
    }

    @Override
    public String timestamp() {
        return "TIMESTAMP";
    }

    @Override
    public String now() {
        return "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";
    }

    /** Of which there are none. */
    @Override
    public boolean exists(Connection connection, String schema) {
        return true;
    }

    @Override
    public Map<String, String> contents(Connection connection, String schema) throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        Dialect.execute(connection, MAKE_COMMENTS);
        try (PreparedStatement query = connection.prepareStatement(CONTENTS)) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    contents.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return contents;
    }

    @Override
    public void comment(
            Connection connection, String what, String schema, String table, @Nullable String column, String comment)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT OR REPLACE INTO " + COMMENTS + " VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, schema);
            insert.setString(2, table);
            insert.setString(3, column == null ? "" : column);
            insert.setString(4, what.toLowerCase(Locale.ROOT));
            insert.setString(5, comment);
            insert.executeUpdate();
        }
    }

    /** The first statement of the transaction waits until no other writes. */
    @Override
    public void enter(Connection connection, String schema) throws SQLException {
        Dialect.execute(connection, MAKE_COMMENTS);
    }

    @Override
    public void setDate(PreparedStatement insert, int place, String day) throws SQLException {
        insert.setString(place, day);
    }

    @Override
    public void replaceView(Connection connection, String schema, String view, String query, boolean exists)
            throws SQLException {
        dropView(connection, schema, view);
        Dialect.execute(connection, "CREATE VIEW " + quoted(schema, view) + " AS " + query);
    }

    @Override
    public void dropView(Connection connection, String schema, String view) throws SQLException {
        Dialect.execute(connection, "DROP VIEW IF EXISTS " + quoted(schema, view));
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + COMMENTS + " WHERE schema_name = ? AND table_name = ?")) {
            delete.setString(1, schema);
            delete.setString(2, view);
            delete.executeUpdate();
        }
    }
}
