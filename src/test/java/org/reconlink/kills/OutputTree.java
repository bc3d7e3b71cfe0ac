package org.reconlink.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.reconlink.kernel.Sha256;

/** All files below a folder by their content, whatever they are called. */
final class OutputTree {
    private OutputTree() {}

    /** Path below the folder, with slashes, and SHA-256. */
    static SortedMap<String, String> of(Path folder) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        if (!Files.exists(folder)) {
            return files;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Sha256.hex(file));
            }
        }
        return files;
    }

    static List<String> differences(SortedMap<String, String> expected, SortedMap<String, String> found) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            if (!found.containsKey(name)) {
                differences.add(name + " is missing");
            } else if (!expected.containsKey(name)) {
                differences.add(name + " should not be there");
            } else if (!expected.get(name).equals(found.get(name))) {
                differences.add(name + " has another content");
            }
        }
        return differences;
    }
}
