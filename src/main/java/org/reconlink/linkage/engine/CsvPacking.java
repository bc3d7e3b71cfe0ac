package org.reconlink.linkage.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a CSV file (RFC 4180, UTF-8) straight into a packed table, on several threads.
 *
 * <p>A first pass counts line ends, so that every part of the file knows the number of its first row and writes rows where
 * they stay. Each part codes texts in a dictionary of its own; the parts' texts are then shared in the order of the file.
 */
public final class CsvPacking {
    private static final long SMALLEST_PART = 1 << 20;
    private static final int HEADING_BYTES = 1 << 20;
    private static final int MARK = 3;

    private final FileChannel file;
    private final Columns columns;
    private final long size;
    private final long[] begins;
    private final int[] firstRows;

    private CsvPacking(FileChannel file, Columns columns, long headEnd, int threads, long smallestPart)
            throws IOException {
        this.file = file;
        this.columns = columns;
        this.size = file.size();
        int parts = (int) Math.max(1, Math.min(threads, (size - headEnd) / smallestPart));
        this.begins = new long[parts + 1];
        this.firstRows = new int[parts + 1];
        divide(headEnd, scans(headEnd, threads));
    }

    /**
     * Packs a file.
     *
     * @throws IllegalArgumentException if headings are missing, or a row has more or fewer values, an open quote, or no
     *     number where there should be one; says which row, counted from 1 behind the headings
     */
    public static CsvTable read(Path path, Columns columns, CsvLayout layout, int threads) throws IOException {
        return read(path, columns, layout, threads, SMALLEST_PART);
    }

    static CsvTable read(Path path, Columns columns, CsvLayout layout, int threads, long smallestPart)
            throws IOException {
        if (layout.headings().size() != columns.size()) {
            throw new IllegalArgumentException("each column needs its heading");
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            byte[] head = new byte[(int) Math.min(file.size(), HEADING_BYTES) + 1];
            ByteBuffer into = ByteBuffer.wrap(head, 0, head.length - 1);
            int read = 0;
            while (read >= 0 && into.hasRemaining()) {
                read = file.read(into, into.position());
            }
            head[head.length - 1] = '\n';
            int begin = marked(head) ? MARK : 0;
            CsvRow row = new CsvRow(layout.separator());
            int end = row.read(head, begin, head.length);
            if (end == CsvRow.INCOMPLETE) {
                throw new IllegalArgumentException(
                        "the headings have a quote that is opened and never closed; close it");
            }
            List<String> headings = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                headings.add(row.text(i, head));
            }
            CsvFields fields = CsvFields.of(layout, headings);
            return new CsvPacking(file, columns, Math.min(end, file.size()), threads, smallestPart)
                    .packed(fields, threads);
        }
    }

    private static boolean marked(byte[] head) {
        return head.length > MARK && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF;
    }

    private CsvScan[] scans(long from, int threads) {
        int parts = begins.length - 1;
        CsvScan[] scans = new CsvScan[parts];
        for (int part = 0; part < parts; part++) {
            begins[part] = from + (size - from) * part / parts;
        }
        begins[parts] = size;
        Parallel.run(threads, parts, thread -> part -> {
            try {
                scans[part] = CsvScan.of(file, begins[part], begins[part + 1]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return scans;
    }

    /** Moves the begin of each part behind the next line end, and counts the rows before it. */
    private void divide(long from, CsvScan[] scans) {
        boolean quoted = false;
        long lines = 0;
        boolean[] beginsQuoted = new boolean[scans.length];
        long[] linesBefore = new long[scans.length];
        for (int part = 0; part < scans.length; part++) {
            beginsQuoted[part] = quoted;
            linesBefore[part] = lines;
            lines += scans[part].lines(quoted);
            quoted = scans[part].endsQuoted(quoted);
        }
        long begin = size;
        for (int part = scans.length - 1; part > 0; part--) {
            long first = scans[part].firstLine(beginsQuoted[part]);
            begin = first == Long.MAX_VALUE ? begin : first + 1;
            begins[part] = begin;
            firstRows[part] = Math.toIntExact(Math.min(lines, linesBefore[part] + 1));
        }
        begins[0] = from;
        // The last row may lack its line end.
        firstRows[scans.length] = Math.toIntExact(lines + 1);
    }

    private CsvTable packed(CsvFields fields, int threads) {
        int parts = begins.length - 1;
        RowStore store = new RowStore(columns.size(), firstRows[parts]);
        int[] kept = new int[fields.kept() >= 0 ? firstRows[parts] : 0];
        CsvRange[] ranges = new CsvRange[parts];
        Arrays.setAll(ranges, part -> new CsvRange(file, fields, columns, store, kept, firstRows[part]));
        CsvProblem[] problems = new CsvProblem[parts];
        Parallel.run(threads, parts, thread -> part -> {
            try {
                ranges[part].read(begins[part], begins[part + 1]);
            } catch (CsvProblem problem) {
                problems[part] = problem;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        refuse(problems, ranges);
        int[][] shared = new int[parts][];
        Arrays.setAll(shared, part -> ranges[part].intern());
        Parallel.run(threads, parts, thread -> part -> ranges[part].remap(shared[part]));
        for (int part = 0; part < parts; part++) {
            ranges[part].remapSets(shared[part]);
        }
        int[] begin = close(ranges, store, kept);
        KeptTexts.Pool[] pools = Arrays.stream(ranges).map(CsvRange::kept).toArray(KeptTexts.Pool[]::new);
        return new CsvTable(new PackedTable(columns, store), new KeptTexts(kept, begin, pools));
    }

    /** The first problem, by the row's number in the file; parts before it are whole. */
    private static void refuse(CsvProblem[] problems, CsvRange[] ranges) {
        int before = 0;
        for (int part = 0; part < problems.length; part++) {
            CsvProblem problem = problems[part];
            if (problem != null) {
                throw new IllegalArgumentException("row " + (before + problem.row() + 1) + problem.problem(), problem);
            }
            before += ranges[part].rows();
        }
    }

    /** Closes the gaps that blank lines left; answers the first row of each part. */
    private static int[] close(CsvRange[] ranges, RowStore store, int[] kept) {
        int[] begins = new int[ranges.length];
        int to = 0;
        for (int part = 0; part < ranges.length; part++) {
            begins[part] = to;
            int from = ranges[part].firstRow();
            for (int i = 0; from != to && i < ranges[part].rows(); i++) {
                store.move(from + i, to + i);
                if (kept.length > 0) {
                    kept[to + i] = kept[from + i];
                }
            }
            to += ranges[part].rows();
        }
        store.cut(to);
        return begins;
    }
}
