package org.reconlink.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about one input file.
 *
 * @param section {@code participants}, {@code convictions} or {@code custody}
 * @param file name without its folder
 * @param sha256 lower-case hex of the whole file
 * @param format in words: {@code CSV, semicolon, windows-1252, CRLF} or {@code xlsx, sheet Referrals, headings in row 3}
 * @param rowsRead rows that are people, offences or spells: not headings, blanks, notes or totals
 * @param rowsRejected rows that could not be used
 * @param table how full its columns are
 */
public record FileFacts(
        String section,
        String file,
        String sha256,
        long bytes,
        String format,
        long rowsRead,
        long rowsRejected,
        TableFacts table) {
    @SuppressWarnings("NullAway") // the working store has records of versions that knew no table
    public FileFacts {
        table = table == null ? TableFacts.NONE : table;
    }

    /** Facts without those of the table. */
    public FileFacts(
            String section, String file, String sha256, long bytes, String format, long rowsRead, long rowsRejected) {
        this(section, file, sha256, bytes, format, rowsRead, rowsRejected, TableFacts.NONE);
    }

    /**
     * How full one column of a file is.
     *
     * @param number 1 for the first column of the file
     * @param field that it is mapped to; null if it is carried through or ignored
     * @param heading as the file writes it; empty if the column is ignored, since what stands above it can be anything
     * @param filled cells that are not blank
     * @param placeholders cells that say "not known" in one way or another
     * @param unreadable cells that no value could be made of
     */
    public record ColumnFacts(
            int number, @Nullable String field, String heading, long filled, long placeholders, long unreadable) {

        /** Neither mapped nor carried through. */
        public boolean ignored() {
            return field == null && heading.isEmpty();
        }

        /** The column's name in spreadsheet programs: {@code A}, {@code AB}. */
        public String letters() {
            return CellNames.letters(number - 1);
        }

        /** Cells that a value was made of. */
        public long usable() {
            return filled - placeholders - unreadable;
        }
    }

    /**
     * What was found out about the table in a file.
     *
     * @param sheet that was read; null for CSV
     * @param sheets of the workbook; 0 for CSV
     * @param checksum whether the file was compared with a checksum file beside it
     * @param rows whose cells were counted: those read but for rows of too many cells
     * @param columns in the order of the file; one that two fields are mapped to is there twice
     */
    public record TableFacts(
            @Nullable String sheet, int sheets, boolean checksum, long rows, List<ColumnFacts> columns) {
        /** Nothing is known, as of files that versions before this one read. */
        public static final TableFacts NONE = new TableFacts(null, 0, false, 0, List.of());

        public TableFacts {
            columns = List.copyOf(columns);
        }
    }
}
