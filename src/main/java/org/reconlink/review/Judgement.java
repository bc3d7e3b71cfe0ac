package org.reconlink.review;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantId;

/**
 * What one reviewer said of one pair.
 *
 * @param key of the pair
 * @param participantHash what the participant's details were
 * @param identityHash what the identity was
 * @param reviewer the name under which the reviewer works
 * @param adjudicator whether it decides what reviewers left open
 * @param reason null if none was chosen
 * @param comment null if none was written; may name people, so it never leaves the working store
 * @param time when it was imported
 */
public record Judgement(
        String key,
        ParticipantId participant,
        String participantHash,
        String identityHash,
        String reviewer,
        boolean adjudicator,
        Answer answer,
        @Nullable Reason reason,
        @Nullable String comment,
        Instant time) {
    /** Keeps comments out of messages. */
    @Override
    public String toString() {
        return "Judgement[" + key + "]";
    }

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
}
