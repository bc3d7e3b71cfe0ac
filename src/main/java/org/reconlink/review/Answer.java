package org.reconlink.review;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a reviewer can say of a pair. */
public enum Answer {
    MATCH("match"),
    NON_MATCH("non-match"),
    UNSURE("unsure");

    private final String words;

    Answer(String words) {
        this.words = words;
    }

    /** As reviewers write it. */
    public String words() {
        return words;
    }

    static List<String> all() {
        return Arrays.stream(values()).map(Answer::words).toList();
    }

    /** The answer that a text names, in any case. */
    static Optional<Answer> named(String text) {
        String sought = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(a -> a.words.equals(sought)).findFirst();
    }
}
