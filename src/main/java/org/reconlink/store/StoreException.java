package org.reconlink.store;

import org.jspecify.annotations.Nullable;

/** The working store cannot be used; the message says where it is and what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean locked;

    StoreException(String message, boolean locked, @Nullable Throwable cause) {
        super(message, cause);
        this.locked = locked;
    }

    StoreException(String message) {
        super(message);
        this.locked = false;
    }

    /** Whether another process holds the store. */
    public boolean isLocked() {
        return locked;
    }
}
