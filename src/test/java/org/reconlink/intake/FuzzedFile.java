package org.reconlink.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a fuzzer made, read as every kind of extract that it could be. */
final class FuzzedFile {
    private static final Path FOLDER = folder();

    private FuzzedFile() {}

    /** Anything but {@link IntakeException} that comes out of it is a finding. */
    static void read(String name, byte[] bytes) throws IOException {
        Path file = Files.write(FOLDER.resolve(name), bytes);
        try {
            Extracts.convictions(file, Extracts.convictionSettings());
        } catch (IntakeException e) {
            check(e);
        }
        try {
            Extracts.participants(file, Extracts.participantSettings());
        } catch (IntakeException e) {
            check(e);
        }
    }

    private static void check(IntakeException refused) {
        if (refused.findings().isEmpty()) {
            throw new AssertionError("refused without a reason", refused);
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("fuzz");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
