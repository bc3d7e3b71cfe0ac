package org.reconlink.review;

/**
 * One field of a pair, side by side.
 *
 * @param participant empty if missing
 * @param mark {@code =}, {@code ~}, {@code ≠} or {@code ?}; empty where nothing is compared
 * @param person empty if missing
 */
public record Line(String field, String participant, String mark, String person) {
    /** Whether the differing characters say something: two single values that are alike. */
    boolean alike() {
        return mark.equals(Mark.SIMILAR.sign()) && !participant.contains(";") && !person.contains(";");
    }

    /** Keeps values out of messages. */
    @Override
    public String toString() {
        return "Line[" + field + "]";
    }
}
