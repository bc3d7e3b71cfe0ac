package org.reconlink.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reconlink.publish.PublishSettings;
import org.reconlink.publish.PublishSettings.Dates;

/** {@code publish}: how the dataset is published. */
final class PublishSection {
    private static final int LARGEST_SMALL_COUNT = 1000;

    static final Key<Path> KEY_FILE = Key.optional(
            "key file",
            new FilePath(),
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
            "counts from 1 up to below this number are withheld in the report; 0 withholds none");

    static final SectionType TYPE = SectionType.of(KEY_FILE, DATES, SMALL_COUNTS);

    private PublishSection() {}

    private static Map<String, Dates> dates() {
        Map<String, Dates> words = new LinkedHashMap<>();
        words.put("as they are", Dates.AS_THEY_ARE);
        words.put("as days", Dates.AS_DAYS);
        words.put("by month", Dates.BY_MONTH);
        return words;
    }

    static PublishSettings settings(Values values) {
        return new PublishSettings(values.find(KEY_FILE), values.need(DATES), values.need(SMALL_COUNTS));
    }
}
