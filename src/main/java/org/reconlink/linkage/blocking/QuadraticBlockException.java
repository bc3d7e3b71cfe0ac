package org.reconlink.linkage.blocking;

/** A blocking rule brings more pairs than the budget allows. */
public final class QuadraticBlockException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** @param message a line for each such rule */
    public QuadraticBlockException(String message) {
        super(message);
    }
}
