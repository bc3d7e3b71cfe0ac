package org.reconlink.study;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JDBC address. No message quotes one: it could hold a password, which no protocol may. */
record DatabaseUrl() implements ValueType<String> {
    private static final Pattern KNOWN = Pattern.compile("jdbc:(postgresql|hsqldb):\\S+");
    private static final Pattern SECRET = Pattern.compile("pass(word|wd|phrase)?=|pwd=|crypt_key=|//[^/?]*@");
    private static final String EXAMPLE = "jdbc:postgresql://db.example.org/research";

    @Override
    public String words() {
        return "a JDBC address, such as " + EXAMPLE;
    }

    @Override
    public @Nullable String read(Given given, Reading reading) {
        Node.Text text = Shape.text(given, reading);
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
        return url;
    }
}
