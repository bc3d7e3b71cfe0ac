package org.reconlink.linkage.study;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantId;

/**
 * What linkage says of one participant.
 *
 * @param person the linked person; null unless linked
 * @param weight bits of the best pair; null without a candidate
 * @param probability match probability of the best pair; null without a candidate
 * @param warnings what a reader of the link should know, in words, without personal data
 */
public record LinkDecision(
        ParticipantId participant,
        Status status,
        @Nullable PersonId person,
        @Nullable Double weight,
        @Nullable Double probability,
        List<String> warnings) {
    public LinkDecision {
        warnings = List.copyOf(warnings);
    }

    /** Where a participant stands after linkage. */
    public enum Status {
        LINKED,
        /** By a key that both sides share, with nothing weighed. */
        LINKED_BY_KEY,
        IN_REVIEW,
        UNLINKED;

        /** Those that a linkage of this kind can give. */
        public static List<Status> of(LinkageSettings settings) {
            return settings.byKey() ? List.of(LINKED_BY_KEY, UNLINKED) : List.of(LINKED, IN_REVIEW, UNLINKED);
        }

        public boolean isLinked() {
            return this == LINKED || this == LINKED_BY_KEY;
        }
    }
}
