package org.reconlink.store.research;

/** Something in the database is not a run's to replace. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
