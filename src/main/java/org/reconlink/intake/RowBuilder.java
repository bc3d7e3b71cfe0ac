package org.reconlink.intake;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects the cells of one row of a sheet, which come with gaps. */
final class RowBuilder {
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
        String[] cells = new String[width];
        for (int i = 0; i < width; i++) {
            String text = texts[i];
            cells[i] = text == null ? "" : text;
        }
        TableRow row = new TableRow(number, cells, Arrays.copyOf(dates, width));
        Arrays.fill(texts, 0, width, null);
        Arrays.fill(dates, 0, width, null);
        width = 0;
        return row;
    }
}
