package org.reconlink.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Text files that are broken, or meant to break whoever reads them. */
final class HostileText {
    private static final String HEAD = Extracts.PARTICIPANT_HEADINGS + "\n";
    private static final String ROW = "1,Smith,John,07/03/1984\n";
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int LONG = 20 << 20;

    private HostileText() {}

    static void addTo(Map<String, HostileFile> kinds) {
        text(kinds, "csv: plain", HEAD + ROW);
        bytes(kinds, "csv: byte order mark", BOM, (HEAD + ROW).getBytes(UTF_8));
        bytes(kinds, "csv: two byte order marks", BOM, BOM, (HEAD + ROW).getBytes(UTF_8));
        bytes(kinds, "csv: a byte order mark and nothing more", BOM);
        bytes(kinds, "csv: UTF-16 little endian with mark", new byte[] {-1, -2}, (HEAD + ROW).getBytes(UTF_16LE));
        bytes(kinds, "csv: UTF-16 big endian with mark", new byte[] {-2, -1}, (HEAD + ROW).getBytes(UTF_16BE));
        bytes(kinds, "csv: UTF-16 without mark", (HEAD + ROW).getBytes(UTF_16LE));
        bytes(
                kinds,
                "csv: UTF-16 of an odd number of bytes",
                new byte[] {-1, -2},
                (HEAD + ROW).getBytes(UTF_16LE),
                new byte[] {'x'});
        bytes(kinds, "csv: UTF-32", (HEAD + ROW).getBytes(Charset.forName("UTF-32")));
        bytes(
                kinds,
                "csv: bytes that are no UTF-8",
                HEAD.getBytes(UTF_8),
                "1,M\u00FCller,John,07/03/1984\n".getBytes(ISO_8859_1));
        bytes(kinds, "csv: empty file");
        text(kinds, "csv: line ends only", "\n\n\n\n");
        text(kinds, "csv: spaces only", " \t \n \n");
        text(kinds, "csv: headings only", HEAD);
        text(kinds, "csv: headings without a line end", Extracts.PARTICIPANT_HEADINGS);
        text(kinds, "csv: unclosed quotation mark", HEAD + "1,\"Smith,John,07/03/1984\n" + ROW);
        text(kinds, "csv: unclosed quotation mark and 20 MB behind it", HEAD + "1,\"Smith" + "x".repeat(LONG));
        text(kinds, "csv: text behind a closing quotation mark", HEAD + "1,\"Smith\"y,John,07/03/1984\n");
        text(kinds, "csv: quotation mark inside a bare cell", HEAD + "1,Smi\"th,John,07/03/1984\n");
        text(kinds, "csv: line end inside quotation marks", HEAD + "1,\"Smith\nJones\",John,07/03/1984\n");
        text(kinds, "csv: carriage returns only", (HEAD + ROW).replace('\n', '\r'));
        text(
                kinds,
                "csv: line ends of all kinds",
                HEAD.replace("\n", "\r\n") + ROW + ROW.replace("1,", "2,").replace('\n', '\r'));
        text(kinds, "csv: short row", HEAD + "1,Smith\n");
        text(kinds, "csv: long row", HEAD + "1,Smith,John,07/03/1984,x,y\n");
        text(kinds, "csv: long row of empty cells", HEAD + "1,Smith,John,07/03/1984,,,,\n");
        text(kinds, "csv: NUL in a cell", HEAD + "1,Smi\0th,John,07/03/1984\n");
        text(
                kinds,
                "csv: NUL behind the first 64 KB",
                HEAD + "1,Smith,John,07/03/1984\n".repeat(1) + "\n".repeat(70_000) + "2,Br\0wn,Ann,07/03/1984\n");
        text(kinds, "csv: a file that was cut off and filled with NUL", HEAD + ROW + "\0".repeat(100_000));
        text(kinds, "csv: a line of 20 MB", HEAD + "1," + "x".repeat(LONG) + ",John,07/03/1984\n");
        text(kinds, "csv: a line of 20 million cells", HEAD + ",".repeat(LONG) + "\n");
        text(kinds, "csv: a line of 20 MB before the headings", "x".repeat(LONG) + "\n" + HEAD + ROW);
        text(kinds, "csv: a million empty lines", HEAD + "\n".repeat(1_000_000) + ROW);
        text(kinds, "csv: another delimiter in the rows", HEAD + ROW.replace(',', ';'));
        text(kinds, "csv: a delimiter that nobody uses", (HEAD + ROW).replace(',', '~'));
        text(kinds, "csv: semicolons", (HEAD + ROW).replace(',', ';'));
        text(kinds, "csv: a separator line as Excel writes it", "sep=;\n" + (HEAD + ROW).replace(',', ';'));
        text(kinds, "csv: headings in another order", "DOB,First name,Surname,Study no\n07/03/1984,John,Smith,1\n");
        text(kinds, "csv: heading renamed", HEAD.replace("DOB", "D.O.B. (dd/mm)") + ROW);
        text(kinds, "csv: heading twice", HEAD.replace("First name", "Surname") + ROW);
        text(kinds, "csv: a mapped heading twice beside the others", HEAD.replace("\n", ",Surname\n") + ROW);
        text(kinds, "csv: heading missing", "Study no,Surname,First name\n1,Smith,John\n");
        text(kinds, "csv: heading in other case and spaces", "STUDY  NO, surname ,First name,dob\n" + ROW);
        text(kinds, "csv: no headings", ROW + ROW.replace("1,", "2,"));
        text(kinds, "csv: title lines above the headings", "Extract of 2024\n\n" + HEAD + ROW);
        text(kinds, "csv: headings repeated below", HEAD + ROW + HEAD + ROW.replace("1,", "2,"));
        text(kinds, "csv: totals row", HEAD + ROW + "Total,1,,\n");
        text(kinds, "csv: the same person twice", HEAD + ROW + ROW);
        text(kinds, "csv: impossible date", HEAD + "1,Smith,John,31/02/1984\n");
        text(kinds, "csv: formula in a cell", HEAD + "1,\"=cmd|' /C calc'!A0\",John,07/03/1984\n");
        text(kinds, "csv: SQL in a cell", HEAD + "1,\"Robert'); drop table participant;--\",John,07/03/1984\n");
        text(kinds, "csv: letters read from right to left", HEAD + "1,Smi\u202Eth,John,07/03/1984\n");
        text(kinds, "csv: identifier too large for a number", HEAD + "9".repeat(400) + ",Smith,John,07/03/1984\n");
        text(kinds, "csv: a web page", "<!DOCTYPE html><table><tr><td>Study no</td></tr></table>");
        text(kinds, "csv: a PDF", "%PDF-1.7\n");
        kinds.put("csv: a symbolic link", folder -> {
            Path file = Files.writeString(folder.resolve("target.csv"), HEAD + ROW);
            return Files.createSymbolicLink(folder.resolve("p.csv"), file);
        });
        kinds.put(
                "csv: a symbolic link to nothing",
                folder -> Files.createSymbolicLink(folder.resolve("p.csv"), folder.resolve("nowhere.csv")));
        kinds.put("csv: a folder", folder -> Files.createDirectory(folder.resolve("p.csv")));
        kinds.put("csv: a file that is not there", folder -> folder.resolve("p.csv"));
    }

    private static void text(Map<String, HostileFile> kinds, String name, String text) {
        kinds.put(name, folder -> Files.write(folder.resolve("p.csv"), text.getBytes(UTF_8)));
    }

    private static void bytes(Map<String, HostileFile> kinds, String name, byte[]... parts) {
        kinds.put(name, folder -> Files.write(folder.resolve("p.csv"), joined(parts)));
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }
}
