package org.reconlink.intake;

import org.jspecify.annotations.Nullable;

/**
 * What a standardising rule makes of the text of one cell.
 *
 * @param value null unless {@code kind} is VALUE
 * @param problem why it is UNREADABLE, or what was lost on the way to a VALUE; else null
 */
record Reading<T>(Kind kind, @Nullable T value, @Nullable Problem problem) {

    enum Kind {
        VALUE,
        BLANK,
        /** Something that people write for "not known": missing, but not by oversight. */
        PLACEHOLDER,
        UNREADABLE
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
}
