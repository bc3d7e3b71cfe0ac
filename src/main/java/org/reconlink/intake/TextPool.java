package org.reconlink.intake;

import org.jspecify.annotations.Nullable;

/**
 * A bounded pool of the texts seen lately, so that the names, dates and codes that a table repeats are one string each.
 * A text that meets another in its slot takes the slot: the pool never grows. It is small on purpose: pools eight times
 * as large, which leave the processor's cache, read a conviction extract a fifth more slowly.
 */
final class TextPool {
    private static final int SLOTS = 1 << 11;
    private static final int LONGEST = 40;

    private final @Nullable String[] slots = new @Nullable String[SLOTS];

    /** The stretch of the buffer as a string, without space at its ends. */
    String stripped(char[] buffer, int offset, int length) {
        int from = offset;
        int to = offset + length;
        while (from < to && Texts.isSpace(buffer[from])) {
            from++;
        }
        while (to > from && Texts.isSpace(buffer[to - 1])) {
            to--;
        }
        if (from == to) {
            return "";
        }
        return to - from > LONGEST ? new String(buffer, from, to - from) : pooled(buffer, from, to);
    }

    private String pooled(char[] buffer, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + buffer[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        String held = slots[slot];
        if (held != null && isSame(held, buffer, from, to)) {
            return held;
        }
        String text = new String(buffer, from, to - from);
        slots[slot] = text;
        return text;
    }

    private static boolean isSame(String held, char[] buffer, int from, int to) {
        if (held.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (held.charAt(i - from) != buffer[i]) {
                return false;
            }
        }
        return true;
    }
}
