package org.reconlink.result;

import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.ParticipantOutcome;

/** The kind of index offence; each participant has exactly one, so that groups do not overlap. */
public enum IndexKind {
    VIOLENT("violent, not sexual"),
    SEXUAL("sexual, whether or not violent"),
    NEITHER("neither violent nor sexual"),
    NOT_KNOWN(ReportWords.NOT_KNOWN);

    private final String words;

    IndexKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public static IndexKind of(ParticipantOutcome outcome) {
        ClassifiedOffence index = outcome.index().used();
        if (index == null) {
            return NOT_KNOWN;
        }
        return switch (index.sexual()) {
            case YES -> SEXUAL;
            case UNKNOWN -> NOT_KNOWN;
            case NO ->
                switch (index.violent()) {
                    case YES -> VIOLENT;
                    case UNKNOWN -> NOT_KNOWN;
                    case NO -> NEITHER;
                };
        };
    }
}
