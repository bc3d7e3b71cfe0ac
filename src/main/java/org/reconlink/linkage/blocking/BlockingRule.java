package org.reconlink.linkage.blocking;

import java.util.List;
import org.reconlink.linkage.record.Transform;

/**
 * Equalities that make two rows a candidate pair, all of them together; a missing value equals nothing.
 *
 * @param name by which counts and refusals call it
 */
public record BlockingRule(String name, List<Term> terms) {

    /** One equality: what is taken of a column of the left table and of one, most often the same, of the right. */
    public record Term(String left, String right, Transform transform) {
        Term mirrored() {
            return new Term(/* left= */ right, /* right= */ left, transform);
        }

        boolean symmetric() {
            return left.equals(right);
        }
    }

    public BlockingRule {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("blocking rule " + name + " has no terms");
        }
    }

    /** A rule on equal values of the columns. */
    public static BlockingRule on(String name, String... columns) {
        return new BlockingRule(
                name, List.of(columns).stream().map(BlockingRule::same).toList());
    }

    /** Equal values of one column. */
    public static Term same(String column) {
        return new Term(column, column, Transform.NONE);
    }

    /** Equal parts of one column's values. */
    public static Term same(String column, Transform transform) {
        return new Term(column, column, transform);
    }

    /** Whether it asks the same of both rows. */
    public boolean symmetric() {
        return terms.stream().allMatch(Term::symmetric);
    }

    BlockingRule mirrored() {
        return new BlockingRule(name, terms.stream().map(Term::mirrored).toList());
    }
}
