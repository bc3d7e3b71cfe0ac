package org.reconlink.intake;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects the cells of one row of a sheet, which come with gaps. */
final class RowBuilder {
    /** A sheet is read from its beginning only. */
    private static final long NOWHERE = -1;

    private @Nullable String[] texts = new @Nullable String[32];
    private @Nullable Cell[] dates = new @Nullable Cell[32];
    private int width;
    private boolean struckOut;
    private boolean notStruckOut;

    /** Says of the next cell that is filled whether it is struck out. */
    void struckOut(boolean struck) {
        struckOut |= struck;
        notStruckOut |= !struck;
    }

    void text(int column, String text) {
        reserve(column);
        texts[column] = Texts.stripped(text);
    }

    void number(int column, double number, CellStyle style, boolean from1904) {
        LocalDate date = style.date() || Numbers.isDayOfLifetimes(number) ? Numbers.date(number, from1904) : null;
        if (date != null && style.date()) {
            put(column, Cell.ofDate(date.toString(), date, Numbers.second(number)));
            return;
        }
        String text = Numbers.text(number, style.zeros());
        if (date == null) {
            text(column, text);
        } else {
            put(column, Cell.ofNumber(text, date));
        }
    }

    void date(int column, LocalDate date) {
        put(column, new Cell(date.toString(), date));
    }

    private void put(int column, Cell cell) {
        reserve(column);
        texts[column] = cell.text();
        dates[column] = cell;
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
    TableRow build(long number, boolean hidden) {
        TableRow.Look look = hidden
                ? TableRow.Look.HIDDEN
                : struckOut && !notStruckOut ? TableRow.Look.STRUCK_OUT : TableRow.Look.PLAIN;
        struckOut = false;
        notStruckOut = false;
        Cell[] cells = new Cell[width];
        for (int i = 0; i < width; i++) {
            String text = texts[i];
            Cell date = dates[i];
            cells[i] = date != null ? date : text == null || text.isEmpty() ? Cell.BLANK : new Cell(text, null);
        }
        TableRow row = new TableRow(number, NOWHERE, cells, look);
        Arrays.fill(texts, 0, width, null);
        Arrays.fill(dates, 0, width, null);
        width = 0;
        return row;
    }
}
