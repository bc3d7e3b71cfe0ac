package org.reconlink.cover;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints cover by package: lines and branches that JaCoCo saw reached, mutants that PIT saw killed. */
public final class CoverTable {
    private static final String ROOT = "org.reconlink.";
    /** Columns of JaCoCo's file. */
    private static final int PACKAGE = 1;

    private static final int BRANCHES_MISSED = 5;
    private static final int BRANCHES = 6;
    private static final int LINES_MISSED = 7;
    private static final int LINES = 8;
    /** Columns of PIT's, which has no headings. */
    private static final int CLASS = 1;

    private static final int STATUS = 5;
    /** What a mutant ends as that a test noticed. */
    private static final List<String> NOTICED = List.of("KILLED", "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR");

    /** Reached and all: lines, branches, mutants. */
    private final Map<String, long[]> byPackage = new TreeMap<>();

    private CoverTable() {}

    /** Prints the table; a file that is not there adds nothing. */
    public static void main(String[] files) throws IOException {
        CoverTable table = new CoverTable();
        table.cover(Path.of(files[0]));
        table.mutants(Path.of(files[1]));
        table.print();
    }

    private void cover(Path file) throws IOException {
        for (CsvRecord row : rows(file)) {
            if (row.getField(PACKAGE).startsWith(ROOT)) {
                long[] counts = of(row.getField(PACKAGE));
                add(counts, 0, number(row, LINES), number(row, LINES_MISSED));
                add(counts, 2, number(row, BRANCHES), number(row, BRANCHES_MISSED));
            }
        }
    }

    private void mutants(Path file) throws IOException {
        for (CsvRecord row : rows(file)) {
            String name = row.getField(CLASS);
            long noticed = NOTICED.contains(row.getField(STATUS)) ? 1 : 0;
            add(of(name.substring(0, name.lastIndexOf('.'))), 4, noticed, 1 - noticed);
        }
    }

    private static List<CsvRecord> rows(Path file) throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            return csv.stream().toList();
        }
    }

    private static long number(CsvRecord row, int column) {
        return Long.parseLong(row.getField(column));
    }

    /** Packages within a package of the first level count as part of it. */
    private long[] of(String name) {
        return byPackage.computeIfAbsent(name.substring(ROOT.length()).split("\\.", -1)[0], p -> new long[6]);
    }

    private static void add(long[] counts, int at, long reached, long missed) {
        counts[at] += reached;
        counts[at + 1] += reached + missed;
    }

    private void print() {
        long[] all = new long[6];
        byPackage.values().forEach(counts -> Arrays.setAll(all, i -> all[i] + counts[i]));
        System.out.printf(Locale.ROOT, "%-12s %22s %22s %22s%n", "package", "lines", "branches", "mutants noticed");
        byPackage.forEach(CoverTable::print);
        print("all", all);
    }

    private static void print(String name, long[] counts) {
        System.out.printf(
                Locale.ROOT,
                "%-12s %22s %22s %22s%n",
                name,
                share(counts[0], counts[1]),
                share(counts[2], counts[3]),
                share(counts[4], counts[5]));
    }

    private static String share(long of, long all) {
        return all == 0 ? "-" : String.format(Locale.ROOT, "%,d/%,d %.1f%%", of, all, 100.0 * of / all);
    }
}
