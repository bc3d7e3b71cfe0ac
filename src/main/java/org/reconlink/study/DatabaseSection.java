package org.reconlink.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.reconlink.result.DatabaseSettings;
import org.reconlink.result.DatabaseSettings.Encryption;

/** {@code database}: the research database that runs are loaded into. */
final class DatabaseSection {
    private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    static final Key<String> URL = Key.required(
            "url", new DatabaseUrl(), "the JDBC address of a PostgreSQL or HSQLDB database, without a password");
    static final Key<String> USER = Key.required(
            "user",
            Scalars.text("a user's name", "reconlink"),
            "the user that loads; it has to be able to make schemas");
    static final Key<String> SCHEMA_NAME = Key.optional(
            "schema",
            new Scalar<>(
                    "the name of a schema",
                    "resettle",
                    text -> SCHEMA.matcher(text).matches() ? text : null,
                    wrong ->
                            "use at most 40 lower-case letters, digits and underscores, a letter first, such as resettle"),
            "default: the study's id, with underscores",
            "where views of the latest run are, that of the latest data cut; each run's own schema has this name in front");
    static final Key<Path> PASSWORD_FILE = Key.optional(
            "password file",
            FilePath.ofSecret(),
            "default: the environment variable RECONLINK_DATABASE_PASSWORD, or what the driver finds itself",
            "a file that holds the user's password and nothing else, from the protocol's folder");

    static final Key<Encryption> ENCRYPTION = Key.withDefault(
            "encryption",
            new Choice<>(encryptions()),
            "verified",
            "of the connection to another host: verified asks for TLS and a certificate of that host by an authority that sslrootcert"
                    + " in the url names, or ~/.postgresql/root.crt; unverified takes any certificate, none goes without TLS");
    static final Key<Boolean> SCRAM = Key.withDefault(
            "password exchange",
            Choice.of("scram-sha-256", true, "any", false),
            "scram-sha-256",
            "how another host may ask for the password: scram-sha-256 shows it to nobody, any sends it as asked, in clear too");

    static final SectionType TYPE = SectionType.of(URL, USER, SCHEMA_NAME, PASSWORD_FILE, ENCRYPTION, SCRAM);

    private DatabaseSection() {}

    private static Map<String, Encryption> encryptions() {
        Map<String, Encryption> words = new LinkedHashMap<>();
        words.put("verified", Encryption.VERIFIED);
        words.put("unverified", Encryption.UNVERIFIED);
        words.put("none", Encryption.NONE);
        return words;
    }

    static DatabaseSettings settings(Values values, String studyId) {
        String named = studyId.replace('-', '_');
        String schema = Character.isLetter(named.charAt(0)) ? named : "s" + named;
        return new DatabaseSettings(
                values.need(URL),
                values.need(USER),
                Objects.requireNonNullElse(values.find(SCHEMA_NAME), schema),
                values.find(PASSWORD_FILE),
                values.need(ENCRYPTION),
                values.need(SCRAM));
    }
}
