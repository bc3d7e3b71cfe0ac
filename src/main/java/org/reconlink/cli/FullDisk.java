package org.reconlink.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells a disk without space from others that cannot be written, and which one it is. */
final class FullDisk {
    /** As systems say it, also within the messages of databases. */
    private static final Pattern NO_SPACE =
            Pattern.compile("No space left on device|Disk quota exceeded|not enough space on the disk");

    private static final Pattern TOO_LARGE = Pattern.compile("File too large");
    /** Bytes below which a disk is taken for the one that is full. */
    private static final long LITTLE = 1 << 20;

    private FullDisk() {}

    /**
     * What is to be said; null if the failure is another.
     *
     * @param named files and folders that the command was told of
     */
    static @Nullable String message(Throwable failure, List<Path> named) {
        String file = null;
        boolean full = false;
        boolean large = false;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String text = String.valueOf(t.getMessage());
            full |= NO_SPACE.matcher(text).find();
            large |= TOO_LARGE.matcher(text).find();
            file = file == null && t instanceof FileSystemException about ? about.getFile() : file;
        }
        if (!full && !large) {
            return null;
        }
        String where = file == null ? String.join(" or ", folders(named)) : file;
        return (full
                        ? "the disk is full: no space is left for " + where + "; make room there"
                        : "a file may not become as large as is needed, " + where + ": raise the limit (ulimit -f)")
                + ", then give the same command again";
    }

    /** Those whose disk has next to no space; all of them if it is not seen which it was. */
    private static List<String> folders(List<Path> named) {
        List<String> all = new ArrayList<>();
        List<String> full = new ArrayList<>();
        List<Path> possible = new ArrayList<>(named);
        possible.add(Path.of(System.getProperty("java.io.tmpdir", ".")));
        for (Path path : possible) {
            Path folder = folder(path);
            if (folder != null && !all.contains(folder.toString())) {
                all.add(folder.toString());
                if (isFull(folder)) {
                    full.add(folder.toString());
                }
            }
        }
        return full.isEmpty() ? all : full;
    }

    /** The folder itself, or the next one above that is there. */
    private static @Nullable Path folder(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        while (folder != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static boolean isFull(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < LITTLE;
        } catch (IOException e) {
            return false;
        }
    }

    /** Something that writes a file. */
    interface Writing {
        void write() throws IOException;
    }

    /** Writes a file, and names it where that fails. */
    static void naming(Path file, Writing writing) throws IOException {
        try {
            writing.write();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | UncheckedIOException e) {
            FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
            named.initCause(e);
            throw named;
        }
    }
}
