package org.reconlink.linkage.tables;

import java.util.ArrayList;
import java.util.List;

/**
 * Two tables ready to be compared, or one with itself.
 *
 * @param one whether it is one table, whose rows are compared with the rows after them
 */
record Tables(boolean one, int leftRows, int rightRows, List<CodedColumn> columns) {

    static Tables link(PlainTable left, PlainTable right, List<Field> fields) {
        List<CodedColumn> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(CodedColumn.of(
                    field,
                    Values.column(left, field.left(), field.meaning()),
                    Values.column(right, field.right(), field.meaning())));
        }
        return new Tables(false, left.rows().size(), right.rows().size(), columns);
    }

    static Tables dedupe(PlainTable table, List<Field> fields) {
        List<CodedColumn> columns = new ArrayList<>();
        for (Field field : fields) {
            List<String> values = Values.column(table, field.left(), field.meaning());
            columns.add(CodedColumn.of(field, values, values));
        }
        return new Tables(true, table.rows().size(), table.rows().size(), columns);
    }

    double possiblePairs() {
        return one ? leftRows * (leftRows - 1.0) / 2 : (double) leftRows * rightRows;
    }

    /** The first column with the meaning, or -1. */
    int first(Meaning meaning) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).field().meaning() == meaning) {
                return i;
            }
        }
        return -1;
    }

    List<Integer> all(Meaning meaning) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).field().meaning() == meaning) {
                found.add(i);
            }
        }
        return found;
    }
}
