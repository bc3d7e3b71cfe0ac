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
    private static final int BATCH = 256;

    private final OutputStream file;
    private final KeptTexts left;
    private final KeptTexts right;
    private final byte[] digits = new byte[LONGEST_NUMBER];
    private byte[] buffer = new byte[1 << 16];
    private int used;
    private final int[] lefts = new int[BATCH];
    private final int[] rights = new int[BATCH];
    private final double[] weights = new double[BATCH];
    private int waiting;
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
        lefts[waiting] = one;
        rights[waiting] = other;
        weights[waiting++] = weight;
        links++;
        if (waiting == BATCH) {
            writeWaiting();
        }
    }

    /** Asks for the lengths of all first, so that memory brings their texts side by side and not one by one. */
    private void writeWaiting() {
        int needed = 0;
        for (int i = 0; i < waiting; i++) {
            needed += left.length(lefts[i]) + right.length(rights[i]) + LONGEST_NUMBER;
        }
        if (used + needed > buffer.length) {
            flush(needed);
        }
        for (int i = 0; i < waiting; i++) {
            used = left.write(lefts[i], buffer, used);
            buffer[used++] = ',';
            used = right.write(rights[i], buffer, used);
            buffer[used++] = ',';
            hundredths(Math.round(weights[i] * 100));
            buffer[used++] = '\n';
        }
        waiting = 0;
    }

    @Override
    public void close() throws IOException {
        writeWaiting();
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
