package org.reconlink.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decides whether a stream of bytes is well-formed UTF-8: no stray, overlong or surrogate sequences. */
final class Utf8Check {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** The highest bits of eight bytes. */
    private static final long NOT_ASCII = 0x8080808080808080L;

    private int pending;
    private int lowest = 0x80;
    private int highest = 0xBF;
    private boolean wellFormed = true;

    void accept(byte[] bytes, int length) {
        int i = 0;
        while (i < length && wellFormed) {
            if (pending == 0 && i + Long.BYTES <= length && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
                i += Long.BYTES;
            } else {
                accept(bytes[i++] & 0xFF);
            }
        }
    }

    private void accept(int b) {
        if (pending == 0 && b < 0x80) {
            return;
        }
        if (pending > 0) {
            wellFormed = b >= lowest && b <= highest;
            pending--;
            expect(pending, 0x80, 0xBF);
        } else if (b >= 0xC2 && b <= 0xDF) {
            expect(1, 0x80, 0xBF);
        } else if (b >= 0xE0 && b <= 0xEF) {
            expect(2, b == 0xE0 ? 0xA0 : 0x80, b == 0xED ? 0x9F : 0xBF);
        } else if (b >= 0xF0 && b <= 0xF4) {
            expect(3, b == 0xF0 ? 0x90 : 0x80, b == 0xF4 ? 0x8F : 0xBF);
        } else {
            wellFormed = false;
        }
    }

    private void expect(int following, int from, int to) {
        pending = following;
        lowest = from;
        highest = to;
    }

    /** What held for all bytes so far; a sequence cut short at the end is not well formed. */
    boolean isWellFormed() {
        return wellFormed && pending == 0;
    }
}
