package org.reconlink.spark;

/** Says what is wrong with what a linkage was given: which file, what, and what to do; never a value. */
public final class SparkInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public SparkInputException(String message) {
        super(message);
    }
}
