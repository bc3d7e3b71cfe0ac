package org.reconlink.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the outputs of all studies lie. */
final class OutputFolder {
    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "output",
            description = "Folder of the outputs (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path path;
}
