package org.reconlink.intake;

import java.io.IOException;
import java.io.InputStream;
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
record FileScan(String sha256, long bytes, Head head, boolean utf8, String lineEnds) {

    /** The first bytes of a file. */
    static final class Head {
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
        MessageDigest digest = Sha256.digest();
        Utf8Check utf8 = new Utf8Check();
        LineEnds lineEnds = new LineEnds();
        byte[] head = new byte[0];
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(path)) {
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
}
