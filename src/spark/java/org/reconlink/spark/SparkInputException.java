package org.reconlink.spark;

/** Says what is wrong with what a linkage was given: which file, what, and what to do; never a value. */
public class SparkInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public SparkInputException(String message) {
        super(message);
    }

    /** The column that is to identify rows does not: another is to be named, as on one machine. */
    public static final class OfId extends SparkInputException {
        private static final long serialVersionUID = 1;

        OfId(SparkTable table, String what) {
            super(table.name() + ", column " + table.id() + ": " + what + "; name another column with --id");
        }

        static OfId missing(SparkTable table) {
            return new OfId(table, "a row has no identifier");
        }

        static OfId repeated(SparkTable table) {
            return new OfId(table, "two rows have the same identifier");
        }
    }
}
