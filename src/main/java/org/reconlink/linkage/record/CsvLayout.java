package org.reconlink.linkage.record;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.reconlink.kernel.CellRule;

/**
 * Which cells of a CSV file are packed, and where they are.
 *
 * @param separator between cells
 * @param begin of the first row below the headings, in bytes
 * @param encodings that the file may be in, the first one first
 * @param width how many cells a row has
 * @param places of each column's cells in a row, in the order of {@link PackedColumns#list}; several are packed as one, joined
 *     by {@link #JOINT}
 * @param instead place of the cell that is packed where a column's own says that there is no such name; -1 for none
 * @param rules by which each column's cells are made values
 * @param kept place of the cell that is kept as it is written, the row's id; -1 keeps none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared or changed
public record CsvLayout(
        char separator,
        long begin,
        List<Charset> encodings,
        int width,
        List<int[]> places,
        int[] instead,
        List<CellRule> rules,
        int kept) {
    /** Stands between cells that are read as one; no text has it. */
    public static final char JOINT = '\u007f';

    /** Where a column's cells are packed whatever they say. */
    public CsvLayout(
            char separator,
            long begin,
            List<Charset> encodings,
            int width,
            List<int[]> places,
            List<CellRule> rules,
            int kept) {
        this(separator, begin, encodings, width, places, nothing(places.size()), rules, kept);
    }

    private static int[] nothing(int columns) {
        int[] places = new int[columns];
        Arrays.fill(places, -1);
        return places;
    }

    public CsvLayout {
        encodings = List.copyOf(encodings);
        places = List.copyOf(places);
        rules = List.copyOf(rules);
    }
}
