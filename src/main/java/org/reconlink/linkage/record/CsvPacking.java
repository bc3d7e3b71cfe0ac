package org.reconlink.linkage.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a plain CSV file (RFC 4180) straight into a packed table, on several threads: each takes one part of the file after
 * the other, from the first line that begins in it.
 *
 * <p>Where a part begins is guessed, since a line end may stand between quotes. The guess was right where the part before
 * ended at the same place, and otherwise the file is read again as one part.
 */
public final class CsvPacking {
    private static final long PART = 1 << 22;

    private final FileChannel file;
    private final PackedColumns columns;
    private final CsvLayout layout;
    private final UnaryOperator<String> stripped;
    private final int threads;

    private CsvPacking(
            FileChannel file, PackedColumns columns, CsvLayout layout, UnaryOperator<String> stripped, int threads) {
        this.file = file;
        this.columns = columns;
        this.layout = layout;
        this.stripped = stripped;
        this.threads = threads;
    }

    /**
     * Packs a file; its values go into the dictionary of the columns even if they come to nothing.
     *
     * @param stripped takes space off both ends of a cell
     * @return null if something in the file is not plain, or is wrong: rows read one by one tell what
     */
    public static @Nullable PackedFile read(
            Path path, PackedColumns columns, CsvLayout layout, UnaryOperator<String> stripped, int threads)
            throws IOException {
        return read(path, columns, layout, stripped, threads, PART);
    }

    static @Nullable PackedFile read(
            Path path, PackedColumns columns, CsvLayout layout, UnaryOperator<String> stripped, int threads, long part)
            throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            CsvPacking packing = new CsvPacking(file, columns, layout, stripped, threads);
            for (Charset encoding : layout.encodings()) {
                try {
                    Parts parts = packing.guessed(encoding, part);
                    return (parts != null ? parts : packing.parts(encoding, Long.MAX_VALUE)).table();
                } catch (NotPlain fault) {
                    if (!fault.encoding()) {
                        return null;
                    }
                }
            }
            return null;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Null if a guess was wrong, or a wrong guess may be why the file seemed not to be plain. */
    private @Nullable Parts guessed(Charset encoding, long part) throws IOException {
        try {
            Parts parts = parts(encoding, part);
            return parts.fit() ? parts : null;
        } catch (NotPlain fault) {
            if (fault.encoding()) {
                throw fault;
            }
            return null;
        }
    }

    private Parts parts(Charset encoding, long part) throws IOException {
        long bytes = file.size() - layout.begin();
        int count = (int) Math.max(1, Math.min(bytes / part, Integer.MAX_VALUE));
        Parts parts = new Parts(count, columns);
        Parallel.run(threads, count, thread -> {
            try {
                CsvRange range = new CsvRange(file, columns, layout, encoding, stripped);
                return number -> {
                    try {
                        long from = layout.begin() + bytes / count * number;
                        long to = number == count - 1 ? file.size() : layout.begin() + bytes / count * (number + 1);
                        parts.add(number, range.read(from, to, number > 0));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return parts;
    }

    /** Parts as they come, put together in the order of the file. */
    private static final class Parts {
        private final CsvRange.@Nullable Rows[] waiting;
        private final PackedColumns columns;
        private final RowStore store;
        private final KeptTexts kept = new KeptTexts();
        private long[] content = new long[0];
        private final long[][] outcomes;
        private int next;
        private long end;
        private boolean fit = true;

        Parts(int count, PackedColumns columns) {
            waiting = new CsvRange.@Nullable Rows[count];
            this.columns = columns;
            store = new RowStore(columns.size());
            outcomes = CsvRange.Rows.noOutcomes(columns.size());
        }

        synchronized void add(int number, CsvRange.Rows rows) {
            waiting[number] = rows;
            for (CsvRange.Rows part = waiting[next];
                    part != null;
                    part = next < waiting.length ? waiting[next] : null) {
                fit &= next == 0 || part.begin() == end;
                end = part.end();
                content = joined(content, store.size(), part.content());
                store.append(part.store);
                kept.append(part.kept);
                for (int column = 0; column < outcomes.length; column++) {
                    for (int i = 0; i < outcomes[column].length; i++) {
                        outcomes[column][i] += part.outcomes[column][i];
                    }
                }
                waiting[next++] = null;
            }
        }

        private static long[] joined(long[] content, int rows, long[] more) {
            if (more.length == 0) {
                return content;
            }
            long[] all = rows + more.length <= content.length
                    ? content
                    : Arrays.copyOf(content, Math.max(rows + more.length, (int) (rows * 1.5)));
            System.arraycopy(more, 0, all, rows, more.length);
            return all;
        }

        boolean fit() {
            return fit;
        }

        PackedFile table() {
            return new PackedFile(new PackedTable(columns, store), kept, content, outcomes);
        }
    }

    /**
     * A packed file.
     *
     * @param kept the cells that were kept as they are written; of no rows if none were
     * @param content a number for the content of each row where no cells were kept, by {@link RowContent}
     * @param outcomes how many cells of each column came to what, by {@link org.reconlink.kernel.CellRule.Outcome}
     */
    @SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
    public record PackedFile(PackedTable table, KeptTexts kept, long[] content, long[][] outcomes) {}

    /** Ends the reading of a file that is not as plain as {@link CsvPacking} reads them; what is wrong with it others say. */
    static final class NotPlain extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean encoding;

        private NotPlain(boolean encoding) {
            super(encoding ? "another encoding" : "no plain CSV", null, false, false);
            this.encoding = encoding;
        }

        static NotPlain inThisEncoding() {
            return new NotPlain(true);
        }

        static NotPlain atAll() {
            return new NotPlain(false);
        }

        boolean encoding() {
            return encoding;
        }
    }
}
