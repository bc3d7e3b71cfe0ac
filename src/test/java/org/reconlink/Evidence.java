package org.reconlink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tests and files that tables in the docs name for what they say. */
public final class Evidence {
    private static final Map<String, String> TESTS = tests();

    private Evidence() {}

    private static Map<String, String> tests() {
        Map<String, String> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tests;
    }

    /**
     * Those that are not there.
     *
     * @param shown tests as Class#method, or files
     */
    public static List<String> missing(List<String> shown) {
        return shown.stream()
                .filter(one -> {
                    String[] parts = one.split("#", -1);
                    return parts.length == 2
                            ? !TESTS.getOrDefault(parts[0], "").contains(" " + parts[1] + "(")
                            : Files.notExists(Path.of(one));
                })
                .toList();
    }
}
