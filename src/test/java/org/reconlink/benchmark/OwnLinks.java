package org.reconlink.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.reconlink.linkage.engine.KeptTexts;
import org.reconlink.linkage.engine.PairSink;

/** Writes the ids and the weight of each link, in hundredths, without making strings of them. */
final class OwnLinks implements PairSink, AutoCloseable {
    private static final int LONGEST_NUMBER = 32;

    private final OutputStream file;
    private final KeptTexts left;
    private final KeptTexts right;
    private final byte[] digits = new byte[LONGEST_NUMBER];
    private byte[] buffer = new byte[1 << 16];
    private int used;
    private long links;

    OwnLinks(Path file, KeptTexts left, KeptTexts right) throws IOException {
        this.file = Files.newOutputStream(file);
        this.left = left;
        this.right = right;
    }

    long links() {
        return links;
    }

    @Override
    public void accept(int one, int other, int vector, double weight) {
        int needed = left.length(one) + right.length(other) + LONGEST_NUMBER;
        if (used + needed > buffer.length) {
            flush(needed);
        }
        used = left.write(one, buffer, used);
        buffer[used++] = ',';
        used = right.write(other, buffer, used);
        buffer[used++] = ',';
        hundredths(Math.round(weight * 100));
        buffer[used++] = '\n';
        links++;
    }

    @Override
    public void close() throws IOException {
        flush(0);
        file.close();
    }

    private void hundredths(long number) {
        long rest = Math.abs(number);
        int count = 0;
        while (rest > 0 || count < 4) {
            if (count == 2) {
                digits[count++] = '.';
            }
            digits[count++] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (number < 0) {
            buffer[used++] = '-';
        }
        while (count > 0) {
            buffer[used++] = digits[--count];
        }
    }

    private void flush(int needed) {
        try {
            file.write(buffer, 0, used);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        used = 0;
        buffer = needed > buffer.length ? new byte[needed] : buffer;
    }
}
