package org.reconlink.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

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
        MessageDigest sha256 = newSha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            long bytes = in.transferTo(OutputStream.nullOutputStream());
            return new FileDigest(name, bytes, HexFormat.of().formatHex(sha256.digest()));
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
