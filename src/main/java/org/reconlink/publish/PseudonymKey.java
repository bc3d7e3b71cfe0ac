package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The secret that pseudonyms are made with, at least 256 bits. */
public final class PseudonymKey {

    /** The environment variable that holds the key where the protocol names no file. */
    public static final String ENVIRONMENT_VARIABLE = "RECONLINK_KEY";

    private static final int LEAST_DIGITS = 64;
    private static final long LARGEST_FILE = 4096;

    private final byte[] bytes;

    private PseudonymKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads the key: from the file if there is one, else from the value of the environment variable. In a file, blank
     * lines and lines that begin with {@code #} are not read.
     *
     * @param file null if the protocol names none
     * @param environmentKey the value of {@link #ENVIRONMENT_VARIABLE}; null if it is not set
     * @throws PseudonymKeyException if there is no key
     */
    public static PseudonymKey read(@Nullable Path file, @Nullable String environmentKey) {
        if (file != null) {
            return parse("key file " + file, lines(file));
        }
        if (environmentKey == null || environmentKey.isBlank()) {
            throw new PseudonymKeyException(
                    "no key for pseudonyms: the protocol names no key file under publish, and the"
                            + " environment variable " + ENVIRONMENT_VARIABLE + " is not set");
        }
        return parse("environment variable " + ENVIRONMENT_VARIABLE, List.of(environmentKey.strip()));
    }

    /** Says which key it is without giving it away: 16 hexadecimal digits, for manifests. */
    public String id() {
        return HexFormat.of()
                .formatHex(HmacSha256.of(bytes, "reconlink key id 1".getBytes(UTF_8)))
                .substring(0, 16);
    }

    /** The key of one study, so that nobody can join two studies by pseudonym. */
    byte[] forStudy(String studyId) {
        return HmacSha256.of(bytes, ("reconlink pseudonym 1\0" + studyId).getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "PseudonymKey[withheld]";
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new PseudonymKeyException("key file " + file + ": is too large for a key file");
            }
            return Files.readAllLines(file, UTF_8).stream()
                    .map(line -> line.replace("\uFEFF", "").strip())
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (NoSuchFileException e) {
            throw new PseudonymKeyException("key file " + file + ": there is no such file");
        } catch (CharacterCodingException e) {
            throw new PseudonymKeyException("key file " + file + ": is not a text file");
        } catch (IOException e) {
            throw new PseudonymKeyException("key file " + file + ": cannot be read");
        }
    }

    private static PseudonymKey parse(String where, List<String> lines) {
        if (lines.size() != 1) {
            throw new PseudonymKeyException(where + ": holds " + (lines.isEmpty() ? "no key" : "more than one key"));
        }
        String digits = lines.get(0);
        if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw new PseudonymKeyException(where + ": holds something else than hexadecimal digits");
        }
        if (digits.length() < LEAST_DIGITS || digits.length() % 2 != 0) {
            throw new PseudonymKeyException(where + ": holds " + digits.length() + " hexadecimal digits, "
                    + (digits.length() < LEAST_DIGITS ? "which is too few" : "which is an odd number"));
        }
        if (digits.chars().distinct().count() < 4) {
            throw new PseudonymKeyException(where + ": repeats the same few digits and could be guessed");
        }
        return new PseudonymKey(HexFormat.of().parseHex(digits));
    }
}
