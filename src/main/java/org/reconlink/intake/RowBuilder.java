package org.reconlink.intake;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects the cells of one row of a sheet, which come with gaps. */
final class RowBuilder {
    /** A sheet is read from its beginning only. */
    private static final long NOWHERE = -1;

    private @Nullable String[] texts = new @Nullable String[32];
    private @Nullable LocalDate[] dates = new @Nullable LocalDate[32];
    private int width;

    void text(int column, String text) {
        reserve(column);
        texts[column] = Texts.stripped(text);
    }

    void number(int column, double number, CellStyle style, boolean from1904) {
        LocalDate date = style.date() ? Numbers.date(number, from1904) : null;
        if (date == null) {
            text(column, Numbers.text(number, style.zeros()));
        } else {
            date(column, date);
        }
    }

    void date(int column, LocalDate date) {
        reserve(column);
        texts[column] = date.toString();
        dates[column] = date;
    }

    private void reserve(int column) {
        if (column >= texts.length) {
            int length = Math.max(column + 1, 2 * texts.length);
            texts = Arrays.copyOf(texts, length);
            dates = Arrays.copyOf(dates, length);
        }
        width = Math.max(width, column + 1);
    }

    /** The row collected; the builder is then empty again. */
    TableRow build(long number) {
        Cell[] cells = new Cell[width];
        for (int i = 0; i < width; i++) {
            String text = texts[i];
            cells[i] = text == null || text.isEmpty() ? Cell.BLANK : new Cell(text, dates[i]);
        }
        TableRow row = new TableRow(number, NOWHERE, cells);
        Arrays.fill(texts, 0, width, null);
        Arrays.fill(dates, 0, width, null);
        width = 0;
        return row;
    }
}
