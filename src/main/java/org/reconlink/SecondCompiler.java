package org.reconlink;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Keeps the second compiler of the virtual machine to the loops that are worth its time. Left alone it compiles whatever a
 * million rows pass through, which of 20,000 rows linked to a million took two CPU seconds of six and gained none of them
 * back.
 *
 * <p>By what {@code jcmd PROCESS Compiler.directives_add} does, since options of the virtual machine cannot stand in a jar.
 */
final class SecondCompiler {
    /** Loops that tens of millions of pairs, values or letters pass through. */
    private static final List<String> WORTH_ITS_TIME = List.of(
            "linkage/engine/PairStream",
            "linkage/engine/PairCounter",
            "linkage/engine/Scorer",
            "linkage/comparison/JaroWinkler",
            "linkage/comparison/*Kernel",
            "linkage/decision/BeliefPropagation",
            "linkage/blocking/Grouping",
            "linkage/record/CsvRow",
            "linkage/record/ByteDictionary");

    private SecondCompiler() {}

    /** For the rest of the process; where the virtual machine has no such command, all stays as it is. */
    static void compileOnlyLoops() {
        try {
            Path directives = Files.createTempFile("reconlink-compiler", ".json");
            try {
                Files.writeString(directives, directives(), StandardCharsets.UTF_8);
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "compilerDirectivesAdd",
                                new Object[] {new String[] {'"' + directives.toString() + '"'}},
                                new String[] {String[].class.getName()});
            } finally {
                Files.delete(directives);
            }
        } catch (IOException | JMException e) {
            // slower, and no other result
        }
    }

    private static String directives() {
        String worth = WORTH_ITS_TIME.stream()
                .map(type -> "\"org/reconlink/" + type + ".*\"")
                .collect(Collectors.joining(", "));
        return "[{match: [" + worth + "], c2: {Exclude: false}}, {match: \"*.*\", c2: {Exclude: true}}]";
    }
}
