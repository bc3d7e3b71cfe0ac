package org.reconlink.publish;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The research database that a study's runs are loaded into.
 *
 * @param url a JDBC address without a password
 * @param schema where the latest run is read; each run's own schema has this name in front
 * @param passwordFile file with the password; null: the environment variable {@code RECONLINK_DATABASE_PASSWORD}
 */
public record DatabaseSettings(
        String url, String user, String schema, @Nullable Path passwordFile) {

    /** For messages and reports: the address without its parameters, and the schema. */
    public String target() {
        return "schema " + schema + " of " + url.split("[?;]", 2)[0];
    }
}
