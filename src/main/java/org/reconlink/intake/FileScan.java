package org.reconlink.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.reconlink.kernel.Sha256;

/**
 * What one pass over the bytes of a file tells.
 *
 * @param sha256 lower-case hex
 * @param head the first bytes, up to 64 KiB
 * @param utf8 whether all of it is well-formed UTF-8
 * @param lineEnds {@code LF}, {@code CRLF}, {@code CR}, {@code mixed line ends}, or {@code one line}
 */
record FileScan(String sha256, long bytes, Head head, boolean utf8, String lineEnds) implements Serializable {
    private static final long serialVersionUID = 1;

    /** The first bytes of a file. */
    static final class Head implements Serializable {
        private static final long serialVersionUID = 1;

        private final byte[] bytes;

        private Head(byte[] bytes) {
            this.bytes = bytes;
        }

        int length() {
            return bytes.length;
        }

        /** The byte as an unsigned number. */
        int at(int index) {
            return bytes[index] & 0xFF;
        }

        boolean startsWith(int... unsigned) {
            if (bytes.length < unsigned.length) {
                return false;
            }
            for (int i = 0; i < unsigned.length; i++) {
                if (at(i) != unsigned[i]) {
                    return false;
                }
            }
            return true;
        }

        String text(int from, java.nio.charset.Charset charset) {
            return text(from, bytes.length, charset);
        }

        String text(int from, int to, java.nio.charset.Charset charset) {
            return new String(bytes, from, to - from, charset);
        }
    }

    private static final int BUFFER = 1 << 16;

    /** The first bytes alone. */
    static Head head(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return new Head(in.readNBytes(BUFFER));
        }
    }

    static FileScan of(Path path) throws IOException {
        return of(new SourceFile(path, ""));
    }

    static FileScan of(SourceFile file) throws IOException {
        MessageDigest digest = Sha256.digest();
        Utf8Check utf8 = new Utf8Check();
        LineEnds lineEnds = new LineEnds();
        byte[] head = new byte[0];
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = file.access().open(file.path())) {
            for (int read = in.readNBytes(buffer, 0, BUFFER); read > 0; read = in.readNBytes(buffer, 0, BUFFER)) {
                digest.update(buffer, 0, read);
                utf8.accept(buffer, read);
                lineEnds.accept(buffer, read);
                head = bytes == 0 ? Arrays.copyOf(buffer, read) : head;
                bytes += read;
            }
        }
        return new FileScan(
                HexFormat.of().formatHex(digest.digest()),
                bytes,
                new Head(head),
                utf8.isWellFormed(),
                lineEnds.words());
    }

    /** Counts how the lines of a file end; zero bytes are passed over, so that UTF-16 counts alike. */
    private static final class LineEnds {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

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

    /** Decides whether a stream of bytes is well-formed UTF-8: no stray, overlong or surrogate sequences. */
    private static final class Utf8Check {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

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
}
