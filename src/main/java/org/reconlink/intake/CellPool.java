package org.reconlink.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cells that a column of a text file had lately, by their bytes. A text that meets another in its slot takes the slot;
 * where that happens often the pool grows, up to a bound; it falls back to a few slots if a large one hardly finds more, as of
 * identifiers, which rows one after the other repeat and no others: whatever stays in a large array costs the collector.
 */
final class CellPool {
    /** Bytes that can be read behind the end of a text. */
    static final int SLACK = Long.BYTES;

    private static final int FEWEST = 1 << 6;
    private static final int FEW = 1 << 8;
    private static final int MOST = 1 << 14;
    private static final int LONGEST = 128;
    private static final int IN_NUMBERS = 2 * Long.BYTES;
    private static final byte[] NO_REST = {};
    private static final double HARDLY_FEWER = 0.8;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** A cell and the bytes that it was made of: those of nearly all stand in two numbers, so that no array is looked up. */
    private static final class Slot {
        private final long hash;
        private final int length;
        private final long first;
        private final long second;
        private final byte[] rest;
        private final Cell cell;

        Slot(long hash, int length, long first, long second, byte[] rest, Cell cell) {
            this.hash = hash;
            this.length = length;
            this.first = first;
            this.second = second;
            this.rest = rest;
            this.cell = cell;
        }

        boolean isOf(int length, long first, long second, byte[] buffer, int to) {
            return this.first == first
                    && this.second == second
                    && this.length == length
                    && (length <= IN_NUMBERS || endsAlike(buffer, to));
        }

        private boolean endsAlike(byte[] buffer, int to) {
            byte[] own = rest;
            int from = to - own.length;
            for (int i = 0; i < own.length; i++) {
                if (own[i] != buffer[from + i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Charset charset;
    private @Nullable Slot[] slots = new @Nullable Slot[FEWEST];
    private @Nullable Slot last;
    private long asked;
    private int replaced;
    private double missedByFew;
    private boolean settled;

    CellPool(Charset charset) {
        this.charset = charset;
    }

    /** The cell of a text without blanks of ASCII at its ends. */
    Cell cell(byte[] buffer, int from, int to) {
        if (to - from > LONGEST) {
            return unshared(buffer, from, to);
        }
        int length = to - from;
        long first = eight(buffer, from, to);
        long second = length > Long.BYTES ? eight(buffer, from + Long.BYTES, to) : 0;
        Slot before = last;
        if (before != null && before.isOf(length, first, second, buffer, to)) {
            return before.cell;
        }
        asked++;
        long hash = mixed(mixed(length ^ first) ^ second);
        for (int at = from + IN_NUMBERS; at < to; at += Long.BYTES) {
            hash = mixed(hash ^ eight(buffer, at, to));
        }
        int place = place(hash, slots.length);
        Slot held = slots[place];
        if (held == null || held.hash != hash || !held.isOf(length, first, second, buffer, to)) {
            byte[] rest = length > IN_NUMBERS ? Arrays.copyOfRange(buffer, from + IN_NUMBERS, to) : NO_REST;
            held = new Slot(hash, length, first, second, rest, made(buffer, from, to, /* shared= */ true));
            keep(place, held);
        }
        last = held;
        return held.cell;
    }

    private void keep(int place, Slot slot) {
        replaced += slots[place] == null ? 0 : 1;
        slots[place] = slot;
        if (replaced > slots.length && !settled) {
            double missed = (double) replaced / asked;
            missedByFew = slots.length == FEW ? missed : missedByFew;
            settled = slots.length == MOST;
            if (!settled) {
                resize(4 * slots.length);
            } else if (missed > HARDLY_FEWER * missedByFew) {
                resize(FEW);
            }
            replaced = 0;
            asked = 0;
        }
    }

    private void resize(int length) {
        @Nullable Slot[] resized = new @Nullable Slot[length];
        for (Slot each : slots) {
            if (each != null) {
                resized[place(each.hash, length)] = each;
            }
        }
        slots = resized;
    }

    /** A cell of its own; {@link Cell#DAMAGED} for a text with the character of nought. */
    Cell unshared(byte[] buffer, int from, int to) {
        return made(buffer, from, to, /* shared= */ false);
    }

    private Cell made(byte[] buffer, int from, int to, boolean shared) {
        // Space beyond ASCII can only be where a byte beyond ASCII is.
        boolean plain = buffer[from] > 0 && buffer[to - 1] > 0;
        String text = new String(buffer, from, to - from, charset);
        String stripped = plain ? text : Texts.stripped(text);
        if (stripped.isEmpty()) {
            return Cell.BLANK;
        }
        if (text.indexOf(0) >= 0) {
            return Cell.DAMAGED;
        }
        return shared ? Cell.shared(stripped) : new Cell(stripped, null);
    }

    /** The next eight bytes of a text, as a number; those behind its end are masked out. */
    private static long eight(byte[] buffer, int at, int to) {
        long eight = (long) LONGS.get(buffer, at);
        int left = to - at;
        return left >= Long.BYTES ? eight : eight & (-1L >>> (Long.SIZE - Byte.SIZE * left));
    }

    /** By the highest bits, which every bit of the last eight bytes has part in. */
    private static int place(long hash, int length) {
        return (int) (hash >>> (Long.numberOfLeadingZeros(length) + 1));
    }

    private static long mixed(long value) {
        long product = value * 0x9E3779B97F4A7C15L;
        return product ^ (product >>> 32);
    }
}
