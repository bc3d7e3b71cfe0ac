package org.reconlink.linkage.tables;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares one field of two rows. Level 0 is missing; then the levels of the field's meaning, the closest first; names
 * have one more before the last, that the name is the other's other name.
 *
 * @param column the field
 * @param other the column of the other name, or -1
 */
record FieldComparison(Tables tables, int column, int other) {

    static List<FieldComparison> of(Tables tables) {
        int forename = tables.first(Meaning.FORENAME);
        int surname = tables.first(Meaning.SURNAME);
        List<FieldComparison> comparisons = new ArrayList<>();
        for (int column = 0; column < tables.columns().size(); column++) {
            boolean named = forename >= 0 && surname >= 0;
            int other = !named ? -1 : column == forename ? surname : column == surname ? forename : -1;
            comparisons.add(new FieldComparison(tables, column, other));
        }
        return comparisons;
    }

    Meaning meaning() {
        return coded().field().meaning();
    }

    String name() {
        return coded().field().left();
    }

    CodedColumn coded() {
        return tables.columns().get(column);
    }

    List<String> labels() {
        List<String> labels = new ArrayList<>(Levels.labels(meaning()));
        if (other >= 0) {
            labels.add(labels.size() - 1, "the other name");
        }
        labels.add(0, "missing");
        return labels;
    }

    /** Shares of matches to start from, missing left out. */
    double[] usualShares() {
        double[] usual = Levels.usualShares(meaning());
        if (other < 0) {
            return usual;
        }
        double[] shares = new double[usual.length + 1];
        System.arraycopy(usual, 0, shares, 0, usual.length - 1);
        shares[usual.length - 1] = 0.01;
        shares[usual.length] = usual[usual.length - 1] - 0.01;
        return shares;
    }

    int level(int left, int right) {
        CodedColumn coded = coded();
        int leftValue = coded.left()[left];
        int rightValue = coded.right()[right];
        if (leftValue == CodedColumn.MISSING || rightValue == CodedColumn.MISSING) {
            return 0;
        }
        if (leftValue == rightValue) {
            return 1;
        }
        int level = Levels.level(
                meaning(), coded.values().get(leftValue), coded.values().get(rightValue));
        if (other < 0) {
            return 1 + level;
        }
        int last = Levels.labels(meaning()).size() - 1;
        if (level >= last - 1 && crossed(left, right)) {
            return 1 + last;
        }
        return level == last ? 2 + last : 1 + level;
    }

    private boolean crossed(int left, int right) {
        CodedColumn own = coded();
        CodedColumn others = tables.columns().get(other);
        String leftOwn = own.values().get(own.left()[left]);
        String rightOther = others.values().get(others.right()[right]);
        String leftOther = others.values().get(others.left()[left]);
        String rightOwn = own.values().get(own.right()[right]);
        return leftOwn.equals(rightOther) || leftOther.equals(rightOwn);
    }
}
