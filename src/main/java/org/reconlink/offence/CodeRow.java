package org.reconlink.offence;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;

/**
 * What the national list says of one CJS code.
 *
 * @param standing null where the list has no mode
 * @param homeOfficeCode null where the list has none, or class 0, which is no class
 */
record CodeRow(
        Evidence evidence,
        @Nullable Standing standing,
        boolean nonOffenceBreach,
        @Nullable HomeOfficeCode homeOfficeCode) {

    /** How far the row can be believed. */
    enum Evidence {
        /** Agrees with the published CJS Data Standards. */
        VERIFIED,
        /** Not in the published list. */
        PRIOR,
        /** The mode was a silent default upstream and is not shipped. */
        DEFAULTED
    }

    /** What the list says an entry is: an offence with a court mode, or none. */
    enum Standing {
        INDICTABLE_ONLY(CourtMode.INDICTABLE_ONLY, "triable only on indictment"),
        EITHER_WAY(CourtMode.EITHER_WAY, "triable either way"),
        SUMMARY(CourtMode.SUMMARY, "triable only summarily"),
        NOT_CRIMINAL(CourtMode.UNKNOWN, "a matter that is not criminal"),
        NOT_OFFENCE(CourtMode.UNKNOWN, "an entry that is no offence"),
        BREACH(CourtMode.UNKNOWN, "a breach that is no offence of its own");

        private final CourtMode mode;
        private final String words;

        Standing(CourtMode mode, String words) {
            this.mode = mode;
            this.words = words;
        }

        CourtMode mode() {
            return mode;
        }

        String words() {
            return words;
        }
    }

    boolean verified() {
        return evidence == Evidence.VERIFIED;
    }

    /** Reads the cells code, evidence, mode, category, Home Office code. */
    static CodeRow of(String[] cells) {
        return new CodeRow(
                evidence(cells[1]), standing(cells[2]), cells[3].equals("CB"), HomeOfficeCodeForm.orNull(cells[4]));
    }

    private static Evidence evidence(String letter) {
        return switch (letter) {
            case "V" -> Evidence.VERIFIED;
            case "P" -> Evidence.PRIOR;
            case "D" -> Evidence.DEFAULTED;
            default -> throw new IllegalStateException("no evidence has the letter " + letter);
        };
    }

    private static @Nullable Standing standing(String letter) {
        return switch (letter) {
            case "I" -> Standing.INDICTABLE_ONLY;
            case "E" -> Standing.EITHER_WAY;
            case "S" -> Standing.SUMMARY;
            case "N" -> Standing.NOT_CRIMINAL;
            case "O" -> Standing.NOT_OFFENCE;
            case "B" -> Standing.BREACH;
            case "" -> null;
            default -> throw new IllegalStateException("no mode has the letter " + letter);
        };
    }
}
