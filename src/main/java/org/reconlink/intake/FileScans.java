package org.reconlink.intake;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/**
 * What passing once over the bytes of each file of a run told, so that no file is passed over only for its hash again.
 * Whoever reads a file to its end makes sure that it is still the same.
 */
public final class FileScans {
    private final Map<Path, Scanned> known = new HashMap<>();

    private record Scanned(FileScan scan, FileTime modified) {}

    /** The SHA-256 of a file's bytes in lower-case hex. */
    public String sha256(Path file) throws IOException {
        try {
            return of(new SourceFile(file, "")).sha256();
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw new SourceFile(file, "")
                    .unusable(
                            "missing file",
                            "the file was there when the protocol was read, and cannot be read any more",
                            "put it there again and run again when nothing moves it");
        }
    }

    boolean knows(SourceFile file) {
        return known.containsKey(key(file));
    }

    /** @throws IntakeException if the file was changed since it was scanned */
    FileScan of(SourceFile file) throws IOException {
        Scanned before = known.get(key(file));
        FileTime modified = Files.getLastModifiedTime(file.path());
        if (before != null && before.modified.equals(modified) && before.scan.bytes() == Files.size(file.path())) {
            return before.scan;
        }
        FileScan scan = FileScan.of(file.path());
        if (before != null && !before.scan.sha256().equals(scan.sha256())) {
            throw file.changed();
        }
        known.put(key(file), new Scanned(scan, modified));
        return scan;
    }

    /** @throws IntakeException if the file was changed since it was scanned */
    void confirm(SourceFile file) throws IOException {
        if (!of(file).sha256().equals(FileScan.of(file.path()).sha256())) {
            throw file.changed();
        }
    }

    private static Path key(SourceFile file) {
        return file.path().toAbsolutePath().normalize();
    }
}
