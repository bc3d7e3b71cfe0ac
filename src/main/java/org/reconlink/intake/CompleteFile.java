package org.reconlink.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses a file that is still being copied: one that grew while it was scanned, or is not what its checksum file says. */
final class CompleteFile {
    private static final Pattern SHA256 = Pattern.compile("\\s*([0-9a-f]{64})(\\s.*)?", Pattern.DOTALL);
    private static final long LARGEST_CHECKSUM_FILE = 4096;

    private CompleteFile() {}

    /** Whether there was a checksum file to compare it with. */
    static boolean require(SourceFile file, FileScan scan) throws IOException {
        if (Files.size(file.path()) != scan.bytes()) {
            throw file.unusable(
                    "incomplete file", "the file is still being written", "run again when its copy has ended");
        }
        Path checksum = file.path().resolveSibling(file.name() + ".sha256");
        if (!Files.isRegularFile(checksum)) {
            return false;
        }
        if (!fits(checksum, scan.sha256())) {
            throw file.unusable(
                    "checksum",
                    "the file is not what " + file.name() + ".sha256 says",
                    "run again when its copy has ended, or fetch both again");
        }
        return true;
    }

    /** The hash may stand alone or before the file's name, as sha256sum writes it. */
    private static boolean fits(Path checksum, String sha256) throws IOException {
        if (Files.size(checksum) > LARGEST_CHECKSUM_FILE) {
            return false;
        }
        Matcher matcher = SHA256.matcher(Files.readString(checksum, ISO_8859_1).toLowerCase(Locale.ROOT));
        return matcher.matches() && matcher.group(1).equals(sha256);
    }
}
