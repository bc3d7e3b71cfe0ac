package org.reconlink.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

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
            if (lines.length < 4 || !lines[3].equals(state(folder, VerdictJournal.state(folder)))) {
                return Optional.empty();
            }
            key.require(folder, true);
            return Optional.of(new CompletedNote(lines[0], lines[1], lines[2]));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Replaces the note in one step; without one the database is asked, so one that cannot be written is no failure.
     *
     * @param journal how far the journal of clerical review was that the run knew: what came in while it ran is new to the next
     */
    void write(Path folder, String journal) {
        try {
            Path partial = folder.resolve(FILE + ".partial");
            Files.writeString(partial, String.join("\n", given, run, output, state(folder, journal)), UTF_8);
            Files.move(
                    partial, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // an older note speaks of another state of the store, and so holds no longer
        }
    }

    /** Of the database and of the journal of clerical review, with a last line, so that a note cut off is none. */
    private static String state(Path folder, String journal) throws IOException {
        return StoreCopy.state(folder) + VerdictJournal.FILE + ' ' + journal + "\nend\n";
    }
}
