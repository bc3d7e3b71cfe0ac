package org.reconlink.result;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantId;

/**
 * The study's last run before the one that is reported.
 *
 * @param id null if there was none
 * @param changes since then; null if there was none, or what it made is no longer kept
 * @param pseudonyms of those who took part in either run
 */
public record LastRun(@Nullable String id, @Nullable RunChanges changes, Map<ParticipantId, String> pseudonyms) {
    /** The report is of the study's first run. */
    public static final LastRun NONE = new LastRun(null, null, Map.of());

    public LastRun {
        pseudonyms = Map.copyOf(pseudonyms);
    }

    /** There was a run, but what it made is not in the working store any more, or never was in this one. */
    public static LastRun notKept(String id) {
        return new LastRun(id, null, Map.of());
    }
}
