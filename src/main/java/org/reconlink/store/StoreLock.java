package org.reconlink.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ProcessOnHost;

/**
 * Holds the folder of a store for one process.
 *
 * <p>The operating system's lock on {@code lock} ends with the process that holds it, however it ends. Not every network
 * file system has such locks, and none shows them to a process on another machine at once; so the holder also says in
 * {@code lock.holder} who it is, and counts there as long as it lives. A holder is gone when the lock can be had and its
 * process no longer exists, or, on another host, its count stands still. In a second line stands what the holder does.
 */
final class StoreLock implements AutoCloseable {
    private static final long BEAT_MILLIS = 2_000;
    private static final int BEATS_WATCHED = 3;
    /** A process that was told to end can take a moment to do so. */
    private static final int TRIES = 10;
    /** Ten seconds, for whoever is at work while somebody only copies the store. */
    private static final int TRIES_FOR_COPY = 100;

    private static final long MILLIS_BETWEEN_TRIES = 100;

    private static final String FILE = "lock";
    private static final String HOLDER_FILE = "lock.holder";

    private final FileChannel locked;
    private final FileChannel holder;
    private final Path holderFile;
    private final Thread heart;
    private long beats;

    private StoreLock(FileChannel locked, Path holderFile, String purpose) throws IOException {
        this.locked = locked;
        this.holderFile = holderFile;
        this.holder = FileChannel.open(
                holderFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        ProcessOnHost self = ProcessOnHost.self();
        beat(self);
        holder.write(ByteBuffer.wrap((purpose + "\n").getBytes(UTF_8)), holder.size());
        this.heart = new Thread(() -> beatForEver(self), "store-lock");
        heart.setDaemon(true);
    }

    /**
     * Takes the lock, when needed after watching for six seconds whether a holder on another host is gone, or after waiting for as long
     * as somebody copies the store, ten seconds at most.
     *
     * @param purpose what for, in words
     * @throws HeldException if a process that lives has it
     */
    static StoreLock acquire(Path folder, String purpose) throws IOException {
        Path holderFile = folder.resolve(HOLDER_FILE);
        for (int waited = 0; ; waited++) {
            FileChannel channel =
                    FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (locked(channel, waited == 0 ? TRIES : 1) && !isHeld(holderFile)) {
                    StoreLock lock = new StoreLock(channel, holderFile, purpose);
                    lock.heart.start();
                    return lock;
                }
                StoreHolder holder = StoreHolder.parse(text(holderFile));
                // one that has not said who it is yet, or no longer, is about to
                if (waited >= (holder == null ? TRIES : holder.isCopy() ? TRIES_FOR_COPY : 0)) {
                    throw new HeldException(holder);
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close();
            pause(MILLIS_BETWEEN_TRIES);
        }
    }

    /** Fails if it was given up. */
    void requireHeld() {
        if (!locked.isOpen()) {
            throw new IllegalStateException("the lock of the store was given up");
        }
    }

    private static boolean locked(FileChannel channel, int tries) {
        for (int i = 0; i < tries; i++) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return true;
                }
            } catch (OverlappingFileLockException e) {
                return false;
            } catch (IOException e) {
                return true; // the file system has no locks: the holder's own word decides
            }
            if (i < tries - 1) {
                pause(MILLIS_BETWEEN_TRIES);
            }
        }
        return false;
    }

    private static boolean isHeld(Path file) throws IOException {
        String before = text(file);
        StoreHolder holder = StoreHolder.parse(before);
        ProcessOnHost last = holder == null ? null : holder.process();
        ProcessOnHost self = ProcessOnHost.self();
        if (last == null || last.equals(self)) {
            return false;
        }
        if (last.onHostOf(self)) {
            for (int i = 0; i < TRIES && last.lives(); i++) {
                pause(MILLIS_BETWEEN_TRIES);
            }
            return last.lives();
        }
        pause(BEATS_WATCHED * BEAT_MILLIS);
        return !text(file).equals(before);
    }

    /** Who holds a folder, as far as the holder says; null if nobody does. */
    static @Nullable StoreHolder holder(Path folder) throws IOException {
        StoreHolder holder = StoreHolder.parse(text(folder.resolve(HOLDER_FILE)));
        return holder != null
                        && (!holder.process().onHostOf(ProcessOnHost.self())
                                || holder.process().lives())
                ? holder
                : null;
    }

    /** The holder deletes it as it goes. */
    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private synchronized void beat(ProcessOnHost self) throws IOException {
        holder.write(ByteBuffer.wrap(self.line(beats++).getBytes(UTF_8)), 0);
    }

    private void beatForEver(ProcessOnHost self) {
        try {
            while (true) {
                Thread.sleep(BEAT_MILLIS);
                beat(self);
            }
        } catch (InterruptedException e) {
            // closed
        } catch (IOException e) {
            // the run will find out itself that its folder is gone, and say so
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a store", e);
        }
    }

    /** The holder's word goes before the lock does, so that nobody finds the lock free and the word still there. */
    @Override
    public void close() {
        heart.interrupt();
        try (locked) {
            synchronized (this) {
                holder.close();
            }
            Files.deleteIfExists(holderFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that lives holds the lock. */
    static final class HeldException extends IOException {
        private static final long serialVersionUID = 1L;

        HeldException(@Nullable StoreHolder holder) {
            super(
                    holder == null
                            ? "a process that has not said who it is"
                            : holder.process().toString());
        }
    }
}
