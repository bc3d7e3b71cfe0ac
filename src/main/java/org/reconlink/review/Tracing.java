package org.reconlink.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PncId;
import org.reconlink.linkage.study.PersonIds.IdentityHash;

/**
 * What came of looking for an unlinked participant by other means than the linkage's: by a clerk, blind to outcomes.
 *
 * @param participantHash what the participant's details were
 * @param by the name under which the clerk works
 * @param found the police identifier that is theirs; null where they were not traced
 * @param comment null if none was written; may name people, so it never leaves the working store
 * @param time when it was imported
 */
public record Tracing(
        ParticipantId participant,
        String participantHash,
        String by,
        @Nullable PncId found,
        @Nullable String comment,
        Instant time) {
    private static final int KEY_LENGTH = 16;

    /** What somebody found out about a participant. */
    public static Tracing of(
            Participant participant, String by, @Nullable PncId found, @Nullable String comment, Instant time) {
        return new Tracing(participant.id(), IdentityHash.of(participant.details()), by, found, comment, time);
    }

    /** What a participant of the sample is called where nothing may be told of them: a hash of who they are. */
    public static String key(Participant participant) {
        return Seal.hex("traced", participant.id().value(), IdentityHash.of(participant.details()))
                .substring(0, KEY_LENGTH);
    }

    /** Whether it says what another does, whenever that was. */
    public boolean saysAs(Tracing other) {
        return participant.equals(other.participant)
                && by.equals(other.by)
                && Objects.equals(found, other.found)
                && Objects.equals(comment, other.comment);
    }

    /** The last word on each participant. */
    public static Map<ParticipantId, Tracing> latest(List<Tracing> tracings) {
        Map<ParticipantId, Tracing> latest = new TreeMap<>();
        tracings.forEach(tracing -> latest.put(tracing.participant(), tracing));
        return latest;
    }

    /** A hash of all that holds; empty if nothing was said. */
    public static String hash(List<Tracing> tracings) {
        return tracings.isEmpty()
                ? ""
                : Seal.hex(latest(tracings).values().stream()
                        .map(t -> t.participant().value() + "\n" + t.participantHash + "\n"
                                + (t.found == null ? "" : t.found.value()))
                        .toArray(String[]::new));
    }

    public boolean traced() {
        return found != null;
    }

    /** Whether it is still about the same details. */
    public boolean holdsFor(Participant now) {
        return participantHash.equals(IdentityHash.of(now.details()));
    }

    /**
     * The sample that can be counted with: the first in the order of the draw, as far as all were looked for. Whoever was not
     * looked for yet ends it, since to pass over somebody would be to choose.
     *
     * @param drawn all who could be in it, in the order of the draw
     */
    public static List<Tracing> sample(List<Participant> drawn, List<Tracing> tracings) {
        Map<ParticipantId, Tracing> latest = latest(tracings);
        return drawn.stream()
                .map(participant -> {
                    Tracing tracing = latest.get(participant.id());
                    return tracing != null && tracing.holdsFor(participant) ? List.of(tracing) : List.<Tracing>of();
                })
                .takeWhile(one -> !one.isEmpty())
                .flatMap(List::stream)
                .toList();
    }

    /** Keeps identifiers and comments out of messages. */
    @Override
    public String toString() {
        return "Tracing[withheld]";
    }
}
