package org.reconlink.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of a text file are characters.
 *
 * @param markBytes length of the byte order mark to pass over
 */
record TextEncoding(Charset charset, int markBytes) {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /**
     * Finds the encoding: the one stated, else that of the byte order mark, else UTF-16 by its zero bytes, else UTF-8
     * if the whole file is well formed, else windows-1252.
     *
     * @throws IntakeException if the file contradicts what is stated, or is no text
     */
    static TextEncoding of(SourceFile file, FileScan scan, @Nullable Charset stated) throws IntakeException {
        TextEncoding marked = marked(scan.head());
        if (stated != null) {
            return stated(file, scan, stated, marked);
        }
        if (marked != null) {
            return marked;
        }
        TextEncoding sixteen = withoutMark(scan.head());
        if (sixteen != null) {
            return sixteen;
        }
        requireText(file, scan.head());
        return new TextEncoding(scan.utf8() ? StandardCharsets.UTF_8 : WINDOWS_1252, 0);
    }

    private static TextEncoding stated(SourceFile file, FileScan scan, Charset stated, @Nullable TextEncoding marked)
            throws IntakeException {
        boolean wrongMark = marked != null && !family(marked.charset()).equals(family(stated));
        if (wrongMark || (stated.equals(StandardCharsets.UTF_8) && !scan.utf8())) {
            throw file.unusable(
                    "encoding",
                    "the file is not " + stated.name() + ", the encoding that the protocol states",
                    "state another encoding, or leave it out to have it detected");
        }
        return marked == null ? new TextEncoding(stated, 0) : marked;
    }

    private static String family(Charset charset) {
        String name = charset.name();
        return name.startsWith("UTF-16") ? "UTF-16" : name.startsWith("UTF-32") ? "UTF-32" : name;
    }

    private static @Nullable TextEncoding marked(FileScan.Head head) {
        if (head.startsWith(0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (head.startsWith(0xFF, 0xFE, 0, 0)) {
            return new TextEncoding(Charset.forName("UTF-32LE"), 4);
        }
        if (head.startsWith(0, 0, 0xFE, 0xFF)) {
            return new TextEncoding(Charset.forName("UTF-32BE"), 4);
        }
        if (head.startsWith(0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        return head.startsWith(0xFE, 0xFF) ? new TextEncoding(StandardCharsets.UTF_16BE, 2) : null;
    }

    /** Western text in UTF-16 has a zero in most of its byte pairs, always on the same side. */
    private static @Nullable TextEncoding withoutMark(FileScan.Head head) {
        int pairs = head.length() / 2;
        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < head.length(); i += 2) {
            even += head.at(i) == 0 ? 1 : 0;
            odd += head.at(i + 1) == 0 ? 1 : 0;
        }
        if (pairs > 0 && odd * 10 > pairs * 6 && even == 0) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0);
        }
        return pairs > 0 && even * 10 > pairs * 6 && odd == 0 ? new TextEncoding(StandardCharsets.UTF_16BE, 0) : null;
    }

    private static void requireText(SourceFile file, FileScan.Head head) throws IntakeException {
        if (head.length() > 1 && (head.at(0) & 0xff) == 0x1f && (head.at(1) & 0xff) == 0x8b) {
            throw file.unusable(
                    "not a table", "this is a file compressed by gzip", "unpack it and name the file that was in it");
        }
        for (int i = 0; i < head.length(); i++) {
            if (head.at(i) == 0) {
                throw file.unusable(
                        "not a table",
                        "this is neither a text file nor a workbook",
                        "export the table as CSV or save it as .xlsx");
            }
        }
    }

    /** For reports: {@code UTF-8 with BOM}. */
    String words() {
        return markBytes > 0 ? charset.name() + " with BOM" : charset.name();
    }
}
