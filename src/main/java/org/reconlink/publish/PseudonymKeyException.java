package org.reconlink.publish;

/** The key for pseudonyms is missing or no key; the message says where and what to do, and never the key. */
public final class PseudonymKeyException extends RuntimeException {

    private static final String ADVICE =
            "; a key is at least 64 hexadecimal digits, 'reconlink key new FILE' makes one, and it is kept apart from the data";

    PseudonymKeyException(String problem) {
        super(problem + ADVICE);
    }

    /** @param advice what to do */
    PseudonymKeyException(String problem, String advice) {
        super(problem + "; " + advice);
    }
}
