package org.reconlink.intake;

import java.io.IOException;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What an .xlsx archive must keep to before any of it is unpacked. */
final class WorkbookLimits {
    /** Least of the heap that texts held in memory leave free, as a divisor: short texts take ten times their bytes. */
    private static final int SHARE_OF_HEAP = 12;

    private static final int MOST_ENTRIES = 2_000;
    private static final long MOST_BYTES_UNPACKED = 4L << 30;
    private static final long MOST_BYTES_OF_INDEX = 4L << 20;
    private static final long SMALL = 1L << 20;
    private static final int MOST_TIMES_SMALLER = 100;

    private WorkbookLimits() {}

    /** The most bytes of a part that is held in memory whole: shared strings, styles, an .xls. */
    static long inMemory() {
        return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    }

    static void require(SourceFile file, ZipFile zip) throws IOException {
        if (zip.size() > MOST_ENTRIES) {
            throw tooLarge(file, "the workbook has more than 2,000 parts");
        }
        Set<String> names = new HashSet<>();
        long bytes = 0;
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName().toLowerCase(Locale.ROOT);
            if (!names.add(name)) {
                throw file.unusable(
                        "duplicated part",
                        "the workbook has two parts of one name, so that what it says depends on the reader",
                        "open it in a spreadsheet program and save it again as .xlsx");
            }
            requirePart(file, name, entry);
            bytes += Math.max(0, entry.getSize());
        }
        if (bytes > MOST_BYTES_UNPACKED) {
            throw tooLarge(file, "the workbook unpacks to more than 4 GB");
        }
    }

    private static void requirePart(SourceFile file, String name, ZipEntry entry) throws IntakeException {
        long size = entry.getSize();
        if (size > SMALL && size / MOST_TIMES_SMALLER > entry.getCompressedSize()) {
            throw tooLarge(file, "a part of the workbook unpacks to more than 100 times its size");
        }
        if ((name.endsWith(".rels") || name.startsWith("[content_types]")) && size > MOST_BYTES_OF_INDEX) {
            throw tooLarge(file, "the workbook's list of parts is longer than 4 MB");
        }
        if (name.endsWith("sharedstrings.xml") && size > inMemory()) {
            throw tooLarge(file, "the workbook's texts need more memory than there is");
        }
    }

    static IntakeException tooLarge(SourceFile file, String problem) {
        return file.unusable("workbook size", problem, "export the sheet as CSV");
    }
}
