package org.reconlink;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a test needs beside a JDK, and a machine may lack: the test is skipped and says why, unless the environment variable
 * {@value #SKIP_NOTHING} is set, as it is where everything was installed: there it fails.
 */
public final class Needed {
    private static final String SKIP_NOTHING = "SKIP_NOTHING";

    private Needed() {}

    /** Goes on only if something is here; {@code otherwise} says what is missing. */
    public static void that(boolean here, String otherwise) {
        if (!here && System.getenv(SKIP_NOTHING) != null) {
            fail(otherwise + ", and " + SKIP_NOTHING + " is set");
        }
        if (!here) {
            abort(otherwise);
        }
    }

    /** The first of some programs that is on the path. */
    public static Path program(String... names) {
        Optional<Path> found = Arrays.stream(names)
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        that(found.isPresent(), "none of " + List.of(names) + " is on the path");
        return found.orElseThrow();
    }
}
