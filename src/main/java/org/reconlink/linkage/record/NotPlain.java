package org.reconlink.linkage.record;

/** Ends the reading of a file that is not as plain as {@link CsvPacking} reads them; what is wrong with it others say. */
final class NotPlain extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean encoding;

    private NotPlain(boolean encoding) {
        super(encoding ? "another encoding" : "no plain CSV", null, false, false);
        this.encoding = encoding;
    }

    static NotPlain inThisEncoding() {
        return new NotPlain(true);
    }

    static NotPlain atAll() {
        return new NotPlain(false);
    }

    boolean encoding() {
        return encoding;
    }
}
