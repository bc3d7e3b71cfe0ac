package org.reconlink.intake;

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
}
