package org.reconlink.linkage.comparison;

/**
 * A column that both tables have.
 *
 * @param left its heading in the first table
 * @param right its heading in the second; the same as {@code left} within one table
 */
public record SharedColumn(Meaning meaning, String left, String right) {
    @Override
    public String toString() {
        return meaning.label() + " = " + left + (left.equals(right) ? "" : ":" + right);
    }
}
