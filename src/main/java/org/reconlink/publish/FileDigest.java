package org.reconlink.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.kernel.Sha256;

/**
 * A file by its content.
 *
 * @param file path below the directory, with slashes
 * @param sha256 lower-case hex
 */
public record FileDigest(String file, long bytes, String sha256) {

    /** All files below a directory, in order of path. */
    public static List<FileDigest> all(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        List<FileDigest> digests = new ArrayList<>(files.size());
        for (Path file : files) {
            digests.add(of(directory.relativize(file).toString().replace('\\', '/'), file));
        }
        return digests.stream().sorted(Comparator.comparing(FileDigest::file)).toList();
    }

    static FileDigest of(String name, Path file) throws IOException {
        return new FileDigest(name, Files.size(file), Sha256.hex(file));
    }
}
