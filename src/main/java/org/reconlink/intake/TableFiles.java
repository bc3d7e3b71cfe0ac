package org.reconlink.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Opens files for what they are, whatever their names end in. */
final class TableFiles {
    private TableFiles() {}

    /** Whether a file that begins like this is no text of a table, whatever its name says. */
    static boolean isOther(FileScan.Head head) {
        return isXlsx(head) || isXls(head) || isDocument(head);
    }

    private static boolean isXlsx(FileScan.Head head) {
        return head.startsWith('P', 'K', 3, 4);
    }

    private static boolean isXls(FileScan.Head head) {
        return head.startsWith(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1);
    }

    private static boolean isDocument(FileScan.Head head) {
        String start = head.text(0, StandardCharsets.ISO_8859_1).stripLeading();
        start = start.substring(0, Math.min(start.length(), 20)).toLowerCase(Locale.ROOT);
        return start.startsWith("<") || start.startsWith("%pdf") || start.startsWith("{\\rtf");
    }

    /** The sheets of a workbook in their order; none for a text file. */
    static List<SheetChoice.Sheet> sheets(SourceFile file, FileScan scan) throws IOException {
        if (isXlsx(scan.head())) {
            return XlsxTable.sheets(file);
        }
        return isXls(scan.head()) ? XlsTable.sheets(file) : List.of();
    }

    static Table open(SourceFile file, FileScan scan, ExtractSettings settings) throws IOException {
        FileScan.Head head = scan.head();
        if (scan.bytes() == 0) {
            throw file.unusable("empty file", "the file is empty", "export it again");
        }
        if (file.access() != FileAccess.HERE && (isXlsx(head) || isXls(head) || head.startsWith('P', 'A', 'R', '1'))) {
            throw file.unusable(
                    "no text on a cluster",
                    "a cluster reads a conviction extract as CSV, and this is a workbook or Parquet",
                    "export it as CSV, or give the run without --spark and name a file of this machine");
        }
        if (isXlsx(head)) {
            return XlsxTable.open(file, settings.sheet());
        }
        if (isXls(head)) {
            return XlsTable.open(file, settings.sheet());
        }
        if (isDocument(head)) {
            throw file.unusable(
                    "not a table",
                    "this is a web page or a document, whatever its name says",
                    "open it in a spreadsheet program and save it as .xlsx or CSV");
        }
        return CsvTable.open(file, scan, settings);
    }
}
