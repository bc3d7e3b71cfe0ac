package org.reconlink.review;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The preset reasons for a verdict; anything else is a comment. */
public enum Reason {
    TWINS("twins"),
    RELATIVE("relative"),
    MOVED("moved"),
    ALIAS("alias"),
    MISTYPED_ID("mistyped id"),
    UNMATCHABLE("unmatchable"),
    SEND_TO_EXPERT("send to expert");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** As reviewers write it. */
    public String words() {
        return words;
    }

    static List<String> all() {
        return Arrays.stream(values()).map(Reason::words).toList();
    }

    /** The reason that a text names, in any case. */
    static Optional<Reason> named(String text) {
        String sought = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(r -> r.words.equals(sought)).findFirst();
    }
}
