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

    private final String text;
    private final @Nullable LocalDate date;
    private @Nullable Column<?> readBy;
    private @Nullable Reading<?> reading;

    /** @param text empty for a blank cell; a date has its ISO form here too */
    Cell(String text, @Nullable LocalDate date) {
        this.text = text;
        this.date = date;
    }

    String text() {
        return text;
    }

    @Nullable
    LocalDate date() {
        return date;
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
