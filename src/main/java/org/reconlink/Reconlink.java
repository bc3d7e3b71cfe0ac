package org.reconlink;

import org.reconlink.cli.CommandLineEntry;

/** The program. */
public final class Reconlink {
    private Reconlink() {}

    public static void main(String[] args) {
        System.exit(CommandLineEntry.run(args));
    }
}
