package org.reconlink.intake;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A table that is cut into rows by a thread of its own while those before are made records of. Rows come in the same order, and
 * what is wrong with the file is thrown at the same row.
 */
final class ReadAhead implements Table {
    /** Whoever asks for single rows, or for the first few, does not need the next. */
    private static final int BEFORE = 1_000;

    private static final int ROWS = 512;
    private static final int PARTS = 8;

    private final Table table;
    private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(PARTS);
    private @Nullable Thread thread;
    private volatile boolean stopped;
    private @Nullable Part part;
    private long given;
    private int at;

    /** Rows one after the other; fewer than asked for at the file's end or where reading failed. */
    private static final class Part {
        private TableRow[] rows = new TableRow[ROWS];
        private @Nullable Throwable failure;

        boolean isLast() {
            return rows.length < ROWS;
        }
    }

    ReadAhead(Table table) {
        this.table = table;
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        if (thread == null && given++ < BEFORE) {
            return table.next();
        }
        Part known = part;
        if (known == null || (at == known.rows.length && !known.isLast())) {
            known = taken();
            part = known;
            at = 0;
        }
        if (at < known.rows.length) {
            return known.rows[at++];
        }
        if (known.failure instanceof IOException failure) {
            throw failure;
        }
        if (known.failure instanceof RuntimeException failure) {
            throw failure;
        }
        if (known.failure instanceof Error failure) {
            throw failure;
        }
        return null;
    }

    private Part taken() throws IOException {
        if (thread == null) {
            Thread ahead = new Thread(this::read, "intake-ahead");
            ahead.setDaemon(true);
            thread = ahead;
            ahead.start();
        }
        try {
            return parts.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void read() {
        try {
            Part next;
            do {
                next = read(new Part());
                parts.put(next);
            } while (!next.isLast() && !stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does so
        }
    }

    @SuppressWarnings("CatchingUnchecked") // thrown where the row is asked for, which would be waited for else
    private Part read(Part into) {
        int count = 0;
        try {
            TableRow row = table.next();
            while (row != null) {
                into.rows[count++] = row;
                row = count < ROWS ? table.next() : null;
            }
        } catch (IOException | RuntimeException | Error e) {
            into.failure = e;
        }
        into.rows = count < ROWS ? Arrays.copyOf(into.rows, count) : into.rows;
        return into;
    }

    @Override
    public @Nullable TableRow at(long number, long place) throws IOException {
        if (place < 0) {
            return Table.super.at(number, place);
        }
        stop();
        part = null;
        return table.at(number, place);
    }

    /** Without an interruption, which would close the file. */
    private void stop() throws IOException {
        Thread ahead = thread;
        if (ahead == null) {
            return;
        }
        stopped = true;
        try {
            while (ahead.isAlive()) {
                parts.clear();
                ahead.join(1);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        parts.clear();
        stopped = false;
        thread = null;
        given = 0;
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException();
    }

    @Override
    public @Nullable String sheet() {
        return table.sheet();
    }

    @Override
    public int sheets() {
        return table.sheets();
    }

    @Override
    public String format() {
        return table.format();
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
        } finally {
            table.close();
        }
    }
}
