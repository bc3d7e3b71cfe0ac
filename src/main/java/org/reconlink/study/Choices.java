package org.reconlink.study;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.reconlink.kernel.ParticipantDate;

/** The choices that several keys offer. */
final class Choices {
    /** The dates that a study can be built on; death and deportation end it wherever they fall. */
    static final Set<ParticipantDate> STUDY_DATES =
            EnumSet.complementOf(EnumSet.of(ParticipantDate.DEATH, ParticipantDate.DEPORTATION));

    private Choices() {}

    static ValueType<Boolean> yesOrNo() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("yes", true);
        words.put("no", false);
        return new Choice<>(words, Map.of("true", true, "false", false));
    }

    static ValueType<ParticipantDate> participantDate() {
        Map<String, ParticipantDate> words = new LinkedHashMap<>();
        STUDY_DATES.forEach(date -> words.put(date.field(), date));
        return new Choice<>(words);
    }
}
