package org.reconlink.store.research;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Permissions;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.result.PublishSettings.DatabaseSettings.Encryption;
import org.reconlink.result.PublishedTable;
import org.reconlink.store.research.Load.RefusedException;

/** The database that a study's runs are loaded into. */
public final class ResearchDatabase {
    /** The environment variable that holds the password where the protocol names no file. */
    public static final String ENVIRONMENT_VARIABLE = "RECONLINK_DATABASE_PASSWORD";

    /** How often a load asks for a file that another program has open: for a minute. */
    private static final int TRIES = 120;

    private static final long PAUSE_MILLIS = 500;

    private final DatabaseSettings settings;
    private final DatabaseKind kind;
    private final int tries;

    public ResearchDatabase(DatabaseSettings settings) {
        this(settings, TRIES);
    }

    ResearchDatabase(DatabaseSettings settings, int tries) {
        this.settings = settings;
        this.kind = DatabaseKind.of(settings.url());
        this.tries = tries;
    }

    /**
     * Makes a run's dataset the latest, unless one of a later data cut is, loading it unless it is there already. Readers see the version before or this one.
     *
     * @return the name of the run's own schema
     * @throws ResearchDatabaseException if it cannot; the version before stays
     */
    public String publish(ResearchDataset dataset) {
        try {
            if (SqlServer.isScript(settings.url())) {
                return SqlServer.writeScript(settings, dataset);
            }
            String schema = load(dataset);
            limitFiles();
            return schema;
        } catch (IOException e) {
            throw failure("its files cannot be written, or their rights not be set; see that they are the user's own");
        } catch (SQLException e) {
            throw failure(DatabaseFailure.words(kind, e, settings));
        } catch (RefusedException e) {
            throw failure(e.getMessage());
        }
    }

    private String load(ResearchDataset dataset) throws SQLException, RefusedException {
        try (Connection connection = connection(tries)) {
            connection.setAutoCommit(false);
            return kind instanceof Dialect dialect
                    ? new Load(connection, dialect, settings.schema(), dataset).run()
                    : SqlServer.load(connection, settings.schema(), dataset);
        }
    }

    /**
     * What keeps runs of a study from being loaded, in words; empty if nothing does. Nothing is made or changed.
     *
     * @param study the study's id
     */
    public Optional<String> problem(String study) {
        try {
            Path file = SqlServer.isScript(settings.url()) ? kind.file(settings.url()) : fileToBe();
            if (file != null) {
                if (!SqlServer.isScript(settings.url())) {
                    kind.driver().connector(settings);
                }
                return mayBeMade(file);
            }
            try (Connection connection = connection(1)) {
                connection.setAutoCommit(false); // what it asks with can be undone
                if (kind instanceof Dialect dialect) {
                    new Schemas(connection, dialect, study).require(settings.schema(), Load.RUNS);
                }
                kind.tryRights(connection, settings.schema(), Load.staging(settings.schema()));
                return Optional.empty();
            }
        } catch (SQLException e) {
            return said(DatabaseFailure.words(kind, e, settings));
        } catch (RefusedException e) {
            return said(String.valueOf(e.getMessage()));
        } catch (ResearchDatabaseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> said(String words) {
        return Optional.of("the research database (" + settings.target() + ") cannot be loaded: " + words);
    }

    /** The file of a database that the first load will make; null if it is there, or the database no file. */
    private @Nullable Path fileToBe() {
        Path file = kind.file(settings.url());
        return file == null || Files.exists(file) ? null : file;
    }

    /** A database of files is as much about single people as the run's own outputs. */
    private void limitFiles() throws IOException {
        Path file = kind.file(settings.url());
        if (file == null) {
            return;
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.properties$", "");
        try (Stream<Path> files = Files.list(file.toAbsolutePath().resolveSibling(""))) {
            for (Path part : files.filter(Files::isRegularFile)
                    .filter(part -> String.valueOf(part.getFileName()).matches(Pattern.quote(name) + "([.-].*)?"))
                    .toList()) {
                Permissions.toGroup(part);
            }
        }
    }

    private Optional<String> mayBeMade(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder)
                ? Optional.empty()
                : said("it is not there and cannot be made in " + folder
                        + "; see that this is a folder that can be written");
    }

    private Connection connection(int tries) throws SQLException, RefusedException {
        if (settings.url().matches("jdbc:hsqldb:(hsql|http)://.*")
                && settings.encryption() != Encryption.NONE
                && !DatabaseKind.isLoopback(settings.url())) {
            throw failure("the url asks for a server without TLS; write hsqls: or https:, or \"encryption: none\"");
        }
        Properties properties = kind.properties(settings);
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        String password = password();
        if (password != null) {
            properties.setProperty("password", password);
        }
        for (int i = 1; ; i++) {
            try {
                return kind.driver().connect(settings, kind.address(settings.url()), properties);
            } catch (SQLException e) {
                if (kind.state(e).equals(DatabaseKind.NO_LIBRARY)) {
                    throw kind.driver().notStarted(settings);
                }
                if (i >= tries || !kind.state(e).equals(DatabaseKind.OPEN_ELSEWHERE)) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another program had the database open", e);
        }
    }

    private @Nullable String password() {
        Path file = settings.passwordFile();
        if (file == null) {
            return settings.user() == null ? null : System.getenv(ENVIRONMENT_VARIABLE);
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw failure("the password file " + file + " cannot be read; mend that");
        }
    }

    private ResearchDatabaseException failure(@Nullable String words) {
        return new ResearchDatabaseException(
                "the research database (" + settings.target() + ") was not loaded: " + words
                        + ". Readers have a whole version as before, and the files of the run are written; then give the same command again");
    }

    /** Says what is wrong with a database and what to do, by the SQL state and never by the driver's own words. */
    private static final class DatabaseFailure {
        private static final Map<Encryption, String> ASKED = Map.of(
                Encryption.VERIFIED,
                ", that it offers TLS with a certificate of that host by an authority of sslrootcert in the url or"
                        + " ~/.postgresql/root.crt, as \"encryption\" says",
                Encryption.UNVERIFIED,
                ", that it offers TLS, as \"encryption\" says",
                Encryption.NONE,
                "");

        private DatabaseFailure() {}

        static String words(DatabaseKind kind, SQLException failure, DatabaseSettings settings) {
            String state = kind.state(failure);
            String product = kind.driver().product();
            if (state.equals(DatabaseKind.OPEN_ELSEWHERE)) {
                return "another program has it open; close it there (R, Python, a database browser, another load)";
            }
            if (state.equals(DatabaseKind.OTHER_FILE)) {
                return "the file is no database of " + product + ", or damaged; name another, or put it aside";
            }
            if (state.equals(DatabaseKind.OTHER_VERSION)) {
                return "the file was written by a version of " + product
                        + " that the driver does not read; name a newer driver, or another file";
            }
            if (kind.file(settings.url()) != null && state.equals(DatabaseKind.DISK_FULL)) {
                return "the disk has no room for it, or fails; see to that";
            }
            if (kind.file(settings.url()) != null && state.equals(DatabaseKind.CANNOT_CONNECT)) {
                return "the file cannot be opened or made; see that its folder is there and can be written";
            }
            if (state.equals(DatabaseKind.READ_ONLY) && settings.user() == null) {
                return "it is read-only for whoever runs this; ask for the right to write the file and its folder";
            }
            if (state.startsWith("28")) {
                return "it refuses the user " + settings.user() + " or the password; set "
                        + (settings.passwordFile() == null
                                ? ResearchDatabase.ENVIRONMENT_VARIABLE
                                : "the password in " + settings.passwordFile());
            }
            if (state.startsWith("08")) {
                return "it cannot be reached, or the connection broke; see that it is up and that the url is right"
                        + (DatabaseKind.isLoopback(settings.url()) ? "" : ASKED.get(settings.encryption()))
                        + (DatabaseKind.isLoopback(settings.url()) || !settings.scram()
                                ? ""
                                : ", and that it asks for the password by scram-sha-256, as \"password exchange\" says");
            }
            if (state.startsWith("57P") || state.startsWith("53")) {
                return "it ended the connection or has no room (SQL state " + state
                        + "); see that it is up and has space";
            }
            if (state.startsWith("3D")) {
                return "there is no such database; make it or correct the url";
            }
            if (state.equals(DatabaseKind.INSUFFICIENT_PRIVILEGE)) {
                return "the user " + settings.user() + " may not make schemas, tables or views; grant that";
            }
            if (state.equals(DatabaseKind.READ_ONLY)) {
                return "it is read-only for the user " + settings.user()
                        + "; name a server and a user that may write (no standby, no default_transaction_read_only)";
            }
            if (state.equals("2BP01")) {
                return "views or tables that no run made depend on its views, whose columns have changed; take them away";
            }
            if (state.equals("55P03")) {
                return "others held its tables or its lock all the time; wait until they have ended";
            }
            return state.isEmpty()
                    ? "it failed in a way that its driver has no number for; see that the file is whole, and try another"
                    : "it failed with SQL state " + state + "; ask whoever keeps it";
        }
    }

    /**
     * A research database cannot be loaded; the message names it, says why and what to do. It has no cause, because messages of
     * databases can quote rows.
     */
    public static final class ResearchDatabaseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ResearchDatabaseException(String message) {
            super(message);
        }
    }

    /**
     * What a run publishes.
     *
     * @param packageSha256 of the data package's descriptor, which has the hashes of all tables
     */
    public record ResearchDataset(
            String study, String run, String protocolSha256, String packageSha256, List<PublishedTable> tables) {
        public ResearchDataset {
            tables = List.copyOf(tables);
        }

        /** The name of the run's own schema. */
        String schema(String base) {
            return base + "_" + run.toLowerCase(Locale.ROOT).replace('-', '_');
        }
    }

    /** What schemas hold, and which of it runs of a study made: the comment of what they make ends with their mark. */
    record Schemas(Connection connection, Dialect dialect, String study) {
        private static final String MADE = "Made by Reconlink for the study ";

        /** The comment of something that is made now. */
        String comment(String definition) {
            return definition + " " + mark();
        }

        private String mark() {
            return mark(study);
        }

        /** What the comment of everything that runs of a study make ends with. */
        static String mark(String study) {
            return MADE + study + ".";
        }

        boolean exists(String schema) throws SQLException {
            return dialect.exists(connection, schema);
        }

        /** The tables and views of a schema with their comments. */
        Map<String, String> contents(String schema) throws SQLException {
            return dialect.contents(connection, schema);
        }

        boolean isOurs(String comment) {
            return comment.endsWith(mark());
        }

        /** A schema that is there must be empty or hold the marked table that all schemas of runs hold. */
        void require(String schema, String marked) throws SQLException, RefusedException {
            Map<String, String> contents = contents(schema);
            if (!contents.isEmpty() && !isOurs(contents.getOrDefault(dialect.folded(marked), ""))) {
                throw new RefusedException("the schema " + schema + " holds what no run of the study " + study
                        + " made; rename it, or name another schema in the protocol");
            }
        }
    }
}
