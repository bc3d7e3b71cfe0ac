package org.reconlink.intake;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.DateRange;

/**
 * What a standardising rule makes of the text of one cell.
 *
 * @param value null unless {@code kind} is VALUE
 * @param problem why it is UNREADABLE, or what was lost on the way to a VALUE; else null
 * @param within the days that a PARTIAL date can be; else null
 */
record Reading<T>(
        Kind kind,
        @Nullable T value,
        @Nullable Problem problem,
        @Nullable DateRange within) {

    enum Kind {
        VALUE,
        BLANK,
        /** Something that people write for "not known": missing, but not by oversight. */
        PLACEHOLDER,
        /** A date of which no more than the month or the year is known. */
        PARTIAL,
        UNREADABLE
    }

    Reading(Kind kind, @Nullable T value, @Nullable Problem problem) {
        this(kind, value, problem, null);
    }

    private static final Reading<Object> BLANK = new Reading<>(Kind.BLANK, null, null);
    private static final Reading<Object> PLACEHOLDER = new Reading<>(Kind.PLACEHOLDER, null, null);

    static <T> Reading<T> of(T value) {
        return new Reading<>(Kind.VALUE, value, null);
    }

    static <T> Reading<T> of(T value, Problem lost) {
        return new Reading<>(Kind.VALUE, value, lost);
    }

    static <T> Reading<T> unreadable(Problem problem) {
        return new Reading<>(Kind.UNREADABLE, null, problem);
    }

    static <T> Reading<T> partial(DateRange within, Problem problem) {
        return new Reading<>(Kind.PARTIAL, null, problem, within);
    }

    /** Something that stands for "not known", and is worth a finding wherever it is. */
    static <T> Reading<T> placeholder(Problem problem) {
        return new Reading<>(Kind.PLACEHOLDER, null, problem);
    }

    @SuppressWarnings("unchecked") // holds no value of any type
    static <T> Reading<T> blank() {
        return (Reading<T>) BLANK;
    }

    @SuppressWarnings("unchecked") // holds no value of any type
    static <T> Reading<T> placeholder() {
        return (Reading<T>) PLACEHOLDER;
    }

    @Override
    public String toString() {
        return "Reading[" + kind + "]";
    }

    /**
     * What is wrong with a value and what to do about it, in words that fit any value: never the value itself.
     *
     * @param rule short stable name of the rule that found it
     */
    record Problem(String rule, String problem, String advice) {}
}
