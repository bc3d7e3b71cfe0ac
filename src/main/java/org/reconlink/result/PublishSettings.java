package org.reconlink.result;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.DisclosureRule;

/**
 * How the dataset is published.
 *
 * @param keyFile file with the key for pseudonyms; null: the environment variable {@code RECONLINK_KEY}
 * @param dates how dates are written
 * @param smallCountsBelow counts from 1 up to below this number are withheld in report and aggregate tables; 0: none is
 * @param disclosure how counts of people are made fit to leave the room
 * @param database research database to load; null if there is none
 * @param freeText headings of carried columns that the protocol says to be free text
 */
public record PublishSettings(
        @Nullable Path keyFile,
        Dates dates,
        int smallCountsBelow,
        DisclosureRule disclosure,
        @Nullable DatabaseSettings database,
        Set<String> freeText) {
    public PublishSettings {
        freeText = Set.copyOf(freeText);
    }

    /** Without a research database and free text. */
    public PublishSettings(@Nullable Path keyFile, Dates dates, int smallCountsBelow, DisclosureRule disclosure) {
        this(keyFile, dates, smallCountsBelow, disclosure, null, Set.of());
    }

    /** Without disclosure control, too. */
    public PublishSettings(@Nullable Path keyFile, Dates dates, int smallCountsBelow) {
        this(keyFile, dates, smallCountsBelow, DisclosureRule.NONE);
    }

    /** How report and aggregate tables show counts of people. */
    public DisclosureRule counts() {
        return new DisclosureRule(
                Math.max(smallCountsBelow - 1, disclosure.redactUpTo()), disclosure.zerosToo(), disclosure.base());
    }

    /** How dates are written. */
    public enum Dates {
        AS_THEY_ARE,
        AS_DAYS,
        BY_MONTH
    }

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
}
