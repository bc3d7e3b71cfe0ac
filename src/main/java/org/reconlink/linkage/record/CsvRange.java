package org.reconlink.linkage.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.reconlink.kernel.CellRule.Outcome;
import org.reconlink.linkage.record.CsvPacking.NotPlain;

/** Packs the rows that begin in one part of a file after another; one thread's. */
final class CsvRange {
    @SuppressWarnings("EnumOrdinal") // of each of many millions of cells
    private static final int BLANK = Outcome.BLANK.ordinal();

    @SuppressWarnings("EnumOrdinal") // as above
    private static final int READ = Outcome.READ.ordinal();

    @SuppressWarnings("EnumOrdinal") // as above
    private static final int NO_SUCH_NAME = Outcome.NO_SUCH_NAME.ordinal();

    @SuppressWarnings("EnumOrdinal") // as above
    private static final int ONE_NAME = Outcome.ONE_NAME.ordinal();

    private static final int BUFFER = 1 << 18;
    /** Bytes that are read at once behind the part, to end its last row. */
    private static final int BEHIND = 1 << 12;
    /** A longer row is more often a quote that was never closed. */
    private static final int LONGEST_ROW = 1 << 20;

    private static final int MOST_CELLS = 1 << 14;

    private final FileChannel file;
    private final long size;
    private final CsvLayout layout;
    private final Charset encoding;
    private final UnaryOperator<String> stripped;
    private final CsvRow row;
    private final CellPacker[] packers;
    /** As the layout has them, in arrays: a list is asked for each of many millions of cells. */
    private final int[][] places;

    private final int[] instead;
    private final long[] words;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private CharBuffer decoded = CharBuffer.allocate(BEHIND);
    private byte[] joined = new byte[BEHIND];
    private byte[] buffer = new byte[BUFFER + ByteDictionary.SLACK];

    /** The rows of one part, and where the first begins and the last ends in the file. */
    static final class Rows {
        final RowStore store;
        final KeptTexts kept = new KeptTexts();
        final long[][] outcomes;
        private long[] content = new long[0];
        private long begin;
        private long end;

        Rows(int width) {
            store = new RowStore(width);
            outcomes = noOutcomes(width);
        }

        static long[][] noOutcomes(int columns) {
            return new long[columns][Outcome.values().length];
        }

        long begin() {
            return begin;
        }

        long end() {
            return end;
        }

        void addContent(long number) {
            int row = store.size() - 1;
            if (row >= content.length) {
                content = Arrays.copyOf(content, Math.max(1 << 10, row * 2));
            }
            content[row] = number;
        }

        long[] content() {
            return Arrays.copyOf(content, content.length == 0 ? 0 : store.size());
        }
    }

    CsvRange(
            FileChannel file, PackedColumns columns, CsvLayout layout, Charset encoding, UnaryOperator<String> stripped)
            throws IOException {
        this.file = file;
        this.size = file.size();
        this.layout = layout;
        this.encoding = encoding;
        this.stripped = stripped;
        this.row = new CsvRow(layout.separator());
        this.words = new long[columns.size()];
        this.packers = new CellPacker[words.length];
        this.places = layout.places().toArray(int[][]::new);
        this.instead = layout.instead();
        Arrays.setAll(
                packers,
                column -> new CellPacker(
                        columns, column, layout.rules().get(column), encoding, stripped, layout.kept() < 0));
    }

    /**
     * The rows that begin from one place in the file on and before another.
     *
     * @param anywhere whether the place may lie within a row, which is then left to the part before
     */
    Rows read(long from, long to, boolean anywhere) throws IOException {
        Rows rows = new Rows(words.length);
        rows.begin = anywhere ? behindLineEnd(from) : from;
        long offset = rows.begin;
        int at = 0;
        int filled = 0;
        while (offset + at < Math.min(to, size)) {
            int next = row.read(buffer, at, filled);
            if (next == CsvRow.INCOMPLETE) {
                System.arraycopy(buffer, at, buffer, 0, filled - at);
                offset += at;
                filled -= at;
                at = 0;
                filled += offset + filled < size ? more(offset, filled, to) : lastLineEnd(filled);
            } else {
                take(rows, at, next);
                at = next;
            }
        }
        rows.end = Math.min(offset + at, size);
        return rows;
    }

    /** The place behind the first line end from the byte before {@code from} on, or the file's end. */
    private long behindLineEnd(long from) throws IOException {
        for (long offset = from - 1; offset < size; offset += BEHIND) {
            int filled = fill(0, (int) Math.min(BEHIND, size - offset), offset);
            for (int i = 0; i < filled; i++) {
                if (buffer[i] == '\n') {
                    return offset + i + 1;
                }
            }
        }
        return size;
    }

    private int more(long offset, int filled, long to) throws IOException {
        if (filled > LONGEST_ROW) {
            throw NotPlain.atAll();
        }
        if (filled >= buffer.length - ByteDictionary.SLACK - BEHIND) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        long next = offset + filled;
        long wanted = Math.min(size, Math.max(to, next) + BEHIND) - next;
        int room = buffer.length - ByteDictionary.SLACK - 1 - filled;
        return fill(filled, (int) Math.min(room, wanted), next);
    }

    /** The file's last line may lack its end; one that has it and is not whole has a quote that is never closed. */
    private int lastLineEnd(int filled) {
        if (buffer[filled - 1] == '\n') {
            throw NotPlain.atAll();
        }
        buffer[filled] = '\n';
        return 1;
    }

    private int fill(int at, int wanted, long from) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(buffer, at, wanted);
        while (into.hasRemaining()) {
            if (file.read(into, from + into.position() - at) <= 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return wanted;
    }

    private void take(Rows rows, int from, int to) {
        if (to - from > LONGEST_ROW || row.size() > MOST_CELLS) {
            throw NotPlain.atAll();
        }
        if (!row.ascii()) {
            requireText(from, to);
        }
        if (blank()) {
            return;
        }
        if (row.size() != layout.width()) {
            throw NotPlain.atAll();
        }
        long content = RowContent.NONE;
        for (int column = 0; column < words.length; column++) {
            int[] cells = places[column];
            boolean one = cells.length == 1;
            int begin = one ? row.begin(cells[0]) : 0;
            int end = one ? row.end(cells[0], buffer) : join(cells);
            if (begin == end) {
                words[column] = 0;
                content = RowContent.with(content, 0);
                rows.outcomes[column][BLANK]++;
            } else {
                CellPacker packer = packers[column];
                words[column] = packer.word(one ? buffer : joined, begin, end);
                int outcome = packer.outcome();
                if (outcome == NO_SUCH_NAME && instead[column] >= 0) {
                    outcome = insteadOf(column, instead[column]);
                }
                content = RowContent.with(content, packer.content());
                rows.outcomes[column][outcome]++;
            }
        }
        rows.store.add(words);
        if (layout.kept() >= 0) {
            keep(rows.kept, layout.kept());
        } else {
            rows.addContent(content);
        }
    }

    /** Packs the cell beside for one that says that there is no such name; answers what came of both. */
    private int insteadOf(int column, int place) {
        int begin = row.begin(place);
        int end = row.end(place, buffer);
        if (begin == end) {
            return NO_SUCH_NAME;
        }
        CellPacker packer = packers[column];
        words[column] = packer.word(buffer, begin, end);
        return packer.outcome() == READ ? ONE_NAME : NO_SUCH_NAME;
    }

    /** Writes several cells as one; answers where it ends. */
    private int join(int[] cells) {
        int length = 0;
        for (int i = 0; i < cells.length; i++) {
            int begin = row.begin(cells[i]);
            int end = row.end(cells[i], buffer);
            if (joined.length < length + end - begin + 1 + ByteDictionary.SLACK) {
                joined = Arrays.copyOf(joined, (length + end - begin) * 2 + BEHIND);
            }
            if (i > 0) {
                joined[length++] = CsvLayout.JOINT;
            }
            System.arraycopy(buffer, begin, joined, length, end - begin);
            length += end - begin;
        }
        return length;
    }

    private void keep(KeptTexts kept, int place) {
        int begin = row.begin(place);
        int end = row.end(place, buffer);
        if (row.ascii()) {
            kept.add(buffer, begin, end);
        } else {
            kept.add(text(begin, end));
        }
    }

    private boolean blank() {
        for (int cell = 0; cell < row.size(); cell++) {
            int begin = row.begin(cell);
            int end = row.end(cell, buffer);
            if (begin < end && (row.ascii() || !text(begin, end).isEmpty())) {
                return false;
            }
        }
        return true;
    }

    private String text(int begin, int end) {
        return stripped.apply(new String(buffer, begin, end - begin, encoding));
    }

    private void requireText(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == 0) {
                throw NotPlain.atAll();
            }
        }
        if (encoding.equals(StandardCharsets.UTF_8)) {
            if (decoded.capacity() < to - from) {
                decoded = CharBuffer.allocate(to - from);
            }
            decoded.clear();
            decoder.reset();
            if (decoder.decode(ByteBuffer.wrap(buffer, from, to - from), decoded, true)
                    .isError()) {
                throw NotPlain.inThisEncoding();
            }
        }
    }
}
