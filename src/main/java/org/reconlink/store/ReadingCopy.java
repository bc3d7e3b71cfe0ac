package org.reconlink.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A store as it was before a run took hold of it, for those who only read while the run goes on. Whoever holds the store
 * makes it, while its files are closed, and removes it at the end; what a killed process left is removed by the next that
 * holds the store, so that no copy outlives what is taken out of the store itself.
 */
final class ReadingCopy {
    private static final String FOLDER = "reading";

    private ReadingCopy() {}

    static boolean exists(Path folder) {
        return WorkingStore.exists(in(folder));
    }

    static Path in(Path folder) {
        return folder.resolve(FOLDER);
    }

    /** Copies the files of a store that is not open; a copy that cannot be made is none, and readers wait as before. */
    static void make(Path folder, StoreKey key) throws IOException {
        if (!WorkingStore.exists(folder)) {
            return;
        }
        Path partial = folder.resolve(FOLDER + ".partial");
        try {
            StoreFiles.copy(folder, partial);
            if (Files.exists(partial.resolve(WorkingStore.NAME + ".log"))) {
                putRight(partial, key);
            }
            Files.move(partial, in(folder), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | SQLException e) {
            remove(folder);
        }
    }

    /** After a kill the database finishes its files when it is opened; who only reads cannot let it. */
    private static void putRight(Path copy, StoreKey key) throws SQLException {
        try (Connection connection = DriverManager.getConnection(WorkingStore.address(copy, key, ""), "SA", "");
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    static void remove(Path folder) throws IOException {
        for (Path copy : List.of(folder.resolve(FOLDER + ".partial"), in(folder))) {
            if (Files.isDirectory(copy)) {
                try (Stream<Path> files = Files.walk(copy)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
