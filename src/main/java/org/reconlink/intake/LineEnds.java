package org.reconlink.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Counts how the lines of a file end; zero bytes are passed over, so that UTF-16 counts alike. */
final class LineEnds {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private long lineFeeds;
    private long returns;
    private long pairs;
    private boolean afterReturn;

    void accept(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            while (i + Long.BYTES <= length && !hasLow((long) LONGS.get(bytes, i))) {
                afterReturn = false;
                i += Long.BYTES;
            }
            if (i == length) {
                return;
            }
            byte b = bytes[i];
            if (b > '\r' || b < 0) {
                afterReturn = false;
            } else if (b == '\n') {
                lineFeeds++;
                pairs += afterReturn ? 1 : 0;
                afterReturn = false;
            } else if (b == '\r') {
                returns++;
                afterReturn = true;
            } else if (b != 0) {
                afterReturn = false;
            }
        }
    }

    /** Whether one of eight bytes may be below 16, as line ends and zero are. */
    private static boolean hasLow(long eight) {
        return ((eight - 0x1010101010101010L) & ~eight & 0x8080808080808080L) != 0;
    }

    String words() {
        if (lineFeeds == 0 && returns == 0) {
            return "one line";
        }
        if (returns == 0) {
            return "LF";
        }
        if (lineFeeds == 0) {
            return "CR";
        }
        return pairs == lineFeeds && pairs == returns ? "CRLF" : "mixed line ends";
    }
}
