package org.reconlink.generate;

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
