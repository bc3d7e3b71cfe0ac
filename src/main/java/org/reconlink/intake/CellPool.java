package org.reconlink.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cells that a column of a text file had lately, by their bytes. A text that meets another in its slot takes the slot;
 * where that happens often the pool grows, up to a bound.
 */
final class CellPool {
    /** Bytes that can be read behind the end of a text. */
    static final int SLACK = Long.BYTES;

    private static final int FEWEST = 1 << 6;
    private static final int MOST = 1 << 13;
    private static final int LONGEST = 128;
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
    }

    private final Charset charset;
    private @Nullable Slot[] slots = new @Nullable Slot[FEWEST];
    private int replaced;

    CellPool(Charset charset) {
        this.charset = charset;
    }

    /** The cell of a text without blanks of ASCII at its ends. */
    Cell cell(byte[] buffer, int from, int to) {
        if (to - from > LONGEST) {
            return unshared(buffer, from, to);
        }
        long hash = hash(buffer, from, to);
        int place = (int) (hash >>> 40) & (slots.length - 1);
        Slot held = slots[place];
        if (held != null && held.hash == hash && Arrays.equals(held.bytes, 0, held.bytes.length, buffer, from, to)) {
            return held.cell;
        }
        Cell cell = unshared(buffer, from, to);
        keep(place, new Slot(hash, Arrays.copyOfRange(buffer, from, to), cell));
        return cell;
    }

    private void keep(int place, Slot slot) {
        replaced += slots[place] == null ? 0 : 1;
        slots[place] = slot;
        if (replaced > slots.length && slots.length < MOST) {
            @Nullable Slot[] longer = new @Nullable Slot[4 * slots.length];
            for (Slot each : slots) {
                if (each != null) {
                    longer[(int) (each.hash >>> 40) & (longer.length - 1)] = each;
                }
            }
            slots = longer;
            replaced = 0;
        }
    }

    /** A cell of its own; {@link Cell#DAMAGED} for a text with the character of nought. */
    Cell unshared(byte[] buffer, int from, int to) {
        // Space beyond ASCII can only be where a byte beyond ASCII is.
        boolean plain = buffer[from] > 0 && buffer[to - 1] > 0;
        String text = new String(buffer, from, to - from, charset);
        String stripped = plain ? text : Texts.stripped(text);
        if (stripped.isEmpty()) {
            return Cell.BLANK;
        }
        return text.indexOf(0) < 0 ? new Cell(stripped, null) : Cell.DAMAGED;
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

    private static long mixed(long value) {
        long product = value * 0x9E3779B97F4A7C15L;
        return product ^ (product >>> 32);
    }
}
