package org.reconlink.cli;

/** The command cannot mean anything as given; the message says what to give instead. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
