package org.reconlink.intake;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.AccessDeniedException;
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
    private final Map<Path, String> elsewhere = new HashMap<>();
    private final FileAccess access;

    private record Scanned(FileScan scan, FileTime modified) {}

    /**
     * What one pass told of a file, for another machine that reads the same.
     *
     * @param modified milliseconds since 1970
     */
    public record Passed(FileScan scan, long modified) implements Serializable {
        private static final long serialVersionUID = 1;

        public String sha256() {
            return scan.sha256();
        }

        public long bytes() {
            return scan.bytes();
        }
    }

    /** Of files of this machine. */
    public FileScans() {
        this(FileAccess.HERE);
    }

    public FileScans(FileAccess access) {
        this.access = access;
    }

    FileAccess access() {
        return access;
    }

    /** Takes another machine's word for a file that is read there. */
    public void readElsewhere(Path file, String sha256) {
        elsewhere.put(file, sha256);
    }

    /** What passing over a file tells. */
    public Passed passed(Path file) throws IOException {
        SourceFile source = source(file);
        source.requireReadable();
        return new Passed(of(source), access.modified(file).toMillis());
    }

    /** Takes what another pass over the same file told. */
    public void passed(Path file, Passed before) {
        known.put(key(source(file)), new Scanned(before.scan, FileTime.fromMillis(before.modified)));
    }

    /** The SHA-256 of a file's bytes in lower-case hex. */
    public String sha256(Path file) throws IOException {
        String told = elsewhere.get(file);
        if (told != null) {
            return told;
        }
        SourceFile source = source(file);
        if (access == FileAccess.HERE && FileAccess.url(file) != null) {
            throw source.onlyOnCluster();
        }
        try {
            return of(source).sha256();
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw source.unusable(
                    "missing file",
                    "the file was there when the protocol was read, and cannot be read any more",
                    "put it there again and run again when nothing moves it");
        }
    }

    private SourceFile source(Path file) {
        return new SourceFile(file, "", access);
    }

    boolean knows(SourceFile file) {
        return known.containsKey(key(file));
    }

    /** @throws IntakeException if the file was changed since it was scanned */
    FileScan of(SourceFile file) throws IOException {
        Scanned before = known.get(key(file));
        FileTime modified = file.access().modified(file.path());
        if (before != null
                && before.modified.equals(modified)
                && before.scan.bytes() == file.access().size(file.path())) {
            return before.scan;
        }
        FileScan scan = FileScan.of(file);
        if (before != null && !before.scan.sha256().equals(scan.sha256())) {
            throw file.changed();
        }
        known.put(key(file), new Scanned(scan, modified));
        return scan;
    }

    /** @throws IntakeException if the file was changed since it was scanned */
    void confirm(SourceFile file) throws IOException {
        if (!of(file).sha256().equals(FileScan.of(file).sha256())) {
            throw file.changed();
        }
    }

    private static Path key(SourceFile file) {
        return file.path().toAbsolutePath().normalize();
    }
}
