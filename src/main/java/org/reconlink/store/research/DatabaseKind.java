package org.reconlink.store.research;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.PublishSettings.DatabaseSettings;

/** How databases of one kind are connected to, and what their failures mean. */
sealed interface DatabaseKind permits Dialect, SqlServer {
    Pattern LOOPBACK = Pattern.compile(
            "jdbc:(postgresql:(?!//)|hsqldb:file:|(postgresql:|sqlserver:|hsqldb:[a-z]+:)//(localhost|127(\\.\\d{1,3}){3}|\\[::1])?(:\\d+)?(/|\\?|;|$))");
    Pattern ELSEWHERE = Pattern.compile("[?&](pg)?(host|hostaddr|service|socketfactory|localsocketaddress)=");

    static DatabaseKind of(String url) {
        if (SqlServer.isScript(url)) {
            return new SqlServer();
        }
        return switch (url.split(":", 3)[1]) {
            case "postgresql" -> new PostgresDialect();
            case "sqlserver" -> new SqlServer();
            case "duckdb" -> new DuckDbDialect();
            case "sqlite" -> new SqliteDialect();
            default -> new HsqldbDialect();
        };
    }

    /** Whether an address leads to this machine for sure, by its own words: no parameter names another host. */
    static boolean isLoopback(String url) {
        return LOOPBACK.matcher(url).lookingAt()
                && !ELSEWHERE.matcher(url.toLowerCase(Locale.ROOT)).find();
    }

    /** The address to connect to, with what a load needs. */
    default String address(String url) {
        return url;
    }

    /** Properties of a connection without user and password. */
    Properties properties(DatabaseSettings settings);

    /**
     * Does what a load asks of the user's rights, and undoes it.
     *
     * @param latest the schema of the latest run, which may be there
     * @param staging the schema that a load fills first, which may be left from one that was broken off
     * @throws SQLException whose state says what the user may not
     */
    void tryRights(Connection connection, String latest, String staging) throws SQLException;

    /** SQL states of what a user may not. */
    String INSUFFICIENT_PRIVILEGE = "42501";

    String READ_ONLY = "25006";

    String CANNOT_CONNECT = "08001";
    String DISK_FULL = "53100";
    String LOCK_NOT_AVAILABLE = "55P03";

    /** States of our own, of databases that are files. */
    String OPEN_ELSEWHERE = "RL001";

    String OTHER_FILE = "RL002";
    String OTHER_VERSION = "RL003";
    String NO_LIBRARY = "RL004";

    /** What a failure is, by SQL state; of databases that have none in the same words. */
    default String state(SQLException failure) {
        return String.valueOf(failure.getSQLState());
    }

    /** The class of the driver, and where it is to be had where it is no part of this program. */
    ResearchDriver driver();

    /** The file that is the database; null if it is on a server. */
    default @Nullable Path file(String url) {
        return null;
    }
}
