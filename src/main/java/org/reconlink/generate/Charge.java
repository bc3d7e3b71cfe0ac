package org.reconlink.generate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.reconlink.generate.OffenceStock.StockOffence;

/**
 * One offence at one hearing, as planned: the part of a conviction row that does not say who.
 *
 * @param caseReference the same for all that was charged together
 * @param from null if undated
 * @param to last day of a range; null if the offence has one date
 * @param convicted date of conviction, caution or acquittal
 */
record Charge(
        String caseReference,
        int number,
        StockOffence offence,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        LocalDate convicted,
        Adjudication adjudication,
        Sentence sentence) {

    /** What was decided, in the police computer's words. */
    enum Adjudication {
        GUILTY("GUILTY"),
        NOT_GUILTY("NOT GUILTY"),
        NON_CONVICTION("NON-CONVICTION"),
        CAUTION("CAUTION");

        private final String words;

        Adjudication(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        static Adjudication of(String words) {
            for (Adjudication one : values()) {
                if (one.words.equals(words)) {
                    return one;
                }
            }
            throw new IllegalArgumentException("no adjudication is written " + words);
        }
    }

    /** The same offence at a later hearing. */
    Charge heardAgain(LocalDate day, Adjudication outcome, Sentence passed) {
        return new Charge(caseReference, number, offence, from, to, day, outcome, passed);
    }

    /** The same offence with another result on the same day. */
    Charge decided(Adjudication outcome, Sentence passed) {
        return heardAgain(convicted, outcome, passed);
    }

    /**
     * What a court did, where, and what was pleaded: five cells of a conviction row.
     *
     * @param length {@code 18 months}; empty where there is none
     * @param takenIntoConsideration empty for none
     */
    record Sentence(
            String plea,
            String court,
            String courtType,
            String disposalCode,
            String disposal,
            String length,
            String takenIntoConsideration) {
        static final Sentence NONE = new Sentence("", "", "", "", "", "", "");

        Sentence withDisposal(String code, String words, String newLength) {
            return new Sentence(plea, court, courtType, code, words, newLength, takenIntoConsideration);
        }
    }
}
