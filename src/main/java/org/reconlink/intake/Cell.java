package org.reconlink.intake;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a table has at one place: text without space at its ends, a date too where the file holds it as one, and what a
 * column's rule made of it. Rows of a text file that repeat a text in a column share its cell, so that it is read once.
 */
final class Cell {
    static final Cell BLANK = new Cell("", null);

    /** Has a character that no text has. */
    static final Cell DAMAGED = new Cell("", null);

    private static final int NO_TIME = -1;

    private final String text;
    private final @Nullable LocalDate date;
    private final boolean number;
    private final int second;
    private @Nullable Column<?> readBy;
    private @Nullable Reading<?> reading;

    /** @param text empty for a blank cell; a date has its ISO form here too */
    Cell(String text, @Nullable LocalDate date) {
        this(text, date, false, NO_TIME);
    }

    private Cell(String text, @Nullable LocalDate date, boolean number, int second) {
        this.text = text;
        this.date = date;
        this.number = number;
        this.second = second;
    }

    /** A cell of a workbook that is shown as a date, with the second of its day. */
    static Cell ofDate(String text, LocalDate date, int second) {
        return new Cell(text, date, false, second);
    }

    /** A cell that is shown as a number, and the date that has it. */
    static Cell ofNumber(String text, LocalDate date) {
        return new Cell(text, date, true, NO_TIME);
    }

    String text() {
        return text;
    }

    /** Null if the file does not hold the cell as a date. */
    @Nullable
    LocalDate date() {
        return number ? null : date;
    }

    /** Whether it is a date to the file, or a number that a date can have. */
    boolean holdsDate() {
        return date != null;
    }

    /** The date that its number stands for; null if it is shown as a date, or as anything else. */
    @Nullable
    LocalDate numbered() {
        return number ? date : null;
    }

    /** The second of the day that the file holds with the date; negative if it holds none. */
    int second() {
        return second;
    }

    boolean isBlank() {
        return text.isEmpty();
    }

    /** What this column made of it; null if it has not read it, or another column did so since. */
    @Nullable
    Reading<?> readingBy(Column<?> column) {
        return readBy == column ? reading : null;
    }

    void readBy(Column<?> column, Reading<?> made) {
        readBy = column;
        reading = made;
    }

    /** Nothing of the data. */
    @Override
    public String toString() {
        return "Cell[withheld]";
    }
}
