package org.reconlink.store;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of rows of HSQLDB, where making it failed before its header was whole. HSQLDB never reads a table with it again,
 * but makes it anew where there is none. It has no row: rows come after the header, and until the first checkpoint, which
 * makes the backup, all of them are in the log.
 */
final class UnfinishedDataFile {
    /** Of the header, in bytes: where its flags begin. In a whole header some are always set. */
    private static final int BEFORE_FLAGS = 28;

    private UnfinishedDataFile() {}

    /** Removes it, if there is one, from a folder whose store is not open. */
    static void remove(Path folder) throws IOException {
        Path file = folder.resolve(WorkingStore.NAME + ".data");
        if (Files.exists(file) && Files.notExists(folder.resolve(WorkingStore.NAME + ".backup")) && !hasFlags(file)) {
            Files.delete(file);
        }
    }

    private static boolean hasFlags(Path file) throws IOException {
        if (Files.size(file) < BEFORE_FLAGS + Integer.BYTES) {
            return false;
        }
        try (DataInputStream header = new DataInputStream(Files.newInputStream(file))) {
            header.skipNBytes(BEFORE_FLAGS);
            return header.readInt() != 0;
        }
    }
}
