package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.reconlink.study.Study;

/**
 * How much memory files may need, by their size, so that it is said before hours of work and not by running out. A rule of
 * thumb on the safe side, from measured runs on generated populations: what is held is who people are and how their rows are
 * found again, which grows with the rows; what is not seen from a size is how alike people are.
 */
public final class MemoryPlan {
    private static final long MEGABYTE = 1 << 20;
    private static final int HUNDRED = 100;

    private MemoryPlan() {}

    /** What holds memory. */
    private enum Work {
        RUN(110, 2.0),
        LINK(60, 5.0);

        private final long programMegabytes;
        private final double perByte;

        Work(long programMegabytes, double perByte) {
            this.programMegabytes = programMegabytes;
            this.perByte = perByte;
        }
    }

    /** A workbook is packed: its rows are about so many times as many bytes. */
    private static final int UNPACKED = 8;

    /** What is to be said where a study's run may need more than Java may use; empty if it should do. */
    public static Optional<String> shortageOf(Study study) throws IOException {
        return shortage(
                study.convictions().files(), Work.RUN, Runtime.getRuntime().maxMemory());
    }

    /** The same of tables that are linked. */
    public static Optional<String> shortageOfTables(List<Path> tables) throws IOException {
        return shortage(tables, Work.LINK, Runtime.getRuntime().maxMemory());
    }

    static Optional<String> shortageOfTables(List<Path> tables, long most) throws IOException {
        return shortage(tables, Work.LINK, most);
    }

    private static Optional<String> shortage(List<Path> files, Work work, long most) throws IOException {
        double bytes = work.programMegabytes * (double) MEGABYTE;
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                boolean packed = String.valueOf(file.getFileName())
                        .toLowerCase(Locale.ROOT)
                        .endsWith(".xlsx");
                bytes += Files.size(file) * work.perByte * (packed ? UNPACKED : 1);
            }
        }
        if (bytes <= most) {
            return Optional.empty();
        }
        long needed = (long) Math.ceil(bytes / MEGABYTE);
        long given = (long) Math.ceil(needed * 1.2 / HUNDRED) * HUNDRED;
        return Optional.of(String.format(
                Locale.UK,
                "memory: files of this size may need about %,d MB, and Java may use %,d MB here; if it runs out the command"
                        + " ends with 7: give it more, such as java -Xmx%dm -jar reconlink.jar",
                needed,
                most / MEGABYTE,
                given));
    }
}
