package org.reconlink.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.result.PublishSettings.DatabaseSettings.Encryption;
import org.reconlink.result.PublishSettings.Dates;
import org.reconlink.study.ProtocolNode.Given;
import org.reconlink.study.ProtocolNode.Position;
import org.reconlink.study.Scalars.Scalar;

/** {@code publish}: how the dataset is published. */
final class PublishSection {
    private static final int LARGEST_SMALL_COUNT = 1000;

    static final Key<Path> KEY_FILE = Key.optional(
            "key file",
            FilePath.ofSecret(),
            "default: the environment variable RECONLINK_KEY",
            "a file that holds the key for pseudonyms and nothing else, from the protocol's folder");
    static final Key<Dates> DATES = Key.withDefault(
            "dates",
            new Choice<>(dates()),
            "as days",
            "how the dataset writes dates: unchanged, as days since the start of the window, or without the day");
    static final Key<Integer> SMALL_COUNTS = Key.withDefault(
            "small counts below",
            Scalars.wholeNumber(0, LARGEST_SMALL_COUNT, 10),
            "0",
            "counts from 1 up to below this number are withheld in the report and in aggregate tables; 0 withholds none");

    static final Key<DisclosureRule> DISCLOSURE = Key.withDefault(
            "disclosure control",
            new Choice<>(rules()),
            "none",
            "hides small counts and rounds the others, in the report and in aggregate tables, and writes tables that can leave the"
                    + " room into safe-outputs: opensafely hides counts up to 7, sacro up to 9 and zeros, both round to 5");
    static final Key<Integer> HIDDEN_UP_TO = Key.optional(
            "hide counts up to",
            Scalars.wholeNumber(0, LARGEST_SMALL_COUNT, 7),
            "default: that of the disclosure control",
            "the largest count that is hidden");
    static final Key<Integer> ROUNDED_TO = Key.optional(
            "round counts to",
            Scalars.wholeNumber(1, LARGEST_SMALL_COUNT, 5),
            "default: that of the disclosure control",
            "what counts are rounded to multiples of; 1 rounds none");

    static final Key<Values> DATABASE = Key.optional(
            "database",
            DatabaseSection.TYPE,
            "default: none",
            "a research database that each run loads its tables into, a schema for each run and views of the latest");

    static final SectionType TYPE =
            SectionType.of(KEY_FILE, DATES, SMALL_COUNTS, DISCLOSURE, HIDDEN_UP_TO, ROUNDED_TO, DATABASE);

    private PublishSection() {}

    private static Map<String, Dates> dates() {
        Map<String, Dates> words = new LinkedHashMap<>();
        words.put("as they are", Dates.AS_THEY_ARE);
        words.put("as days", Dates.AS_DAYS);
        words.put("by month", Dates.BY_MONTH);
        return words;
    }

    static PublishSettings settings(Values values, String studyId, Set<String> freeText) {
        DisclosureRule rule = rule(values);
        int smallBelow = rule.redactUpTo() == 0 ? 0 : rule.redactUpTo() + 1;
        Values database = values.find(DATABASE);
        return new PublishSettings(
                values.find(KEY_FILE),
                values.need(DATES),
                Math.max(values.need(SMALL_COUNTS), smallBelow),
                rule,
                database == null ? null : DatabaseSection.settings(database, studyId),
                freeText);
    }

    private static DisclosureRule rule(Values values) {
        DisclosureRule preset = values.need(DISCLOSURE);
        return new DisclosureRule(
                Objects.requireNonNullElse(values.find(HIDDEN_UP_TO), preset.redactUpTo()),
                preset.zerosToo(),
                Objects.requireNonNullElse(values.find(ROUNDED_TO), preset.base()));
    }

    private static Map<String, DisclosureRule> rules() {
        Map<String, DisclosureRule> words = new LinkedHashMap<>();
        words.put("none", DisclosureRule.NONE);
        words.put("opensafely", DisclosureRule.OPENSAFELY);
        words.put("sacro", DisclosureRule.SACRO);
        return words;
    }

    /** {@code database}: the research database that runs are loaded into. */
    private static final class DatabaseSection {
        private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]{0,39}");

        static final Key<String> URL = Key.required(
                "url",
                new DatabaseUrl(),
                "the JDBC address of a database of PostgreSQL, HSQLDB, DuckDB, SQLite or SQL Server, without a password; sqlserver-script:"
                        + " and a path has the load written as a script for whoever keeps the server");
        static final Key<Path> DRIVER = Key.optional(
                "driver",
                FilePath.ofSecret(),
                "default: the driver that is part of Reconlink",
                "the jar of the database's driver, from the protocol's folder: of DuckDB org.duckdb:duckdb_jdbc, of SQLite"
                        + " org.xerial:sqlite-jdbc, of SQL Server com.microsoft.sqlserver:mssql-jdbc; those of PostgreSQL and HSQLDB are part of Reconlink");
        static final Key<String> USER = Key.optional(
                "user",
                Scalars.text("a user's name", "reconlink"),
                "required, but for a file of DuckDB or SQLite, which has no users, and a script",
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

        static final SectionType TYPE =
                SectionType.of(URL, DRIVER, USER, SCHEMA_NAME, PASSWORD_FILE, ENCRYPTION, SCRAM);

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
                    values.find(DRIVER),
                    isFileWithoutUsers(values.need(URL)) ? null : values.find(USER),
                    Objects.requireNonNullElse(values.find(SCHEMA_NAME), schema),
                    values.find(PASSWORD_FILE),
                    values.need(ENCRYPTION),
                    values.need(SCRAM));
        }
    }

    /** What the keys of {@code database} must be to each other. */
    static void check(Values publish, ParseContext reading) {
        Values database = publish.find(DATABASE);
        String url = database == null ? null : database.find(DatabaseSection.URL);
        if (database != null && url != null && !isFileWithoutUsers(url) && !database.meant(DatabaseSection.USER)) {
            reading.problem(
                    database.at(),
                    ProtocolWords.quoted(DatabaseSection.USER.name()) + " is missing in database",
                    "add it: " + DatabaseSection.USER.meaning() + " ("
                            + DatabaseSection.USER.type().words() + ")");
        }
    }

    private static boolean isFileWithoutUsers(String url) {
        return DatabaseUrl.FILE.matcher(url).lookingAt();
    }

    /** A JDBC address. No message quotes one: it could hold a password, which no protocol may. */
    record DatabaseUrl() implements ValueType<String> {
        private static final Pattern KNOWN = Pattern.compile(
                "jdbc:((postgresql|hsqldb):\\S+|sqlserver://.+|(duckdb|sqlite):.+)|sqlserver-script:.+");

        static final Pattern FILE = Pattern.compile("jdbc:(duckdb|sqlite):|sqlserver-script:");

        /** A path: neither memory, which ends with the run, nor a service of others or another kind of file, nor options. */
        private static final Pattern PLAIN_FILE = Pattern.compile(
                "(?:jdbc:(duckdb|sqlite)|sqlserver-script):(?!:|//)([A-Za-z]:[/\\\\])?[^:?;]*[^:?;/\\\\]");
        /** HSQLDB takes a kind in any case, and what has none for a file; in memory a load ends with the process. */
        private static final Pattern HSQLDB = Pattern.compile("jdbc:hsqldb:(file:(?!mem:).+|(hsqls?|https?)://.+)");

        /** All else that the driver takes is of security or said elsewhere in the protocol. */
        private static final Pattern SQL_SERVER = Pattern.compile("jdbc:sqlserver://[^;?/\\s]+(;databaseName=[^;]+)?");

        private static final Pattern SECURITY = Pattern.compile(
                "(ssl|sslmode|sslfactory|sslfactoryarg|sslhostnameverifier|requireauth|authenticationpluginclassname|gssencmode)=([^&]*)");
        private static final Set<String> HARMLESS =
                Set.of("ssl=true", "sslmode=verify-full", "sslfactory=org.postgresql.ssl.defaultjavasslfactory");
        private static final Pattern SECRET = Pattern.compile("pass(word|wd|phrase)?=|pwd=|crypt_key=|//[^/?]*@");
        private static final String EXAMPLE = "jdbc:postgresql://db.example.org/research";

        @Override
        public String words() {
            return "a JDBC address, such as " + EXAMPLE;
        }

        @Override
        public @Nullable String read(Given given, ParseContext reading) {
            ProtocolNode.Text text = Shape.text(given, reading);
            if (text == null) {
                return null;
            }
            String url = text.text().strip();
            if (SECRET.matcher(url.toLowerCase(Locale.ROOT)).find()) {
                reading.problem(
                        text.at(),
                        given.quotedName() + " has a secret in it",
                        "take it out, change it where it was in use, and name a \"password file\" or set"
                                + " RECONLINK_DATABASE_PASSWORD");
                return null;
            }
            if (!KNOWN.matcher(url).matches()) {
                reading.problem(
                        text.at(),
                        given.quotedName()
                                + " must be the JDBC address of a database of PostgreSQL, HSQLDB, DuckDB, SQLite or SQL Server",
                        "write one such as " + EXAMPLE);
                return null;
            }
            if (url.startsWith("jdbc:hsqldb:") && !HSQLDB.matcher(url).matches()) {
                reading.problem(
                        text.at(),
                        given.quotedName() + " names a HSQLDB database that is neither a file nor on a server",
                        "write jdbc:hsqldb:file: and a path, or hsqls: and a server; a database in memory ends with the run");
                return null;
            }
            if (url.startsWith("jdbc:sqlserver:") && !SQL_SERVER.matcher(url).matches()) {
                reading.problem(
                        text.at(),
                        given.quotedName() + " has more than a server and a database",
                        "write jdbc:sqlserver://db.example.org:1433;databaseName=research, and say what is to hold by"
                                + " \"encryption\"");
                return null;
            }
            if (FILE.matcher(url).lookingAt()) {
                if (!PLAIN_FILE.matcher(url).matches()) {
                    reading.problem(
                            text.at(),
                            given.quotedName() + " does not name a file by a path alone",
                            "write jdbc:duckdb:, jdbc:sqlite: or sqlserver-script: and a path, such as jdbc:sqlite:/srv/research.db, without options;"
                                    + " a database in memory ends with the run");
                    return null;
                }
                return url;
            }
            return hasOwnSecurity(url, text.at(), given, reading) ? null : url;
        }

        private static boolean hasOwnSecurity(String url, Position at, Given given, ParseContext reading) {
            Matcher parameters =
                    SECURITY.matcher(url.substring(url.indexOf('?') + 1).toLowerCase(Locale.ROOT));
            while (parameters.find()) {
                if (!HARMLESS.contains(parameters.group())) {
                    reading.problem(
                            at,
                            given.quotedName() + " sets " + parameters.group(1),
                            "take it out and say what is to hold by \"encryption\" and \"password exchange\"");
                    return true;
                }
            }
            return false;
        }
    }
}
