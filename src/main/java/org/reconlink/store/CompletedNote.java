package org.reconlink.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a store looked like when a complete run closed it, so that the same run is known again without opening the database.
 *
 * <p>Whoever opens the store changes the times of its files; then the note holds no longer and the database has to say.
 *
 * @param given SHA-256 of what the run was given, but for what the store itself holds
 * @param run the run's id
 * @param output folder of its outputs
 */
public record CompletedNote(String given, String run, String output) {
    private static final String FILE = "completed";

    /** The note in a folder, if the store there is still as it was closed. */
    public static Optional<CompletedNote> read(Path folder) {
        return read(folder, StoreKey.fromEnvironment());
    }

    static Optional<CompletedNote> read(Path folder, StoreKey key) {
        try {
            String[] lines = Files.readString(folder.resolve(FILE), UTF_8).split("\n", 4);
            if (lines.length < 4 || !lines[3].equals(state(folder))) {
                return Optional.empty();
            }
            key.require(folder, true);
            return Optional.of(new CompletedNote(lines[0], lines[1], lines[2]));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Replaces the note in one step; without one the database is asked, so one that cannot be written is no failure. */
    void write(Path folder) {
        try {
            Path partial = folder.resolve(FILE + ".partial");
            Files.writeString(partial, String.join("\n", given, run, output, state(folder)), UTF_8);
            Files.move(
                    partial, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // an older note speaks of another state of the store, and so holds no longer
        }
    }

    /** Size and time of every file of the database and of the journal of clerical review, with a last line, so that a note cut off is none. */
    private static String state(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(CompletedNote::isOfDatabase).sorted().toList()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                text.append(file.getFileName())
                        .append(' ')
                        .append(attributes.size())
                        .append(' ')
                        .append(attributes.lastModifiedTime())
                        .append('\n');
            }
            return text.append("end\n").toString();
        }
    }

    private static boolean isOfDatabase(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(WorkingStore.NAME + ".") || name.equals(VerdictJournal.FILE);
    }
}
