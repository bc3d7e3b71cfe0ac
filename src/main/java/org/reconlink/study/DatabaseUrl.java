package org.reconlink.study;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JDBC address. No message quotes one: it could hold a password, which no protocol may. */
record DatabaseUrl() implements ValueType<String> {
    private static final Pattern KNOWN = Pattern.compile("jdbc:(postgresql|hsqldb):\\S+");
    /** HSQLDB takes a kind in any case, and what has none for a file; in memory a load ends with the process. */
    private static final Pattern HSQLDB = Pattern.compile("jdbc:hsqldb:(file:(?!mem:).+|(hsqls?|https?)://.+)");

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
                    given.quotedName() + " must be the JDBC address of a PostgreSQL or HSQLDB database",
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
