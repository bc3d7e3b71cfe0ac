package org.reconlink.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.reconlink.publish.PseudonymKey;
import picocli.CommandLine.Option;

/** The study's key, from a file or the environment; never from the command line, which others can see. */
final class StudyKey {
    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "The file with the study's key (default: the environment variable RECONLINK_KEY).")
    private @Nullable Path file;

    PseudonymKey read() {
        return PseudonymKey.read(file, System.getenv(PseudonymKey.ENVIRONMENT_VARIABLE));
    }
}
