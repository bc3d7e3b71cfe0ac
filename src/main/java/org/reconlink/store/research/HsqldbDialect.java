package org.reconlink.store.research;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.DatabaseSettings;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.PublishedTable.Kind;

/** HSQLDB: rows by batches; each definition is a transaction of its own, so a swap that a kill ends is taken up again. */
final class HsqldbDialect implements Dialect {
    private static final int BATCH = 1_000;

    /** Loads of this process; of another one the database itself keeps out, since it admits one process. */
    @Override
    public void enter(Connection connection, String schema) {}

    /** Commits that are said to be made survive a kill, and the last connection shuts the database down. */
    @Override
    public String address(String url) {
        return url.startsWith("jdbc:hsqldb:file:") ? url + ";hsqldb.write_delay=false;shutdown=true" : url;
    }

    @Override
    public Properties properties(DatabaseSettings settings) {
        return new Properties();
    }

    @Override
    public void tryRights(Connection connection, String latest, String staging) throws SQLException {
        if (connection.isReadOnly()) {
            throw new SQLException("the database is read-only", READ_ONLY);
        }
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT ADMIN FROM INFORMATION_SCHEMA.SYSTEM_USERS WHERE USER_NAME = CURRENT_USER");
                ResultSet rows = query.executeQuery()) {
            if (!rows.next() || !rows.getBoolean(1)) { // its definitions cannot be undone: what it may is asked
                throw new SQLException("the user may not make schemas", INSUFFICIENT_PRIVILEGE);
            }
        }
    }

    @Override
    public String folded(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    public int longestName() {
        return 128;
    }

    @Override
    public String type(Kind kind) {
        return switch (kind) {
            case TEXT -> "VARCHAR(32672)";
            case FLAG -> "BOOLEAN";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DOUBLE";
            case DATE -> "DATE";
        };
    }

    @Override
    public String view() {
        return "TABLE";
    }

    @Override
    public void fill(Connection connection, String table, PublishedTable rows) throws SQLException {
        int columns = rows.columns().size();
        String places = String.join(", ", Collections.nCopies(columns, "?"));
        int waiting = 0;
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
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

    private static void set(PreparedStatement insert, int place, Kind kind, @Nullable String value)
            throws SQLException {
        if (value == null) {
            insert.setNull(place, Types.NULL);
            return;
        }
        switch (kind) {
            case TEXT -> insert.setString(place, value);
            case FLAG -> insert.setBoolean(place, value.equals("yes"));
            case INTEGER -> insert.setLong(place, Long.parseLong(value));
            case DECIMAL -> insert.setDouble(place, Double.parseDouble(value));
            case DATE -> insert.setObject(place, LocalDate.parse(value));
        }
    }

    @Override
    public void replaceView(Connection connection, String view, String query, boolean exists) throws SQLException {
        Dialect.execute(connection, (exists ? "ALTER VIEW " : "CREATE VIEW ") + view + " AS " + query);
    }

    @Override
    public void beforeSwap(Connection connection) {}

    @Override
    public boolean isBusy(SQLException failure) {
        return false;
    }
}
