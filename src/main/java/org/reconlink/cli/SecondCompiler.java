package org.reconlink.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What of a run, or of linking tables, the virtual machine's second compiler compiles. A run does many different things, each for a second or two:
 * optimising all of it took more than half of the CPU time of a small study and two thirds of that of a large one, and paid back
 * little; of linking 20,000 rows to a million it took two CPU seconds of six, and none came back. So that compiler takes what is
 * done with each byte or row of a study's extract, or with each pair of rows of two tables, if there are many, and the first
 * compiler's code does for all else. Nothing but speed depends on it (JEP 165, compiler control).
 */
final class SecondCompiler {
    /** Files from which rows are read long enough that optimised code is worth its price. */
    private static final long LARGE = 1 << 25;

    /** Digests are fast in this compiler's code alone. */
    private static final List<String> DIGESTS = List.of("sun/security/provider/*.*");

    /** What is done with each byte and each row of an extract, and is small: what most rows have nothing for costs seconds to compile. */
    private static final List<String> ROWS = List.of(
            "org/reconlink/intake/FileScan*.*",
            "org/reconlink/intake/Csv*.*",
            "org/reconlink/intake/Cell*.*",
            "org/reconlink/intake/TableRow.*",
            "org/reconlink/intake/RowSorter.*",
            "org/reconlink/intake/Column.isQuiet");

    /** Files of which also what is done with each person is worth it. */
    private static final long VERY_LARGE = 1L << 30;

    private static final List<String> PEOPLE = List.of(
            "org/reconlink/kernel/*.*",
            "org/reconlink/intake/*.*",
            "org/reconlink/linkage/study/SharedValues.*",
            "org/reconlink/linkage/record/*.*",
            "org/reconlink/linkage/blocking/*.*",
            "org/reconlink/linkage/comparison/*.*",
            "org/reconlink/linkage/engine/*.*",
            "org/reconlink/linkage/decision/*.*",
            "org/reconlink/statistics/uncertainty/*.*",
            "it/unimi/dsi/fastutil/*.*",
            "java/lang/String*.*",
            "java/util/HashMap.*",
            "java/util/Arrays.*");

    /** A table of which so many rows are compared with another's that tens of millions of pairs are. */
    private static final long LARGE_ON_BOTH_SIDES = 1 << 24;

    /** Of tens of millions of pairs the time is the first thread's, and a thread that compiles takes it nothing. */
    private static final List<String> PAIRS = List.of(
            "org/reconlink/linkage/*.*",
            "org/reconlink/cli/*.*",
            "org/reconlink/intake/*.*",
            "it/unimi/dsi/fastutil/*.*",
            "java/util/*.*");

    private static boolean begun;

    private SecondCompiler() {}

    /** Leaves everything to the first compiler but digests: for a process that runs one command and ends. */
    static void begin() {
        begun = true;
        direct("[" + allowing(DIGESTS) + ", {match: [\"*.*\"], c2: {Exclude: true}}]");
    }

    /** Allows what is done with each row, if there are many bytes of rows, and with each person, if there are very many. */
    static void allowRows(List<Path> extracts) throws IOException {
        long bytes = sizes(extracts).sum();
        List<String> allowed = new ArrayList<>();
        if (bytes >= LARGE) {
            allowed.addAll(ROWS);
        }
        if (bytes >= VERY_LARGE) {
            allowed.addAll(PEOPLE);
        }
        allow(allowed);
    }

    /** Allows what is done with each pair of rows, if the smaller of the tables has many. */
    static void allowPairs(List<Path> tables) throws IOException {
        if (sizes(tables).min().orElse(0) >= LARGE_ON_BOTH_SIDES) {
            allow(PAIRS);
        }
    }

    private static void allow(List<String> methods) {
        if (begun && !methods.isEmpty()) {
            direct("[" + allowing(methods) + "]");
        }
    }

    private static LongStream sizes(List<Path> files) throws IOException {
        long[] sizes = new long[files.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Files.isRegularFile(files.get(i)) ? Files.size(files.get(i)) : 0;
        }
        return LongStream.of(sizes);
    }

    private static String allowing(List<String> methods) {
        Stream<String> quoted = methods.stream().map(pattern -> '"' + pattern + '"');
        return "{match: [" + quoted.collect(Collectors.joining(", ")) + "], c2: {Exclude: false}}";
    }

    /** The machine reads directives from a file, the latest first; one that knows none goes on as it is. */
    private static void direct(String directives) {
        try {
            Path file = Files.createTempFile("compiler", ".json");
            try {
                Files.writeString(file, directives);
                if (!asked("Compiler.directives_add \"" + file + '"')) {
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(
                                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                    "compilerDirectivesAdd",
                                    new Object[] {new String[] {file.toString()}},
                                    new String[] {String[].class.getName()});
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException | JMException | SecurityException e) {
            return; // slower, and otherwise the same
        }
    }

    /**
     * Asks the machine as its own bean does, without the server of all beans, which takes longer to start than small tables to
     * link; the jar's manifest opens the two packages. False where they are not open or not there.
     */
    private static boolean asked(String command) {
        try {
            Class.forName("com.sun.management.internal.PlatformMBeanProviderImpl"); // loads the native library
            Object machine = Class.forName("sun.management.ManagementFactoryHelper")
                    .getMethod("getVMManagement")
                    .invoke(null);
            Class<?> commands = Class.forName("com.sun.management.internal.DiagnosticCommandImpl");
            Constructor<?> constructor = commands.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            Method execute = commands.getDeclaredMethod("executeDiagnosticCommand", String.class);
            execute.setAccessible(true);
            execute.invoke(constructor.newInstance(machine), command);
            return true;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        }
    }
}
