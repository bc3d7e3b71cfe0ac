package org.reconlink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Key files as a study must have them. */
public final class TestKeys {
    private static final String DIGITS = "3fa95c07e1b84d26907c5ae3f18b62d4a7093ec15d4f8812b6e07a93c4d51f68";

    private TestKeys() {}

    /** Writes a key that only its owner can read. */
    public static Path write(Path file) throws IOException {
        return privately(Files.writeString(file, DIGITS + "\n"));
    }

    /** Takes the right to read a file from everybody else. */
    public static Path privately(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
