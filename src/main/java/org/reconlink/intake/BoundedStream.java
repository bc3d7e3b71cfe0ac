package org.reconlink.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends in an error when more is unpacked than was allowed, whatever the archive's directory says. */
final class BoundedStream extends FilterInputStream {
    private long left;

    BoundedStream(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        return take(read, read < 0 ? 0 : 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        return take(read, Math.max(0, read));
    }

    private int take(int read, int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("a part of the workbook is larger than allowed");
        }
        return read;
    }
}
