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
}
