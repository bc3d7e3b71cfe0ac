package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file that nobody but its owner may read: a key. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private PrivateFile() {}

    /** Writes a file that is not there yet, private from its first byte on. */
    static void create(Path file, String content) throws IOException {
        boolean posix =
                Files.getFileAttributeView(file.toAbsolutePath().getRoot(), PosixFileAttributeView.class) != null;
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, attributes);
        Files.writeString(file, content, UTF_8, StandardOpenOption.WRITE);
    }

    /** Whether its permissions let others than the owner do anything; false where the system has no such permissions. */
    static boolean isOpenToOthers(Path file) {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return false;
        }
        try {
            EnumSet<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
            others.addAll(view.readAttributes().permissions());
            others.removeAll(OWNERS);
            return !others.isEmpty();
        } catch (IOException e) {
            return true;
        }
    }
}
