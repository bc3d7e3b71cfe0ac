package org.reconlink.linkage.record;

import java.util.Arrays;

/** The order of values by what they are: codes follow the order of rows, and texts do not. */
final class ContentOrder {
    private final Columns columns;

    ContentOrder(Columns columns) {
        this.columns = columns;
    }

    /** Compares two words of a column: packed ones by word behind the texts, which come in their own order. */
    int compare(int column, long left, long right) {
        ColumnKind kind = columns.kind(column);
        if (left == right || left == 0 || right == 0 || kind == ColumnKind.NUMBER) {
            return Long.compare(left, right);
        }
        if (kind == ColumnKind.DAYS) {
            return Arrays.compare(
                    columns.sets().codes((int) left), columns.sets().codes((int) right));
        }
        if (kind == ColumnKind.SET) {
            return Arrays.compare(texts((int) left), texts((int) right));
        }
        return left < 0 && right < 0 ? text(left).compareTo(text(right)) : Long.compare(left, right);
    }

    private String text(long word) {
        return columns.dictionary().text((int) word);
    }

    private String[] texts(int set) {
        return Arrays.stream(columns.sets().codes(set))
                .mapToObj(columns.dictionary()::text)
                .sorted()
                .toArray(String[]::new);
    }
}
