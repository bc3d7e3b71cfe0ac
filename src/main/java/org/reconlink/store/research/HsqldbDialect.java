package org.reconlink.store.research;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.result.PublishedTable.Kind;

/** HSQLDB: rows by batches; each definition is a transaction of its own, so a swap that a kill ends is taken up again. */
final class HsqldbDialect implements Dialect {
    private static final String FILE = "jdbc:hsqldb:file:";

    /** Loads of this process; of another one the database itself keeps out, since it admits one process. */
    @Override
    public void enter(Connection connection, String schema) {}

    @Override
    public ResearchDriver driver() {
        return new ResearchDriver("HSQLDB", "org.hsqldb.jdbc.JDBCDriver", null);
    }

    /** Commits that are said to be made survive a kill, and the last connection shuts the database down. */
    @Override
    public String address(String url) {
        return url.startsWith(FILE) ? url + ";hsqldb.write_delay=false;shutdown=true" : url;
    }

    /** That which is there whenever the database is. */
    @Override
    public @Nullable Path file(String url) {
        return url.startsWith(FILE) ? Path.of(url.substring(FILE.length()).split(";", 2)[0] + ".properties") : null;
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
    public void replaceView(Connection connection, String schema, String view, String query, boolean exists)
            throws SQLException {
        Dialect.execute(connection, (exists ? "ALTER VIEW " : "CREATE VIEW ") + quoted(schema, view) + " AS " + query);
    }
}
