package org.reconlink.store.research;

import java.sql.SQLException;
import java.util.Map;
import org.reconlink.result.DatabaseSettings;
import org.reconlink.result.DatabaseSettings.Encryption;

/** Says what is wrong with a database and what to do, by the SQL state and never by the driver's own words. */
final class DatabaseFailure {
    private static final Map<Encryption, String> ASKED = Map.of(
            Encryption.VERIFIED,
            ", that it offers TLS with a certificate of that host by an authority of sslrootcert in the url or"
                    + " ~/.postgresql/root.crt, as \"encryption\" says",
            Encryption.UNVERIFIED,
            ", that it offers TLS, as \"encryption\" says",
            Encryption.NONE,
            "");

    private DatabaseFailure() {}

    static String words(SQLException failure, DatabaseSettings settings) {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("28")) {
            return "it refuses the user " + settings.user() + " or the password; set "
                    + (settings.passwordFile() == null
                            ? ResearchDatabase.ENVIRONMENT_VARIABLE
                            : "the password in " + settings.passwordFile());
        }
        if (state.startsWith("08")) {
            return "it cannot be reached, or the connection broke; see that it is up and that the url is right"
                    + (Dialect.isLoopback(settings.url()) ? "" : ASKED.get(settings.encryption()))
                    + (Dialect.isLoopback(settings.url()) || !settings.scram()
                            ? ""
                            : ", and that it asks for the password by scram-sha-256, as \"password exchange\" says");
        }
        if (state.startsWith("57P") || state.startsWith("53")) {
            return "it ended the connection or has no room (SQL state " + state + "); see that it is up and has space";
        }
        if (state.startsWith("3D")) {
            return "there is no such database; make it or correct the url";
        }
        if (state.equals(Dialect.INSUFFICIENT_PRIVILEGE)) {
            return "the user " + settings.user() + " may not make schemas, tables or views; grant that";
        }
        if (state.equals(Dialect.READ_ONLY)) {
            return "it is read-only for the user " + settings.user()
                    + "; name a server and a user that may write (no standby, no default_transaction_read_only)";
        }
        if (state.equals("2BP01")) {
            return "views or tables that no run made depend on its views, whose columns have changed; take them away";
        }
        if (state.equals("55P03")) {
            return "others held its tables or its lock all the time; wait until they have ended";
        }
        return "it failed with SQL state " + state + "; ask whoever keeps it";
    }
}
