package org.reconlink.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.reconlink.kernel.Sha256;

/** Writes a key for pseudonyms of invented people: 64 hexadecimal digits that everybody can know. */
final class DemonstrationKey {
    static final String FILE = "demonstration-key-NOT-SECRET.txt";

    private DemonstrationKey() {}

    static void write(Path directory) throws IOException {
        Files.writeString(
                directory.resolve(FILE), Sha256.hex("a key that everybody knows") + "\n", StandardCharsets.US_ASCII);
    }
}
