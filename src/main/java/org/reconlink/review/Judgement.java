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

    /** Whether it takes back what the same person said of the pair before, and says nothing else. */
    public boolean isWithdrawal() {
        return answer == Answer.WITHDRAWN;
    }

    /** What a reviewer can say of a pair. */
    public enum Answer {
        MATCH("match"),
        NON_MATCH("non-match"),
        UNSURE("unsure"),
        /** Nothing any more: never an answer that can be given. */
        WITHDRAWN("withdrawn");

        private final String words;

        Answer(String words) {
            this.words = words;
        }

        /** As reviewers write it. */
        public String words() {
            return words;
        }

        /** Those that can be given, in the order in which they are offered. */
        public static List<Answer> offered() {
            return List.of(MATCH, NON_MATCH, UNSURE);
        }

        static List<String> all() {
            return offered().stream().map(Answer::words).toList();
        }

        /** The answer that a text names, in any case. */
        public static Optional<Answer> named(String text) {
            String sought = text.strip().toLowerCase(Locale.ROOT);
            return offered().stream().filter(a -> a.words.equals(sought)).findFirst();
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
        public static Optional<Reason> named(String text) {
            String sought = text.strip().toLowerCase(Locale.ROOT);
            return Arrays.stream(values()).filter(r -> r.words.equals(sought)).findFirst();
        }
    }
}
