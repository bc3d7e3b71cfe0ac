package org.reconlink.store.research;

/**
 * A research database cannot be loaded; the message names it, says why and what to do. It has no cause, because messages of
 * databases can quote rows.
 */
public final class ResearchDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ResearchDatabaseException(String message) {
        super(message);
    }
}
