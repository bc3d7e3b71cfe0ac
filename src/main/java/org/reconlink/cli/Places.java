package org.reconlink.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command works, and for whom. */
final class Places {
    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "work",
            description = "Folder of the working stores, private to you (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path work;

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            description = "Who gives this command, for the study's events, beside the account (such as a shared one).")
    @Nullable
    String operator;
}
