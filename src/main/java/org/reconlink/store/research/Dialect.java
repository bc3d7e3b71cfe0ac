package org.reconlink.store.research;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.reconlink.result.DatabaseSettings;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.PublishedTable.Kind;

/** What differs between databases. */
sealed interface Dialect permits PostgresDialect, HsqldbDialect {
    Pattern LOOPBACK = Pattern.compile(
            "jdbc:(postgresql:(?!//)|hsqldb:file:|(postgresql:|hsqldb:[a-z]+:)//(localhost|127(\\.\\d{1,3}){3}|\\[::1])?(:\\d+)?(/|\\?|$))");
    Pattern ELSEWHERE = Pattern.compile("[?&](pg)?(host|hostaddr|service|socketfactory|localsocketaddress)=");

    static Dialect of(String url) {
        return url.startsWith("jdbc:postgresql:") ? new PostgresDialect() : new HsqldbDialect();
    }

    /** Whether an address leads to this machine for sure, by its own words: no parameter names another host. */
    static boolean isLoopback(String url) {
        return LOOPBACK.matcher(url).lookingAt()
                && !ELSEWHERE.matcher(url.toLowerCase(Locale.ROOT)).find();
    }

    /** The address to connect to, with what a load needs. */
    String address(String url);

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

    /** A name as it is without quotes for whoever queries. */
    String folded(String name);

    /** The longest name. */
    int longestName();

    String type(Kind kind);

    /** What a comment on a view is a comment on. */
    String view();

    /** Waits until no other load of the schema is going on; holds until the connection ends. */
    void enter(Connection connection, String schema) throws SQLException;

    /** Fills a table that is there with all rows. */
    void fill(Connection connection, String table, PublishedTable rows) throws SQLException;

    /** Makes a view, or turns it to another query; who may read it may read it afterwards. */
    void replaceView(Connection connection, String view, String query, boolean exists) throws SQLException;

    /** What stands before each try of the swap. */
    void beforeSwap(Connection connection) throws SQLException;

    /** Whether a swap failed because somebody is reading, so that another try can do it. */
    boolean isBusy(SQLException failure);

    default String quoted(String name) {
        return "\"" + folded(name) + "\"";
    }

    default String quoted(String schema, String name) {
        return quoted(schema) + "." + quoted(name);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
