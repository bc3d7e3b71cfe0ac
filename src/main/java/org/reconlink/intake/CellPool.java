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
    private static final double HARDLY_FEWER = 0.8;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** A cell and the bytes that it was made of. */
    private static final class Slot {
        private final long hash;
        private final byte[] bytes;
        private final Cell cell;

        Slot(long hash, byte[] bytes, Cell cell) {
            this.hash = hash;
            this.bytes = bytes;
            this.cell = cell;
        }

        boolean isOf(byte[] buffer, int from, int to) {
            return Arrays.equals(bytes, 0, bytes.length, buffer, from, to);
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
        Slot before = last;
        if (before != null && before.isOf(buffer, from, to)) {
            return before.cell;
        }
        asked++;
        long hash = hash(buffer, from, to);
        int place = place(hash, slots.length);
        Slot held = slots[place];
        if (held == null || held.hash != hash || !held.isOf(buffer, from, to)) {
            held = new Slot(hash, Arrays.copyOfRange(buffer, from, to), made(buffer, from, to, /* shared= */ true));
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

    /** Of the bytes in eights; those behind the end are masked out. */
    private static long hash(byte[] buffer, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; to - at > Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(buffer, at));
        }
        long rest = (long) LONGS.get(buffer, at) & (-1L >>> (Long.SIZE - Byte.SIZE * (to - at)));
        return mixed(hash ^ rest);
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
