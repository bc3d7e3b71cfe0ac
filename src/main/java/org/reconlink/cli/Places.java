package org.reconlink.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command works. */
final class Places {
    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "work",
            description = "Folder of the working stores, private to you (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path work;
}
