package org.reconlink.store.research;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.PublishedTable.Column;
import org.reconlink.result.PublishedTable.Kind;
import org.reconlink.store.research.ResearchDatabase.ResearchDataset;
import org.reconlink.store.research.ResearchDatabase.Schemas;

/** One load: fills a staging schema, then swaps it in. */
final class Load {
    private static final int TRIES = 90;
    private static final long PAUSE_MILLIS = 300;

    private static final int DATE = 10;

    /** In the schema of a run: which run it is. In that of the latest: the same by a view, and a table of all runs. */
    static final String RUN = "run";

    static final String RUNS = "runs";

    private final Connection connection;
    private final Dialect dialect;
    private final Schemas schemas;
    private final String latest;
    private final String own;
    private final String staging;
    private final ResearchDataset dataset;
    private final List<PublishedTable> tables = new ArrayList<>();

    Load(Connection connection, Dialect dialect, String latest, ResearchDataset dataset) {
        this.connection = connection;
        this.dialect = dialect;
        this.schemas = new Schemas(connection, dialect, dataset.study());
        this.latest = latest;
        this.own = dataset.schema(latest);
        this.staging = dialect.staged() ? staging(latest) : own;
        this.dataset = dataset;
        dataset.tables().forEach(table -> tables.add(table.withNamesUpTo(dialect.longestName())));
        tables.add(runTable()); // last, as readers ask for it: who takes locks in one order does not wait in a circle
    }

    /** The schema that a load fills before readers see it. */
    static String staging(String latest) {
        return latest + "_staging";
    }

    private PublishedTable runTable() {
        return new PublishedTable(
                RUN,
                "The run that the tables beside it come from.",
                List.of(RUN),
                false,
                List.of(
                        text(RUN, "The run."),
                        text("study", "The study."),
                        text("protocol_sha256", "SHA-256 of the protocol."),
                        text("package_sha256", "SHA-256 of datapackage.json, which has the hashes of all tables.")),
                List.of(List.of(dataset.run(), dataset.study(), dataset.protocolSha256(), dataset.packageSha256())));
    }

    private static Column text(String name, String definition) {
        return new Column(name, Kind.TEXT, definition, true);
    }

    String run() throws SQLException, RefusedException {
        if (own.length() > dialect.longestName()) {
            throw new RefusedException("the name " + own + " is too long; name a shorter schema in the protocol");
        }
        dialect.enter(connection, latest);
        schemas.require(latest, RUNS);
        requireViews();
        String there = packageThere();
        if (there == null) {
            stage();
        } else if (!there.equals(dataset.packageSha256())) {
            throw new RefusedException("the schema " + own + " holds another dataset of the same run; rename it");
        }
        swapWhenFree(there == null);
        return own;
    }

    /** What bears the name of a view has to be a run's. */
    private void requireViews() throws SQLException, RefusedException {
        Map<String, String> contents = schemas.contents(latest);
        for (PublishedTable table : tables) {
            String comment = contents.get(dialect.folded(table.name()));
            if (comment != null && !schemas.isOurs(comment)) {
                throw new RefusedException(latest + dialect.joint() + table.name() + " was made by no run of the study "
                        + dataset.study() + "; rename it, or name another schema in the protocol");
            }
        }
    }

    /** The hash of the dataset that the run's schema holds; null if it holds none. */
    private @Nullable String packageThere() throws SQLException, RefusedException {
        schemas.require(own, RUN);
        if (schemas.contents(own).isEmpty()) {
            return null;
        }
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT package_sha256 FROM " + dialect.quoted(own, RUN));
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private void stage() throws SQLException, RefusedException {
        if (dialect.staged()) {
            schemas.require(staging, RUN);
            if (schemas.exists(staging)) {
                execute("DROP SCHEMA " + dialect.quoted(staging) + " CASCADE");
            }
        }
        if (!schemas.exists(staging)) {
            dialect.createSchema(connection, staging);
        }
        for (PublishedTable table : tables) {
            create(table);
        }
        if (dialect.staged()) {
            connection.commit();
        }
    }

    private void create(PublishedTable table) throws SQLException {
        String name = dialect.quoted(staging, table.name());
        List<String> parts = new ArrayList<>();
        for (Column column : table.columns()) {
            parts.add(dialect.quoted(column.name()) + " " + dialect.type(column.kind())
                    + (column.required() ? " NOT NULL" : ""));
        }
        List<String> keys = keys(table);
        if (dialect.keysFirst()) {
            parts.addAll(keys);
        }
        execute("CREATE TABLE " + name + " (" + String.join(", ", parts) + ")");
        comment(staging, table);
        dialect.fill(connection, staging, table);
        if (!dialect.keysFirst()) {
            for (String key : keys) {
                execute("ALTER TABLE " + name + " ADD " + key);
            }
        }
    }

    private List<String> keys(PublishedTable table) {
        List<String> keys = new ArrayList<>();
        if (!table.key().isEmpty()) {
            List<String> key = table.key().stream().map(dialect::quoted).toList();
            keys.add("PRIMARY KEY (" + String.join(", ", key) + ")");
        }
        if (table.isAboutParticipants()) {
            keys.add("FOREIGN KEY (" + dialect.quoted(PublishedTable.PSEUDONYM) + ") REFERENCES "
                    + dialect.quoted(staging, PublishedTable.PARTICIPANTS) + " ("
                    + dialect.quoted(PublishedTable.PSEUDONYM) + ")");
        }
        return keys;
    }

    private void swapWhenFree(boolean staged) throws SQLException {
        for (int i = 1; ; i++) {
            try {
                swap(staged);
                return;
            } catch (SQLException e) {
                if (!dialect.isBusy(e) || i == TRIES) {
                    throw e;
                }
                connection.rollback();
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for readers", e);
        }
    }

    private void swap(boolean staged) throws SQLException {
        dialect.beforeSwap(connection);
        if (!schemas.exists(latest)) {
            dialect.createSchema(connection, latest);
        }
        Map<String, String> before = schemas.contents(latest);
        if (!before.containsKey(dialect.folded(RUNS))) {
            createRuns();
        }
        if (staged && dialect.staged()) {
            if (schemas.exists(own)) { // empty
                execute("DROP SCHEMA " + dialect.quoted(own));
            }
            execute("ALTER SCHEMA " + dialect.quoted(staging) + " RENAME TO " + dialect.quoted(own));
        }
        if (!isTurnedBack()) {
            turnViews(before);
        }
        register();
        connection.commit();
    }

    /** Whether the views are of a later data cut, with which a run's id begins: a run over an older extract leaves them. */
    private boolean isTurnedBack() throws SQLException {
        if (!schemas.contents(latest).containsKey(dialect.folded(RUN))) {
            return false;
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT run FROM " + dialect.quoted(latest, RUN));
                ResultSet rows = query.executeQuery()) {
            return rows.next() && dataCut(rows.getString(1)).compareTo(dataCut(dataset.run())) > 0;
        }
    }

    static String dataCut(String run) {
        return run.substring(0, Math.min(DATE, run.length()));
    }

    private void turnViews(Map<String, String> before) throws SQLException {
        for (PublishedTable table : tables) {
            dialect.replaceView(
                    connection,
                    latest,
                    table.name(),
                    "SELECT * FROM " + dialect.quoted(own, table.name()),
                    before.containsKey(dialect.folded(table.name())));
            comment(latest, table);
        }
        dropViewsWithoutTable(before);
    }

    private void dropViewsWithoutTable(Map<String, String> before) throws SQLException {
        List<String> wanted =
                tables.stream().map(table -> dialect.folded(table.name())).toList();
        for (Map.Entry<String, String> entry : before.entrySet()) {
            boolean stays = wanted.contains(entry.getKey()) || entry.getKey().equals(dialect.folded(RUNS));
            if (!stays && schemas.isOurs(entry.getValue())) {
                dialect.dropView(connection, latest, entry.getKey());
            }
        }
    }

    private void createRuns() throws SQLException {
        String name = dialect.quoted(latest, RUNS);
        String text = dialect.type(Kind.TEXT) + " NOT NULL, ";
        execute("CREATE TABLE " + name + " (run " + text + "study " + text + "schema_name " + text
                + "published_at " + dialect.timestamp() + " NOT NULL, protocol_sha256 " + text + "package_sha256 "
                + text + "PRIMARY KEY (run))");
        dialect.comment(
                connection,
                "TABLE",
                latest,
                RUNS,
                null,
                schemas.comment("One row for each run that was published here, last at published_at."));
    }

    /** By the database's own clock; no table of a dataset has a time. */
    private void register() throws SQLException {
        String name = dialect.quoted(latest, RUNS);
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + name + " WHERE run = ?");
                PreparedStatement insert = connection.prepareStatement("INSERT INTO " + name
                        + " (run, study, schema_name, published_at, protocol_sha256, package_sha256)"
                        + " VALUES (?, ?, ?, " + dialect.now() + ", ?, ?)")) {
            delete.setString(1, dataset.run());
            delete.executeUpdate();
            insert.setString(1, dataset.run());
            insert.setString(2, dataset.study());
            insert.setString(3, dialect.folded(own));
            insert.setString(4, dataset.protocolSha256());
            insert.setString(5, dataset.packageSha256());
            insert.executeUpdate();
        }
    }

    private void comment(String schema, PublishedTable table) throws SQLException {
        String what = schema.equals(latest) ? dialect.view() : "TABLE";
        dialect.comment(connection, what, schema, table.name(), null, schemas.comment(table.definition()));
        for (Column column : table.columns()) {
            dialect.comment(connection, what, schema, table.name(), column.name(), column.definition());
        }
    }

    private void execute(String sql) throws SQLException {
        Dialect.execute(connection, sql);
    }

    /** Something in the database is not a run's to replace. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
