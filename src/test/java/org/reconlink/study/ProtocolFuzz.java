package org.reconlink.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads any bytes as a protocol: a study comes out, or errors that have a place in it. */
public final class ProtocolFuzz {
    private static final StudyFolder FOLDER = StudyFolder.in(folder());

    private ProtocolFuzz() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            FOLDER.read(bytes);
        } catch (ProtocolException e) {
            if (e.errors().isEmpty() || e.errors().stream().anyMatch(error -> error.line() < 1 || error.column() < 1)) {
                throw new AssertionError("refused without a place", e);
            }
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("fuzz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
