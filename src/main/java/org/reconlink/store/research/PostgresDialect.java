package org.reconlink.store.research;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.PublishedTable.Kind;

/** PostgreSQL: rows by COPY; definitions are part of transactions. */
final class PostgresDialect implements Dialect {
    private static final String OTHER_COLUMNS = "42P16";
    private static final String DEADLOCK = "40P01";

    /** No table of a dataset is called so, and it is never left. */
    private static final String TRIAL = "trial of rights";

    /** Whether all tables and views of a schema that runs made are the user's, or of a role that it is a member of. */
    private static final String OWN = """
            SELECT NOT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = ? AND c.relkind IN ('r', 'v') AND NOT pg_has_role(c.relowner, 'USAGE'))""";

    /** Columns of a view can have grants of their own; those, like the view's, are kept by name. */
    private static final String GRANTS = """
            SELECT 'GRANT ' || a.privilege_type || ' ON %1$s TO ' || %2$s || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
              FROM pg_class c, aclexplode(c.relacl) a
             WHERE c.oid = ?::regclass AND a.grantee <> c.relowner
            UNION ALL
            SELECT 'GRANT ' || a.privilege_type || ' (' || quote_ident(t.attname) || ') ON %1$s TO ' || %2$s
              FROM pg_attribute t, aclexplode(t.attacl) a
             WHERE t.attrelid = ?::regclass AND NOT t.attisdropped
             ORDER BY 1""";

    private static final String GRANTEE =
            "CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END";

    @Override
    public ResearchDriver driver() {
        return new ResearchDriver("PostgreSQL", "org.postgresql.Driver", null);
    }

    @Override
    public Properties properties(DatabaseSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "reconlink");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", "600");
        properties.setProperty("tcpKeepAlive", "true");
        if (!DatabaseKind.isLoopback(settings.url())) {
            // what the driver takes by itself is TLS if the server has it, no look at whose it is, and a password in
            // clear
            properties.setProperty(
                    "sslmode",
                    switch (settings.encryption()) {
                        case VERIFIED -> "verify-full";
                        case UNVERIFIED -> "require";
                        case NONE -> "prefer";
                    });
            if (settings.scram()) {
                properties.setProperty("requireAuth", "scram-sha-256");
            }
        }
        return properties;
    }

    @Override
    public void tryRights(Connection connection, String latest, String staging) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Dialect.execute(connection, "SET LOCAL lock_timeout = '10s'");
            if (isThere(connection, staging)) {
                requireOwn(connection, staging);
            } else {
                Dialect.execute(connection, "CREATE SCHEMA " + quoted(staging));
            }
            Dialect.execute(connection, "CREATE TABLE " + quoted(staging, TRIAL) + " (trial text)");
            if (isThere(connection, latest)) {
                requireOwn(connection, latest);
            } else {
                Dialect.execute(connection, "CREATE SCHEMA " + quoted(latest));
            }
            Dialect.execute(
                    connection, "CREATE VIEW " + quoted(latest, TRIAL) + " AS SELECT * FROM " + quoted(staging, TRIAL));
        } finally {
            connection.rollback();
        }
    }

    private static boolean isThere(Connection connection, String schema) throws SQLException {
        return isTrue(connection, "SELECT to_regnamespace(quote_ident(?)) IS NOT NULL", schema);
    }

    /** A schema that is there is dropped, renamed or has its views made anew: its tables and views must be the user's. */
    private static void requireOwn(Connection connection, String schema) throws SQLException {
        if (!isTrue(connection, OWN, schema)) {
            throw new SQLException("the schema or what it holds is another's", INSUFFICIENT_PRIVILEGE);
        }
    }

    private static boolean isTrue(Connection connection, String question, String schema) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question)) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    @Override
    public int longestName() {
        return 63;
    }

    @Override
    public String type(Kind kind) {
        return switch (kind) {
            case TEXT -> "text";
            case FLAG -> "boolean";
            case INTEGER -> "bigint";
            case DECIMAL -> "numeric";
            case DATE -> "date";
        };
    }

    @Override
    public void enter(Connection connection, String schema) throws SQLException {
        Dialect.execute(connection, "SET lock_timeout = '60s'");
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "reconlink " + schema);
            lock.execute();
        }
        connection.commit();
    }

    @Override
    public void fill(Connection connection, String schema, PublishedTable rows) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + quoted(schema, rows.name()) + " FROM STDIN (FORMAT csv, ENCODING 'UTF8')");
        try {
            for (List<@Nullable String> row : rows.rows()) {
                byte[] line = (row.stream().map(PostgresDialect::csv).collect(Collectors.joining(",")) + "\n")
                        .getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(line, 0, line.length);
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Null is the cell without quotes. */
    private static String csv(@Nullable String value) {
        return value == null ? "" : "\"" + value.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void replaceView(Connection connection, String schema, String table, String query, boolean exists)
            throws SQLException {
        String view = quoted(schema, table);
        Savepoint before = connection.setSavepoint();
        try {
            Dialect.execute(connection, "CREATE OR REPLACE VIEW " + view + " AS " + query);
        } catch (SQLException e) {
            if (!exists || !OTHER_COLUMNS.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            List<String> grants = grants(connection, view);
            Dialect.execute(connection, "DROP VIEW " + view);
            Dialect.execute(connection, "CREATE VIEW " + view + " AS " + query);
            for (String grant : grants) {
                grant(connection, grant);
            }
        }
    }

    /** A grant on a column that the view no longer has cannot be kept. */
    private static void grant(Connection connection, String grant) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            Dialect.execute(connection, grant);
        } catch (SQLException e) {
            if (!"42703".equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
        }
    }

    private static List<String> grants(Connection connection, String view) throws SQLException {
        List<String> grants = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement(GRANTS.formatted(view.replace("'", "''"), GRANTEE))) {
            query.setString(1, view);
            query.setString(2, view);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    grants.add(rows.getString(1));
                }
            }
        }
        return grants;
    }

    /** Shorter than a reader waits before it looks for a deadlock (a second): it is never the reader that gives up. */
    @Override
    public void beforeSwap(Connection connection) throws SQLException {
        Dialect.execute(connection, "SET LOCAL lock_timeout = '400ms'");
    }

    @Override
    public boolean isBusy(SQLException failure) {
        return LOCK_NOT_AVAILABLE.equals(failure.getSQLState()) || DEADLOCK.equals(failure.getSQLState());
    }
}
