package org.reconlink.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Takes rights to files about people away; gives none, so that a stricter umask stands. Where rights are not of this kind, nothing is done. */
public final class Permissions {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> GROUP = PosixFilePermissions.fromString("rwxr-x---");

    private Permissions() {}

    /** Nobody but the owner: what a run works with. */
    public static void toOwner(Path path) throws IOException {
        limit(path, OWNER);
    }

    /** The owner and, to read, the group: what a run publishes of single people. */
    public static void toGroup(Path path) throws IOException {
        limit(path, GROUP);
    }

    private static void limit(Path path, Set<PosixFilePermission> most) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> now = Files.getPosixFilePermissions(path);
            Set<PosixFilePermission> left = EnumSet.noneOf(PosixFilePermission.class);
            left.addAll(now);
            left.retainAll(most);
            if (!left.equals(now)) {
                Files.setPosixFilePermissions(path, left);
            }
        }
    }
}
