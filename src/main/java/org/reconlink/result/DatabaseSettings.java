package org.reconlink.result;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The research database that a study's runs are loaded into.
 *
 * @param url a JDBC address without a password
 * @param driver the jar of a driver that is no part of this program; null: none is named
 * @param user null for a file of a database that has no users
 * @param schema where the latest run is read; each run's own schema has this name in front
 * @param passwordFile file with the password; null: the environment variable {@code RECONLINK_DATABASE_PASSWORD}
 * @param encryption of a connection to another host
 * @param scram whether another host may ask for the password by SCRAM-SHA-256 only, which shows it to nobody
 */
public record DatabaseSettings(
        String url,
        @Nullable Path driver,
        @Nullable String user,
        String schema,
        @Nullable Path passwordFile,
        Encryption encryption,
        boolean scram) {

    /** What a connection to another host has to be. */
    public enum Encryption {
        /** TLS, with a certificate of that host by an authority that is trusted. */
        VERIFIED,
        /** TLS with whoever answers. */
        UNVERIFIED,
        NONE
    }

    /** With the most that can be asked of another host. */
    public DatabaseSettings(String url, @Nullable String user, String schema, @Nullable Path passwordFile) {
        this(url, null, user, schema, passwordFile, Encryption.VERIFIED, true);
    }

    /** For messages and reports: the address without its parameters, and the schema. */
    public String target() {
        return "schema " + schema + " of " + url.split("[?;]", 2)[0];
    }
}
