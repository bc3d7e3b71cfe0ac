package org.reconlink;

import java.util.Set;
import org.reconlink.cli.CommandLineEntry;

/** The program. */
public final class Reconlink {
    private static final Set<String> ON_TABLES = Set.of("link", "dedupe", "propose");

    private Reconlink() {}

    public static void main(String[] args) {
        if (args.length > 0 && ON_TABLES.contains(args[0])) {
            SecondCompiler.compileOnlyLoops();
        }
        System.exit(CommandLineEntry.run(args));
    }
}
