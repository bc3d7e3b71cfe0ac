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
    private final boolean blank;
    private final boolean shared;
    private @Nullable Column<?> readBy;
    private @Nullable Reading<?> reading;

    /** @param text empty for a blank cell; a date has its ISO form here too */
    Cell(String text, @Nullable LocalDate date) {
        this(text, date, /* number= */ false, NO_TIME, /* shared= */ false);
    }

    private Cell(String text, @Nullable LocalDate date, boolean number, int second, boolean shared) {
        this.text = text;
        this.date = date;
        this.number = number;
        this.second = second;
        this.blank = text.isEmpty();
        this.shared = shared;
    }

    /** A cell of a text file that later rows with the same text may share. */
    static Cell shared(String text) {
        return new Cell(text, null, /* number= */ false, NO_TIME, /* shared= */ true);
    }

    /** A cell of a workbook that is shown as a date, with the second of its day. */
    static Cell ofDate(String text, LocalDate date, int second) {
        return new Cell(text, date, /* number= */ false, second, /* shared= */ false);
    }

    /** A cell that is shown as a number, and the date that has it. */
    static Cell ofNumber(String text, LocalDate date) {
        return new Cell(text, date, /* number= */ true, NO_TIME, /* shared= */ false);
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
        return blank;
    }

    /** Whether it was made to be shared by rows, so that its reading need not be kept elsewhere. */
    boolean isShared() {
        return shared;
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
