package org.reconlink.linkage.engine;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Quotes and line ends of one part of a file, counted before it is known whether the part begins within quotes: for both
 * cases.
 */
final class CsvScan {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK = 1 << 18;
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    private static final long ONES = 0x0101010101010101L;
    private static final long NEVER = Long.MAX_VALUE;

    /** Line ends where the quotes before them in the part are even, or odd, in number. */
    private final long[] lines = new long[2];
    /** The first of each. */
    private final long[] first = {NEVER, NEVER};

    private int odd;

    static CsvScan of(FileChannel file, long from, long to) throws IOException {
        CsvScan scan = new CsvScan();
        byte[] block = new byte[BLOCK];
        long at = from;
        while (at < to) {
            ByteBuffer buffer = ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, to - at));
            int read = file.read(buffer, at);
            if (read <= 0) {
                throw new IOException("the file became shorter while it was read");
            }
            scan.block(block, read, at);
            at += read;
        }
        return scan;
    }

    /** Whether the next part begins within quotes. */
    boolean endsQuoted(boolean beginsQuoted) {
        return beginsQuoted != (odd == 1);
    }

    /** Line ends outside quotes. */
    long lines(boolean beginsQuoted) {
        return lines[beginsQuoted ? 1 : 0];
    }

    /** The place of the first line end outside quotes, or {@link Long#MAX_VALUE}. */
    long firstLine(boolean beginsQuoted) {
        return first[beginsQuoted ? 1 : 0];
    }

    private void block(byte[] block, int length, long offset) {
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            long word = (long) WORDS.get(block, i);
            if (equal(word, '"' * ONES) != 0) {
                bytes(block, i, i + Long.BYTES, offset);
                continue;
            }
            long ends = equal(word, '\n' * ONES);
            if (ends != 0) {
                lines[odd] += Long.bitCount(ends);
                first[odd] = Math.min(first[odd], offset + i + (Long.numberOfTrailingZeros(ends) >>> 3));
            }
        }
        bytes(block, i, length, offset);
    }

    private void bytes(byte[] block, int from, int to, long offset) {
        for (int i = from; i < to; i++) {
            if (block[i] == '"') {
                odd ^= 1;
            } else if (block[i] == '\n') {
                lines[odd]++;
                first[odd] = Math.min(first[odd], offset + i);
            }
        }
    }

    /** The highest bit of each equal byte. */
    private static long equal(long word, long wanted) {
        long differ = word ^ wanted;
        return ~(((differ & LOW) + LOW) | differ | LOW);
    }
}
