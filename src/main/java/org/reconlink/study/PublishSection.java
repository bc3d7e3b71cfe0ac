package org.reconlink.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.PublishSettings.Dates;

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
}
