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
 */
public record FileFacts(
        String section, String file, String sha256, long bytes, String format, long rowsRead, long rowsRejected) {}
