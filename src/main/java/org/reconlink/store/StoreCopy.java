package org.reconlink.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Sha256;
import org.reconlink.store.StoreFiles.UnfinishedDataFile;

/**
 * The copy of a store that everybody reads who only reads: it has the store to itself for as long as copying takes, and changes no
 * file of it, so that neither a page that is looked at nor a list keeps a run waiting.
 *
 * <p>It lies beside the store, in a folder called by what the store's files are, and is made anew only when they change. Whoever
 * opens the store itself leaves a copy of what it was (a run) or none (what is over in a moment): one that is there while somebody
 * has the store is as it was before. It goes with the people whom it names: with working data, and when the store is closed.
 *
 * @param folder of the copy
 * @param behind whether another process has the store, which may be further by now
 */
record StoreCopy(Path folder, boolean behind) {
    private static final String FOLDER = "reading";
    private static final String PARTIAL = ".partial";
    private static final int NAME_DIGITS = 16;
    private static final String NAME = "[0-9a-f]{" + NAME_DIGITS + "}";

    /** How a copy is put right that needs it. */
    interface PutRight {
        void at(Path copy) throws IOException;
    }

    /**
     * The copy of a store as it is now or, while another process has that, as it was before.
     *
     * @throws StoreLock.HeldException if that process left none
     */
    static StoreCopy of(Path store, PutRight putRight) throws IOException {
        Path current = current(store);
        if (WorkingStore.exists(current)) {
            return new StoreCopy(current, false);
        }
        try (StoreLock lock = StoreLock.acquire(store, StoreHolder.COPY)) {
            lock.requireHeld();
            Path made = current(store); // somebody else may have made it meanwhile
            if (!WorkingStore.exists(made)) {
                make(store, putRight);
            }
            return new StoreCopy(made, false);
        } catch (StoreLock.HeldException e) {
            Path last = last(store);
            if (last == null) {
                throw e;
            }
            return new StoreCopy(last, true);
        }
    }

    /** Whether it is still there, whole: its script is the first of its files to go. */
    boolean isThere() {
        return Files.exists(folder.resolve(WorkingStore.NAME + ".script"));
    }

    /** Copies a store that nobody else can open now; other copies go. */
    static void make(Path store, PutRight putRight) throws IOException {
        String damaged = StoreFiles.notAsClosed(store);
        if (damaged != null) {
            throw StoreFiles.damaged(store, damaged, null);
        }
        Path target = current(store);
        removeOthers(store, target);
        if (!WorkingStore.exists(target)) {
            Path partial = target.resolveSibling(target.getFileName() + PARTIAL);
            StoreFiles.copy(store, partial);
            UnfinishedDataFile.remove(partial);
            putRight.at(partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Removes what is not a copy of the store as it is now. */
    static void removeStale(Path store) throws IOException {
        removeOthers(store, current(store));
        if (all(store).isEmpty()) {
            Files.deleteIfExists(store.resolve(FOLDER));
        }
    }

    /** Removes every copy. */
    static void remove(Path store) throws IOException {
        StoreFiles.delete(store.resolve(FOLDER));
    }

    private static void removeOthers(Path store, Path kept) throws IOException {
        for (Path copy : all(store)) {
            if (!copy.equals(kept)) {
                StoreFiles.delete(copy);
            }
        }
    }

    private static @Nullable Path last(Path store) throws IOException {
        return all(store).stream()
                .filter(copy -> String.valueOf(copy.getFileName()).matches(NAME))
                .filter(WorkingStore::exists)
                .findFirst()
                .orElse(null);
    }

    private static List<Path> all(Path store) throws IOException {
        Path folder = store.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> copies = Files.list(folder)) {
            return copies.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of(); // taken away in between
        }
    }

    /** Where the copy is to be of a store whose files have these sizes and times. */
    private static Path current(Path store) throws IOException {
        return store.resolve(FOLDER).resolve(Sha256.hex(state(store)).substring(0, NAME_DIGITS));
    }

    /** Size and time of every file of the database. */
    static String state(Path store) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : StoreFiles.files(store)) {
            text.append(file.getFileName()).append(' ');
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                text.append(attributes.size()).append(' ').append(attributes.lastModifiedTime());
            } catch (NoSuchFileException e) {
                text.append("gone"); // just now, so somebody has the store
            }
            text.append('\n');
        }
        return text.toString();
    }
}
