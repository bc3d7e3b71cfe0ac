package org.reconlink.linkage.record;

/** A number for what a row holds, so that rows without identifiers have an order that is not the file's. */
public final class RowContent {
    /** Of a row that has no cells yet. */
    public static final long NONE = 1;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private RowContent() {}

    /** The number of a row with one cell more. */
    public static long with(long row, long cell) {
        long mixed = (row * 31 ^ cell) * GOLDEN;
        return mixed ^ (mixed >>> 32);
    }

    /** The number of a cell. */
    public static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * GOLDEN;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    /** The same of ASCII letters. */
    static long of(byte[] text, int length) {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ text[i]) * GOLDEN;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
