package org.reconlink.store.research;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.reconlink.publish.DatabaseSettings;

/** The database that a study's runs are loaded into. */
public final class ResearchDatabase {
    /** The environment variable that holds the password where the protocol names no file. */
    public static final String ENVIRONMENT_VARIABLE = "RECONLINK_DATABASE_PASSWORD";

    private final DatabaseSettings settings;
    private final Dialect dialect;

    public ResearchDatabase(DatabaseSettings settings) {
        this.settings = settings;
        this.dialect = Dialect.of(settings.url());
    }

    /**
     * Makes a run's dataset the latest, unless one of a later data cut is, loading it unless it is there already. Readers see the version before or this one.
     *
     * @return the name of the run's own schema
     * @throws ResearchDatabaseException if it cannot; the version before stays
     */
    public String publish(ResearchDataset dataset) {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            return new Load(connection, dialect, settings.schema(), dataset).run();
        } catch (SQLException e) {
            throw failure(DatabaseFailure.words(e, settings));
        } catch (RefusedException e) {
            throw failure(e.getMessage());
        }
    }

    private Connection connection() throws SQLException {
        Properties properties = dialect.properties();
        properties.setProperty("user", settings.user());
        String password = password();
        if (password != null) {
            properties.setProperty("password", password);
        }
        return DriverManager.getConnection(dialect.address(settings.url()), properties);
    }

    private @Nullable String password() {
        Path file = settings.passwordFile();
        if (file == null) {
            return System.getenv(ENVIRONMENT_VARIABLE);
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
}
