package org.reconlink.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Sha256;

/** The files of a store that nobody has open: whether they are as they were closed, and copies of them. */
final class StoreFiles {
    /** SHA-256 of each file, written when the store is closed and removed when it is opened: a killed run leaves none. */
    private static final String SUMS = "sums";

    /** Version of the product and of the tables that last had the store open. */
    private static final String MADE_BY = "made-by";

    private static final String BACKUPS = "backups";
    private static final String BEFORE = "before-";
    private static final int KEPT = 2;

    private StoreFiles() {}

    /** Says so when a file is not as it was when the store was closed; then forgets how it was, since it will be written to. */
    static void requireAsClosed(Path folder) throws IOException {
        Path sums = folder.resolve(SUMS);
        if (Files.exists(sums)) {
            String wrong = notAsClosed(folder);
            if (wrong != null) {
                throw damaged(folder, wrong, null);
            }
            Files.delete(sums);
        }
    }

    /** The first file that is not as it was when the store was closed; null if all are, or nobody noted how they were. */
    static @Nullable String notAsClosed(Path folder) throws IOException {
        Path sums = folder.resolve(SUMS);
        if (Files.notExists(sums)) {
            return null;
        }
        for (String line : Files.readAllLines(sums, UTF_8)) {
            Path file = folder.resolve(line.substring(line.indexOf(' ') + 1));
            if (Files.notExists(file) || !line.startsWith(Sha256.hex(file) + " ")) {
                return String.valueOf(file.getFileName());
            }
        }
        return null;
    }

    /** Notes how the files are now that the store is closed. */
    static void noteAsClosed(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files(folder)) {
            lines.append(Sha256.hex(file))
                    .append(' ')
                    .append(file.getFileName())
                    .append('\n');
        }
        Files.writeString(folder.resolve(SUMS), lines, UTF_8);
    }

    /** What is wrong with a store, what is lost with it, and what to do. */
    static StoreException damaged(Path folder, String what, @Nullable Exception cause) {
        long said = VerdictJournal.readable(folder);
        return new StoreException(
                "the working store in " + folder + " is damaged: " + what
                        + " is not as it was written. Lost with it: which runs"
                        + " there were, and of each who took part, links, offences and findings; outputs are not touched. "
                        + (said == 0
                                ? "There is no journal of clerical review beside it, so verdicts are lost, too, if there were any. "
                                : "Clerical review is not lost: its " + said + " entries are in " + VerdictJournal.FILE
                                        + ". ")
                        + "What to do: 'reconlink store restore DIR --study " + folder.getFileName()
                        + "' takes a backup" + newest(folder)
                        + "; without one, move store.* and sums away, and the next run makes a new store",
                false,
                cause);
    }

    private static String newest(Path folder) {
        try {
            List<Path> backups = backups(folder);
            return backups.isEmpty() ? "" : " (the newest here is " + backups.get(backups.size() - 1) + ")";
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Cuts off the end of a log that a killed process did not finish writing. What was said to be done ends with the end of a
     * line.
     */
    static void cutTornLog(Path folder) throws IOException {
        Path log = folder.resolve(WorkingStore.NAME + ".log");
        if (Files.notExists(log)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            ByteBuffer one = ByteBuffer.allocate(1);
            while (end > 0) {
                one.clear();
                channel.read(one, end - 1);
                if (one.get(0) == '\n') {
                    break;
                }
                end--;
            }
            channel.truncate(end);
        }
    }

    /** Copies a store that another version had open, before this one changes it. */
    static void backUpBeforeChange(Path folder, String version) throws IOException {
        if (isOf(folder, version)) {
            return;
        }
        if (WorkingStore.exists(folder)) {
            List<Path> made = backups(folder);
            copy(folder, nextBackup(folder, version));
            for (Path old : made.subList(0, Math.max(0, made.size() + 1 - KEPT))) {
                delete(old);
            }
        }
        Files.writeString(folder.resolve(MADE_BY), version + "\n", UTF_8);
    }

    /** Whether this version of the product was the last to have a store open. */
    static boolean isOf(Path folder, String version) throws IOException {
        Path madeBy = folder.resolve(MADE_BY);
        return Files.exists(madeBy) && Files.readString(madeBy, UTF_8).strip().equals(version);
    }

    /** Where the next copy goes that the product makes by itself. */
    static Path nextBackup(Path folder, String before) throws IOException {
        return folder.resolve(BACKUPS)
                .resolve(BEFORE + number(backups(folder)) + "-" + before.replaceAll("[^A-Za-z0-9.]+", "-"));
    }

    private static String number(List<Path> made) {
        String last = made.isEmpty()
                ? BEFORE + "0000"
                : String.valueOf(made.get(made.size() - 1).getFileName());
        int number = Integer.parseInt(last.substring(BEFORE.length(), BEFORE.length() + 4)) + 1;
        return "0".repeat(4 - String.valueOf(number).length()) + number;
    }

    /** Copies that the product made by itself, the oldest first. */
    private static List<Path> backups(Path folder) throws IOException {
        Path backups = folder.resolve(BACKUPS);
        if (!Files.isDirectory(backups)) {
            return List.of();
        }
        try (Stream<Path> made = Files.list(backups)) {
            return made.filter(path -> String.valueOf(path.getFileName()).matches(BEFORE + "[0-9]{4}.*"))
                    .sorted()
                    .toList();
        }
    }

    /** Removes the copies that the product made by itself: who was removed from the store must not live on in them. */
    static void deleteBackups(Path folder) throws IOException {
        for (Path backup : backups(folder)) {
            delete(backup);
        }
    }

    /** Copies all files of a closed store into a folder that is not there yet, private to its owner, whole or not at all. */
    static void copy(Path folder, Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path partial = Files.createTempDirectory(parent, ".store");
        try {
            List<Path> all = new ArrayList<>(files(folder));
            for (String beside : List.of(VerdictJournal.FILE, MADE_BY)) {
                if (Files.exists(folder.resolve(beside))) {
                    all.add(folder.resolve(beside));
                }
            }
            for (Path file : all) {
                Path copy = partial.resolve(file.getFileName());
                Files.copy(file, copy);
                try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
            noteAsClosed(partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            if (Files.getFileStore(target).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
            }
        } finally {
            delete(partial);
        }
    }

    /**
     * Puts the files of a backup in place of a store's. The journal of clerical review stays if it is the backup's with more to
     * it: what people said since the backup is not lost.
     */
    static void restore(Path backup, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(SUMS));
        for (Path file : files(folder)) {
            Files.delete(file);
        }
        for (Path file : files(backup)) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        Path journal = folder.resolve(VerdictJournal.FILE);
        Path older = backup.resolve(VerdictJournal.FILE);
        if (Files.exists(older) && !goesOn(journal, older)) {
            if (Files.exists(journal)) {
                Files.move(
                        journal,
                        folder.resolve(VerdictJournal.FILE + ".replaced"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.copy(older, journal);
        }
        if (Files.exists(backup.resolve(MADE_BY))) {
            Files.copy(backup.resolve(MADE_BY), folder.resolve(MADE_BY), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean goesOn(Path journal, Path older) throws IOException {
        return Files.exists(journal) && Files.readString(journal, UTF_8).startsWith(Files.readString(older, UTF_8));
    }

    /** Files of the database and the name of its key, in order of name. */
    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> String.valueOf(file.getFileName()).startsWith(WorkingStore.NAME + "."))
                    .sorted()
                    .toList();
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * The file of rows of HSQLDB, where making it failed before its header was whole. HSQLDB never reads a table with it again,
     * but makes it anew where there is none. It has no row: rows come after the header, and until the first checkpoint, which
     * makes the backup, all of them are in the log.
     */
    static final class UnfinishedDataFile {
        /** Of the header, in bytes: where its flags begin. In a whole header some are always set. */
        private static final int BEFORE_FLAGS = 28;

        private UnfinishedDataFile() {}

        /** Removes it, if there is one, from a folder whose store is not open. */
        static void remove(Path folder) throws IOException {
            Path file = folder.resolve(WorkingStore.NAME + ".data");
            if (Files.exists(file)
                    && Files.notExists(folder.resolve(WorkingStore.NAME + ".backup"))
                    && !hasFlags(file)) {
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
}
