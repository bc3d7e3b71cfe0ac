package org.reconlink.store.research;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Permissions;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.PublishedTable.Column;
import org.reconlink.result.PublishedTable.Kind;
import org.reconlink.store.research.Load.RefusedException;
import org.reconlink.store.research.ResearchDatabase.ResearchDataset;
import org.reconlink.store.research.ResearchDatabase.Schemas;

/**
 * SQL Server, 2016 SP1 or later: the statements of a load, each of which asks itself whether it has something to do, so that a
 * driver can send them and a script can hold them. No server of it is in the tests.
 */
final class SqlServer implements DatabaseKind {
    private static final String SCRIPT = "sqlserver-script:";
    private static final int LONGEST_NAME = 128;
    private static final int MOST_COLUMNS = 1024;
    private static final int ROWS_OF_A_STATEMENT = 50;

    /** An extended property holds 7,500 bytes. */
    private static final int LONGEST_COMMENT = 3_600;

    private static final int LOCKED = 51_001;
    private static final int OTHER_DATASET = 51_002;
    private static final int FOREIGN = 51_003;

    static boolean isScript(String url) {
        return url.startsWith(SCRIPT);
    }

    @Override
    public ResearchDriver driver() {
        return new ResearchDriver(
                "SQL Server",
                "com.microsoft.sqlserver.jdbc.SQLServerDriver",
                "com.microsoft.sqlserver:mssql-jdbc:13.2.1.jre11");
    }

    @Override
    public @Nullable Path file(String url) {
        return isScript(url) ? Path.of(url.substring(SCRIPT.length())) : null;
    }

    @Override
    public Properties properties(DatabaseSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("applicationName", "reconlink");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", "600000");
        boolean none = settings.encryption() == DatabaseSettings.Encryption.NONE;
        properties.setProperty("encrypt", none ? "false" : "true");
        properties.setProperty(
                "trustServerCertificate",
                Boolean.toString(settings.encryption() == DatabaseSettings.Encryption.UNVERIFIED));
        return properties;
    }

    @Override
    public void tryRights(Connection connection, String latest, String staging) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT CASE WHEN HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'CREATE SCHEMA') = 1 AND"
                                + " HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'CREATE TABLE') = 1 AND"
                                + " HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'CREATE VIEW') = 1 THEN 1 ELSE 0 END")) {
            if (!rows.next() || rows.getInt(1) != 1) {
                throw new SQLException("the user may not make schemas", INSUFFICIENT_PRIVILEGE);
            }
        } finally {
            connection.rollback();
        }
    }

    /** By the server's number of the failure. */
    @Override
    public String state(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case 18456, 18452 -> "28000";
            case 4060 -> "3D000";
            case 229, 262, 2760, 15151, 15247 -> INSUFFICIENT_PRIVILEGE;
            case 3906, 3908 -> READ_ONLY;
            case 1105, 9002 -> DISK_FULL;
            case 1205, 1222, LOCKED -> LOCK_NOT_AVAILABLE;
            default -> String.valueOf(failure.getSQLState());
        };
    }

    /** Loads by a connection without automatic commits. */
    static String load(Connection connection, String latest, ResearchDataset dataset)
            throws SQLException, RefusedException {
        Script script = new Script(latest, dataset);
        try (Statement statement = connection.createStatement()) {
            for (String check : script.checks()) {
                statement.execute(check);
            }
            boolean isThere;
            try (ResultSet rows =
                    statement.executeQuery("SELECT CASE WHEN " + script.isThere() + " THEN 1 ELSE 0 END")) {
                isThere = rows.next() && rows.getInt(1) == 1;
            }
            if (!isThere) {
                for (String definition : script.definitions()) {
                    statement.execute(definition);
                }
                for (PublishedTable table : script.tables) {
                    for (List<List<@Nullable String>> rows : chunks(table)) {
                        statement.execute(script.insert(table, rows));
                    }
                }
            }
            for (String turn : script.turns()) {
                statement.execute(turn);
            }
            connection.commit();
            return script.own;
        } catch (SQLException e) {
            if (e.getErrorCode() == OTHER_DATASET) {
                throw new RefusedException(script.otherDataset());
            }
            if (e.getErrorCode() == FOREIGN) {
                throw new RefusedException(script.foreign());
            }
            throw e;
        }
    }

    /** Writes a script that whoever keeps the server runs: all of the load in one transaction. */
    static String writeScript(DatabaseSettings settings, ResearchDataset dataset) throws IOException, RefusedException {
        Path file = Path.of(settings.url().substring(SCRIPT.length())).toAbsolutePath();
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Script script = new Script(settings.schema(), dataset);
        try (Writer out = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
            Permissions.toGroup(beside);
            script.write(out);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        return script.own;
    }

    private static List<List<List<@Nullable String>>> chunks(PublishedTable table) {
        List<List<List<@Nullable String>>> chunks = new ArrayList<>();
        for (List<@Nullable String> row : table.rows()) {
            if (chunks.isEmpty() || chunks.get(chunks.size() - 1).size() == ROWS_OF_A_STATEMENT) {
                chunks.add(new ArrayList<>());
            }
            chunks.get(chunks.size() - 1).add(row);
        }
        return chunks;
    }

    /** The statements of one load. */
    private static final class Script {
        private final String latest;
        private final String own;
        private final ResearchDataset dataset;
        private final List<PublishedTable> tables;

        Script(String latest, ResearchDataset dataset) throws RefusedException {
            this.latest = latest;
            this.own = dataset.schema(latest);
            this.dataset = dataset;
            this.tables = new ArrayList<>();
            for (PublishedTable table : dataset.tables()) {
                if (table.columns().size() > MOST_COLUMNS) {
                    throw new RefusedException("the table " + table.name() + " has "
                            + table.columns().size() + " columns, and SQL Server takes " + MOST_COLUMNS
                            + "; leave out windows");
                }
                tables.add(table.withNamesUpTo(LONGEST_NAME));
            }
            if (own.length() > LONGEST_NAME) {
                throw new RefusedException("the name " + own + " is too long; name a shorter schema in the protocol");
            }
        }

        void write(Writer out) throws IOException {
            out.write("-- Loads run " + dataset.run() + " of the study " + dataset.study()
                    + " into SQL Server 2016 SP1 or later, in one transaction: sqlcmd -b -f 65001 -i FILE\n");
            out.write("SET XACT_ABORT ON;\nSET NOCOUNT ON;\nBEGIN TRY\nBEGIN TRANSACTION;\n");
            lines(out, checks());
            out.write("IF NOT (" + isThere() + ")\nBEGIN\n");
            lines(out, definitions());
            for (PublishedTable table : tables) {
                for (List<List<@Nullable String>> rows : chunks(table)) {
                    lines(out, List.of(insert(table, rows)));
                }
            }
            out.write("END;\n");
            lines(out, turns());
            out.write(
                    "COMMIT TRANSACTION;\nEND TRY\nBEGIN CATCH\nIF @@TRANCOUNT > 0 ROLLBACK TRANSACTION;\nTHROW;\nEND CATCH;\n");
        }

        private static void lines(Writer out, List<String> statements) throws IOException {
            for (String statement : statements) {
                out.write(statement + ";\n");
            }
        }

        /** One load at a time; nothing is replaced that runs of the study did not make. */
        List<String> checks() {
            List<String> checks = new ArrayList<>();
            checks.add("DECLARE @lock int; EXEC @lock = sp_getapplock @Resource = " + text("reconlink " + latest)
                    + ", @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000; IF @lock < 0 "
                    + refusal(LOCKED, "others held its lock all the time"));
            checks.add("IF EXISTS (SELECT 1 FROM sys.objects WHERE schema_id = SCHEMA_ID(" + text(latest)
                    + ") AND type IN ('U', 'V')) AND NOT (" + isOurs(latest, Load.RUNS) + ") "
                    + refusal(FOREIGN, foreign()));
            checks.add("IF EXISTS (SELECT 1 FROM sys.objects WHERE schema_id = SCHEMA_ID(" + text(own)
                    + ") AND type IN ('U', 'V')) AND NOT (" + isOurs(own, Load.RUN) + ") "
                    + refusal(FOREIGN, foreign()));
            for (String view : views()) {
                checks.add("IF OBJECT_ID(" + text(quoted(latest, view)) + ") IS NOT NULL AND NOT ("
                        + isOurs(latest, view) + ") " + refusal(FOREIGN, foreign()));
            }
            checks.add("IF " + isThere() + " BEGIN DECLARE @there nvarchar(100); EXEC sp_executesql "
                    + text("SELECT @p = package_sha256 FROM " + quoted(own, Load.RUN))
                    + ", N'@p nvarchar(100) OUTPUT', @p = @there OUTPUT; IF @there <> " + text(dataset.packageSha256())
                    + " "
                    + refusal(OTHER_DATASET, otherDataset()) + " END");
            return checks;
        }

        private List<String> views() {
            List<String> views =
                    new ArrayList<>(tables.stream().map(PublishedTable::name).toList());
            views.add(Load.RUN);
            return views;
        }

        String foreign() {
            return "the schema " + latest + " or " + own + " holds what no run of the study " + dataset.study()
                    + " made; rename it, or name another schema in the protocol";
        }

        String otherDataset() {
            return "the schema " + own + " holds another dataset of the same run; rename it";
        }

        /** A condition. */
        String isThere() {
            return "OBJECT_ID(" + text(quoted(own, Load.RUN)) + ") IS NOT NULL";
        }

        private String isOurs(String schema, String object) {
            return "EXISTS (SELECT 1 FROM sys.extended_properties WHERE class = 1 AND minor_id = 0 AND name = N'MS_Description'"
                    + " AND major_id = OBJECT_ID(" + text(quoted(schema, object))
                    + ") AND CAST(value AS nvarchar(4000)) LIKE "
                    + text("%" + Schemas.mark(dataset.study())) + ")";
        }

        private static String refusal(int number, String words) {
            return "THROW " + number + ", " + text(words) + ", 1;";
        }

        /** The run's own schema with its tables, and what they mean. */
        List<String> definitions() {
            List<String> definitions = new ArrayList<>();
            definitions.add(makeSchema(own));
            for (PublishedTable table : tables) {
                List<String> parts = new ArrayList<>();
                for (Column column : table.columns()) {
                    boolean isKey = table.key().contains(column.name())
                            || (table.isAboutParticipants() && column.name().equals(PublishedTable.PSEUDONYM));
                    parts.add(quoted(column.name()) + " " + type(column.kind(), isKey)
                            + (column.required() ? " NOT NULL" : " NULL"));
                }
                if (!table.key().isEmpty()) {
                    parts.add("PRIMARY KEY NONCLUSTERED ("
                            + table.key().stream().map(Script::quoted).collect(Collectors.joining(", ")) + ")");
                }
                if (table.isAboutParticipants()) {
                    String pseudonym = quoted(PublishedTable.PSEUDONYM);
                    parts.add("FOREIGN KEY (" + pseudonym + ") REFERENCES " + quoted(own, PublishedTable.PARTICIPANTS)
                            + " (" + pseudonym + ")");
                }
                definitions.add("CREATE TABLE " + quoted(own, table.name()) + " (" + String.join(", ", parts) + ")");
                definitions.add(comment(own, "TABLE", table.name(), null, table.definition() + " " + mark()));
                for (Column column : table.columns()) {
                    definitions.add(comment(own, "TABLE", table.name(), column.name(), column.definition()));
                }
            }
            definitions.add("CREATE TABLE " + quoted(own, Load.RUN)
                    + " (run nvarchar(120) NOT NULL PRIMARY KEY, study nvarchar(120) NOT NULL, protocol_sha256 nvarchar(120) NOT"
                    + " NULL, package_sha256 nvarchar(120) NOT NULL)");
            definitions.add(
                    comment(own, "TABLE", Load.RUN, null, "The run that the tables beside it come from. " + mark()));
            definitions.add("INSERT INTO " + quoted(own, Load.RUN) + " VALUES (" + text(dataset.run()) + ", "
                    + text(dataset.study()) + ", " + text(dataset.protocolSha256()) + ", "
                    + text(dataset.packageSha256())
                    + ")");
            return definitions;
        }

        String insert(PublishedTable table, List<List<@Nullable String>> rows) {
            List<Column> columns = table.columns();
            return "INSERT INTO " + quoted(own, table.name()) + " VALUES\n"
                    + rows.stream()
                            .map(row -> {
                                List<String> cells = new ArrayList<>();
                                for (int i = 0; i < columns.size(); i++) {
                                    cells.add(cell(columns.get(i).kind(), row.get(i)));
                                }
                                return "(" + String.join(", ", cells) + ")";
                            })
                            .collect(Collectors.joining(",\n"));
        }

        private static String cell(Kind kind, @Nullable String value) {
            if (value == null) {
                return "NULL";
            }
            return switch (kind) {
                case TEXT -> text(value);
                case DATE -> "'" + value + "'";
                case FLAG -> value.equals("yes") ? "1" : "0";
                case INTEGER, DECIMAL -> value;
            };
        }

        /** The table of runs, and the views, unless they are of a later data cut. */
        List<String> turns() {
            List<String> turns = new ArrayList<>();
            turns.add(makeSchema(latest));
            turns.add("IF OBJECT_ID(" + text(quoted(latest, Load.RUNS)) + ") IS NULL BEGIN CREATE TABLE "
                    + quoted(latest, Load.RUNS)
                    + " (run nvarchar(120) NOT NULL PRIMARY KEY, study nvarchar(120) NOT NULL, schema_name nvarchar(128) NOT NULL,"
                    + " published_at datetimeoffset NOT NULL, protocol_sha256 nvarchar(120) NOT NULL, package_sha256"
                    + " nvarchar(120) NOT NULL); "
                    + comment(
                            latest,
                            "TABLE",
                            Load.RUNS,
                            null,
                            "One row for each run that was published here, last at published_at. " + mark())
                    + "; END");
            String isNotTurnedBack = "NOT EXISTS (SELECT 1 FROM " + quoted(latest, Load.RUNS)
                    + " WHERE LEFT(run, 10) > " + text(Load.dataCut(dataset.run())) + ")";
            for (String view : views()) {
                String name = quoted(latest, view);
                turns.add("IF " + isNotTurnedBack + " BEGIN DECLARE @new_" + view + " bit = IIF(OBJECT_ID("
                        + text(name) + ") IS NULL, 1, 0); EXEC("
                        + text("CREATE OR ALTER VIEW " + name + " AS SELECT * FROM " + quoted(own, view))
                        + "); IF @new_" + view + " = 1 "
                        + comment(latest, "VIEW", view, null, mark()) + "; END");
            }
            turns.add("DECLARE @gone nvarchar(max) = N''; SELECT @gone += N'DROP VIEW ' + QUOTENAME(" + text(latest)
                    + ") + N'.' + QUOTENAME(v.name) + N';' FROM sys.views v JOIN sys.extended_properties p ON p.class = 1 AND"
                    + " p.minor_id = 0 AND p.major_id = v.object_id AND p.name = N'MS_Description' WHERE v.schema_id = SCHEMA_ID("
                    + text(latest) + ") AND CAST(p.value AS nvarchar(4000)) LIKE " + text("%" + mark())
                    + " AND v.name NOT IN ("
                    + views().stream().map(Script::text).collect(Collectors.joining(", ")) + "); IF " + isNotTurnedBack
                    + " EXEC(@gone)");
            turns.add("DELETE FROM " + quoted(latest, Load.RUNS) + " WHERE run = " + text(dataset.run()));
            turns.add("INSERT INTO " + quoted(latest, Load.RUNS) + " VALUES (" + text(dataset.run()) + ", "
                    + text(dataset.study()) + ", " + text(own) + ", SYSDATETIMEOFFSET(), "
                    + text(dataset.protocolSha256())
                    + ", " + text(dataset.packageSha256()) + ")");
            return turns;
        }

        private String mark() {
            return Schemas.mark(dataset.study());
        }

        private static String makeSchema(String schema) {
            return "IF SCHEMA_ID(" + text(schema) + ") IS NULL EXEC(" + text("CREATE SCHEMA " + quoted(schema)) + ")";
        }

        private static String comment(String schema, String what, String name, @Nullable String column, String words) {
            String shown = words.length() <= LONGEST_COMMENT ? words : words.substring(0, LONGEST_COMMENT);
            return "EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = " + text(shown)
                    + ", @level0type = N'SCHEMA', @level0name = " + text(schema) + ", @level1type = N'" + what
                    + "', @level1name = " + text(name)
                    + (column == null ? "" : ", @level2type = N'COLUMN', @level2name = " + text(column));
        }

        /** A key takes 1,700 bytes, two for each letter. */
        private static String type(Kind kind, boolean isKey) {
            return switch (kind) {
                case TEXT -> isKey ? "nvarchar(120)" : "nvarchar(max)";
                case FLAG -> "bit";
                case INTEGER -> "bigint";
                case DECIMAL -> "float";
                case DATE -> "date";
            };
        }

        private static String quoted(String name) {
            return "[" + name.replace("]", "]]") + "]";
        }

        private static String quoted(String schema, String name) {
            return quoted(schema) + "." + quoted(name);
        }

        private static String text(String words) {
            return "N'" + words.replace("'", "''") + "'";
        }
    }
}
