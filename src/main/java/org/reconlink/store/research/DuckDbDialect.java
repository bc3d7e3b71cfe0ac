package org.reconlink.store.research;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.PublishedTable.Column;
import org.reconlink.result.PublishedTable.Kind;

/** DuckDB: a file that one process has to itself, where definitions are part of transactions: a load is one of them. */
final class DuckDbDialect implements Dialect {
    private static final String PREFIX = "jdbc:duckdb:";

    @Override
    public Path file(String url) {
        return Path.of(url.substring(PREFIX.length()));
    }

    @Override
    public ResearchDriver driver() {
        return new ResearchDriver("DuckDB", "org.duckdb.DuckDBDriver", "org.duckdb:duckdb_jdbc:1.5.6.0");
    }

    /** A file of another program is refused, not read by an extension that the driver would fetch from the internet. */
    @Override
    public Properties properties(DatabaseSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        return properties;
    }

    @Override
    public void tryRights(Connection connection, String latest, String staging) throws SQLException {
        Dialect.tryOut(connection, "CREATE SCHEMA \"trial of rights\"");
    }

    /** The driver has no states; its messages, which can quote rows, are never shown. */
    @Override
    public String state(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("Could not set lock on file") || message.contains("being used by another process")) {
            return OPEN_ELSEWHERE;
        }
        if (message.contains("not a valid DuckDB database file") || message.contains("_scanner.duckdb_extension")) {
            return OTHER_FILE;
        }
        if (message.contains("database file with version number")) {
            return OTHER_VERSION;
        }
        if (message.contains("No space left on device")
                || message.contains("not enough space")
                || message.contains("File too large")) {
            return DISK_FULL;
        }
        if (message.contains("Permission denied")
                || message.contains("Access is denied")
                || message.contains("Read-only file system")
                || message.contains("read-only mode")) {
            return READ_ONLY;
        }
        return message.contains("Cannot open") || message.contains("Could not") ? CANNOT_CONNECT : "";
    }

    @Override
    public String type(Kind kind) {
        return switch (kind) {
            case TEXT -> "VARCHAR";
            case FLAG -> "BOOLEAN";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DOUBLE";
            case DATE -> "DATE";
        };
    }

    /** A schema cannot be renamed, and need not be: who reads waits until the file is free. */
    @Override
    public boolean staged() {
        return false;
    }

    /** Foreign keys cannot be added later. */
    @Override
    public boolean keysFirst() {
        return true;
    }

    /** The driver does not tell the comments of views. */
    @Override
    public Map<String, String> contents(Connection connection, String schema) throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = ?"
                        + " AND NOT internal UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE schema_name = ?"
                        + " AND NOT internal")) {
            query.setString(1, schema);
            query.setString(2, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String comment = rows.getString(2);
                    contents.put(rows.getString(1), comment == null ? "" : comment);
                }
            }
        }
        return contents;
    }

    /** The file itself is the lock: the connection has it until it ends. */
    @Override
    public void enter(Connection connection, String schema) {}

    @Override
    public void replaceView(Connection connection, String schema, String view, String query, boolean exists)
            throws SQLException {
        Dialect.execute(connection, "CREATE OR REPLACE VIEW " + quoted(schema, view) + " AS " + query);
    }

    /** By the driver's appender: ten times as fast as its statements. */
    @Override
    public void fill(Connection connection, String schema, PublishedTable rows) throws SQLException {
        try (Appender appender = new Appender(connection, schema, rows.name())) {
            List<Column> columns = rows.columns();
            for (List<@Nullable String> row : rows.rows()) {
                appender.beginRow();
                for (int i = 0; i < columns.size(); i++) {
                    appender.append(columns.get(i).kind(), row.get(i));
                }
                appender.endRow();
            }
        }
    }

    /** The driver's own, which is loaded from a jar of its own, so that no class of ours can name it. */
    private static final class Appender implements AutoCloseable {
        private final Object appender;
        private final Method beginRow;
        private final Method endRow;
        private final Method text;
        private final Method flag;
        private final Method number;
        private final Method decimal;
        private final Method date;
        private final Method missing;

        Appender(Connection connection, String schema, String table) throws SQLException {
            Method create = method(connection.getClass(), "createAppender", String.class, String.class);
            this.appender = call(connection, create, schema, table);
            Class<?> type = appender.getClass();
            this.beginRow = method(type, "beginRow");
            this.endRow = method(type, "endRow");
            this.text = method(type, "append", String.class);
            this.flag = method(type, "append", boolean.class);
            this.number = method(type, "append", long.class);
            this.decimal = method(type, "append", double.class);
            this.date = method(type, "append", LocalDate.class);
            this.missing = method(type, "appendNull");
        }

        void beginRow() throws SQLException {
            call(appender, beginRow);
        }

        void endRow() throws SQLException {
            call(appender, endRow);
        }

        void append(Kind kind, @Nullable String value) throws SQLException {
            if (value == null) {
                call(appender, missing);
                return;
            }
            switch (kind) {
                case TEXT -> call(appender, text, value);
                case FLAG -> call(appender, flag, value.equals("yes"));
                case INTEGER -> call(appender, number, Long.parseLong(value));
                case DECIMAL -> call(appender, decimal, Double.parseDouble(value));
                case DATE -> call(appender, date, LocalDate.parse(value));
            }
        }

        @Override
        public void close() throws SQLException {
            call(appender, method(appender.getClass(), "close"));
        }

        private static Method method(Class<?> type, String name, Class<?>... parameters) {
            try {
                return type.getMethod(name, parameters);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("the driver of DuckDB has no " + name, e);
            }
        }

        private static Object call(Object on, Method method, Object... arguments) throws SQLException {
            try {
                Object result = method.invoke(on, arguments);
                return result == null ? on : result;
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof SQLException failure) {
                    throw failure;
                }
                throw new IllegalStateException("the driver of DuckDB failed in " + method.getName(), e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("the driver of DuckDB has no " + method.getName(), e);
            }
        }
    }
}
