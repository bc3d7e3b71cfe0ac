package org.reconlink.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes a key for pseudonyms of invented people: 64 hexadecimal digits that everybody can know. */
final class DemonstrationKey {
    static final String FILE = "demonstration-key-NOT-SECRET.txt";

    private DemonstrationKey() {}

    static void write(Path directory) throws IOException {
        Files.writeString(directory.resolve(FILE), digits() + "\n", StandardCharsets.US_ASCII);
    }

    private static String digits() {
        try {
            byte[] words = "a key that everybody knows".getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(words));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
