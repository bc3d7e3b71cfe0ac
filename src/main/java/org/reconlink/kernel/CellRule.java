package org.reconlink.kernel;

import java.util.List;

/** How a cell of a column, as it is written, becomes the values that are compared. */
public interface CellRule {
    /** Says that a cell is to be made a text of first. */
    int NO_BYTES = -1;

    /** Says that nothing can be made of a cell: {@link Outcome#NOT_UNDERSTOOD}. */
    int NOTHING = -2;

    /** What is made of a cell that is not blank. */
    Made of(String cell);

    /**
     * The same of a cell of one value without making a text of it, where that is easily done and nothing is to be said
     * of the cell but that it was read or not understood.
     *
     * @param into room for as many bytes as the cell has
     * @return how many bytes the value has, all of them ASCII, or {@link #NO_BYTES} or {@link #NOTHING}
     */
    int of(byte[] cell, int from, int to, byte[] into);

    /** What a cell came to. */
    enum Outcome {
        BLANK,
        READ,
        /** Read as a date that only makes sense with the day before the month. */
        DAY_FIRST,
        /** Read, the century of its year of two digits taken from the setting. */
        TWO_DIGIT_YEAR,
        /** Read as the day that a spreadsheet counts by this number. */
        SERIAL,
        /** Read, with a time of day and a zone: the day is that of the zone of the setting. */
        ZONED,
        /** Read, with a time of 23:00 in summer, as midnights in another zone have. */
        ELEVEN_IN_SUMMER,
        /** Read, with another time of day than midnight. */
        TIME_OF_DAY,
        /** A name that was taken from the cell beside, as this one says that there is none such. */
        ONE_NAME,
        /** Read as the letters that were meant, as those beyond ASCII were garbled before the file was saved. */
        GARBLED,
        /** A date with all its digits that the calendar does not have; it is compared digit by digit. */
        OFF_CALENDAR,
        /** Longer than texts are compared. */
        SHORTENED,
        /** Written for a value that is not known. */
        PLACEHOLDER,
        /** Written for a name that somebody of one name does not have. */
        NO_SUCH_NAME,
        /** Not understood as a day: no more than its month or year is written. */
        PARTIAL,
        /** Not understood: a date that would make sense with the month before the day. */
        MONTH_FIRST,
        NOT_UNDERSTOOD;

        /** Whether there is a value. */
        public boolean isRead() {
            return this != BLANK && !isPlaceholder() && !isNotUnderstood();
        }

        /** Whether there is something that stands for nothing. */
        public boolean isPlaceholder() {
            return this == PLACEHOLDER || this == NO_SUCH_NAME;
        }

        /** Whether there is something that nothing could be made of. */
        public boolean isNotUnderstood() {
            return this == NOT_UNDERSTOOD || this == MONTH_FIRST || this == PARTIAL;
        }
    }

    /**
     * What was made of a cell.
     *
     * @param values one, empty if missing; any number where a cell may hold several
     */
    record Made(Outcome outcome, List<String> values) {
        private static final List<String> NONE = List.of("");

        /** Copies the list. */
        public Made {
            values = List.copyOf(values);
        }

        /** One value. */
        public static Made of(Outcome outcome, String value) {
            return new Made(outcome, List.of(value));
        }

        /** No value, and why. */
        public static Made missing(Outcome outcome) {
            return new Made(outcome, NONE);
        }

        /** The only value of a cell that holds one. */
        public String value() {
            return values.get(0);
        }

        @Override
        public String toString() {
            return "Made[" + outcome + "]";
        }
    }
}
