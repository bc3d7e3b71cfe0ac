package org.reconlink.intake;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One row of a table: cells as text without space at the ends, and as dates where the file holds them as dates. */
final class TableRow {
    private final long number;
    private final String[] texts;
    private final @Nullable LocalDate @Nullable [] dates;

    /**
     * @param number as the user's program shows it: the first is 1
     * @param texts empty for blank cells; a date cell has its ISO form here too
     * @param dates null if the table has no date cells
     */
    TableRow(long number, String[] texts, @Nullable LocalDate @Nullable [] dates) {
        this.number = number;
        this.texts = texts;
        this.dates = dates;
    }

    long number() {
        return number;
    }

    int width() {
        return texts.length;
    }

    /** The text of a cell; empty if it is blank or beyond the row's end. */
    String text(int column) {
        return column >= 0 && column < texts.length ? texts[column] : "";
    }

    /** The date of a date cell; null for any other cell. */
    @Nullable
    LocalDate date(int column) {
        return dates != null && column >= 0 && column < dates.length ? dates[column] : null;
    }

    /** How many cells are filled, counting no further than {@code most}. */
    int filled(int most) {
        int count = 0;
        for (int i = 0; i < texts.length && count < most; i++) {
            if (!texts[i].isEmpty()) {
                count++;
            }
        }
        return count;
    }

    /** Adds one to the count of each column that is filled. */
    void countFilled(long[] counts) {
        int most = Math.min(counts.length, texts.length);
        for (int i = 0; i < most; i++) {
            counts[i] += texts[i].isEmpty() ? 0 : 1;
        }
    }

    /** The first filled column from {@code from} on; negative if there is none. */
    int firstFilled(int from) {
        for (int i = from; i < texts.length; i++) {
            if (!texts[i].isEmpty()) {
                return i;
            }
        }
        return -1;
    }
}
