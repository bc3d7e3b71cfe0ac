package org.reconlink.offence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The evidence of a classification in plain words, for reports and for whoever asks why. */
final class EvidenceWords {
    private EvidenceWords() {}

    static String of(
            ClassifiedOffence offence, ModeDecision decision, OffenceNature nature, @Nullable MaximumSentence maximum) {
        StringBuilder words = new StringBuilder();
        words.append(mode(decision.mode()))
                .append(": ")
                .append(decision.reason())
                .append('.');
        if (!nature.told()
                && nature.violent().words().isEmpty()
                && nature.sexual().words().isEmpty()) {
            words.append(" Whether violent or sexual is not known: no source has it.");
        } else if (nature.violent().words().isEmpty() && nature.sexual().words().isEmpty()) {
            words.append(" Neither violent nor sexual by any source.");
        } else {
            words.append(sources("Violent", nature.violent().words()))
                    .append(sources("Sexual", nature.sexual().words()));
        }
        if (offence.nonOffenceBreach()) {
            words.append(" A breach that is no offence of its own (category CB): never counted.");
        }
        if (offence.maximumSentenceDays() != null && maximum != null) {
            words.append(" Maximum on indictment: ").append(maximum.words()).append('.');
        }
        return words.toString();
    }

    private static String mode(CourtMode mode) {
        return switch (mode) {
            case INDICTABLE_ONLY -> "Indictable only";
            case EITHER_WAY -> "Either way";
            case SUMMARY -> "Summary";
            case UNKNOWN -> "Court mode unknown";
        };
    }

    private static String sources(String what, List<String> sources) {
        return sources.isEmpty() ? "" : " " + what + ": " + String.join("; ", sources) + ".";
    }
}
