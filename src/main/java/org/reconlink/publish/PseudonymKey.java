package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Sha256;

/**
 * The secret that pseudonyms are made with, at least 256 bits.
 *
 * <p>Whoever has it turns every pseudonym of a study with a list of study numbers back in a millisecond. So a key that is
 * public, could be guessed or lies open to others is refused. A file whose own name says {@code NOT-SECRET} holds a key for
 * trials with invented people: there the same is a finding.
 */
public final class PseudonymKey {

    /** The environment variable that holds the key where the protocol names no file. */
    public static final String ENVIRONMENT_VARIABLE = "RECONLINK_KEY";

    private static final int LEAST_DIGITS = 64;
    private static final int REPEATED = 10;
    private static final List<String> WORDS =
            List.of("", "\n", "key", "test", "secret", "password", "changeme", "reconlink");
    private static final long LARGEST_FILE = 4096;

    /** In the name of a file whose key is no secret and is not meant to be one. */
    private static final String NOT_SECRET = "NOT-SECRET";

    /** SHA-256 of these words is the key that the sample study has and that everybody knows. */
    private static final String DEMONSTRATION = "a key that everybody knows";

    private final byte[] bytes;
    private final List<String> weaknesses;
    private final String where;

    private PseudonymKey(byte[] bytes, List<String> weaknesses, String where) {
        this.bytes = bytes;
        this.weaknesses = List.copyOf(weaknesses);
        this.where = where;
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
            return ofFile(file);
        }
        if (environmentKey == null || environmentKey.isBlank()) {
            throw new PseudonymKeyException(
                    "no key for pseudonyms: the protocol names no key file under publish, and the"
                            + " environment variable " + ENVIRONMENT_VARIABLE + " is not set");
        }
        String where = "environment variable " + ENVIRONMENT_VARIABLE;
        PseudonymKey key = parse(where, List.of(environmentKey.strip()));
        if (!key.weaknesses.isEmpty()) {
            throw new PseudonymKeyException(where + ": " + key.weaknesses.get(0));
        }
        return key;
    }

    /** Writes a new key into a file that only its owner can read; the bytes come from the caller, who has randomness. */
    public static PseudonymKey write(Path file, byte[] random) throws IOException {
        String digits = HexFormat.of().formatHex(random);
        PrivateFile.create(
                file,
                "# Key for the pseudonyms of a study: keep it apart from the data, and a copy of it.\n" + digits
                        + "\n");
        return ofFile(file);
    }

    private static PseudonymKey ofFile(Path file) {
        String where = "key file " + file;
        if (Files.isSymbolicLink(file)) {
            throw new PseudonymKeyException(
                    where + ": is a symbolic link, and who can change the link can change the key",
                    "name the file itself in the protocol");
        }
        PseudonymKey key = parse(where, lines(file));
        boolean open = PrivateFile.isOpenToOthers(file);
        boolean meantToBePublic =
                String.valueOf(file.getFileName()).toUpperCase(Locale.ROOT).contains(NOT_SECRET);
        if (key.isDemonstration() || (key.weaknesses.isEmpty() && !open)) {
            return key;
        }
        if (!meantToBePublic && open) {
            throw new PseudonymKeyException(
                    where + ": others than its owner can read or change it",
                    "make it private with 'chmod 600 " + file
                            + "'; if others may have read it, 'reconlink key new FILE' makes" + " another");
        }
        if (!meantToBePublic) {
            throw new PseudonymKeyException(where + ": " + key.weaknesses.get(0));
        }
        List<String> weaknesses = new ArrayList<>(key.weaknesses);
        if (open) {
            weaknesses.add("can be read or changed by others than its owner");
        }
        return new PseudonymKey(key.bytes, weaknesses, where);
    }

    /** Whether it is the key that the sample study has and that everybody knows. */
    public boolean isDemonstration() {
        return Arrays.equals(bytes, Sha256.of(DEMONSTRATION));
    }

    /**
     * Refuses the key that everybody knows for people who are not invented.
     *
     * @param invented whether all participants are those of the sample study or of a generated population
     */
    public void require(boolean invented) {
        if (isDemonstration() && !invented) {
            throw new PseudonymKeyException(
                    where
                            + ": holds the demonstration key, which everybody knows, and the participants are not those of the sample"
                            + " study, so that anybody could turn their pseudonyms back",
                    "'reconlink key new FILE' makes a key; name it under publish, key file");
        }
    }

    /** What makes it unfit for real people although a run takes it; empty for a secret, and for the demonstration key. */
    public List<Finding> findings() {
        return weaknesses.stream()
                .map(weakness -> new Finding(
                        Finding.Severity.WARNING,
                        "key for trials only",
                        where.substring(Math.max(where.lastIndexOf('/'), where.lastIndexOf(' ')) + 1),
                        null,
                        null,
                        null,
                        "the key for pseudonyms " + weakness
                                + "; its name says that it is no secret, so the run goes on, but"
                                + " anybody who has or guesses it can turn every pseudonym of these outputs back",
                        "use it for invented people only; 'reconlink key new FILE' makes one for real people"))
                .toList();
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
        byte[] bytes = HexFormat.of().parseHex(digits);
        return new PseudonymKey(bytes, weaknesses(digits.toLowerCase(Locale.ROOT), bytes), where);
    }

    /** What no key has that came by chance: each would happen to less than one in a million. */
    private static List<String> weaknesses(String digits, byte[] bytes) {
        if (repeats(digits) || repeats(new StringBuilder(digits).reverse() + digits)) {
            return List.of("repeats itself and could be guessed");
        }
        boolean text = IntStream.range(0, bytes.length).allMatch(i -> bytes[i] >= ' ' && bytes[i] < 127);
        boolean digestOfWord = WORDS.stream().anyMatch(word -> Arrays.equals(bytes, Sha256.of(word)));
        if (text || digestOfWord) {
            return List.of("is made of words and could be guessed");
        }
        int distinctBytes = (int)
                IntStream.range(0, bytes.length).map(i -> bytes[i]).distinct().count();
        if (digits.chars().distinct().count() <= 10 || distinctBytes < Math.min(bytes.length, 128) * 2 / 3) {
            return List.of("has too few different digits and could be guessed");
        }
        if (steps(digits.chars().map(c -> Character.digit(c, 16)).toArray(), 16)
                || steps(IntStream.range(0, bytes.length).map(i -> bytes[i]).toArray(), 256)) {
            return List.of("goes up or down in steps and could be guessed");
        }
        return List.of();
    }

    /** Whether a stretch of digits stands in it twice. */
    private static boolean repeats(String digits) {
        Set<String> seen = new HashSet<>();
        return IntStream.rangeClosed(0, digits.length() - REPEATED)
                .anyMatch(i -> !seen.add(digits.substring(i, i + REPEATED)));
    }

    /** Whether most numbers are as far from the one before as that from the one before it. */
    private static boolean steps(int[] numbers, int modulus) {
        long same = IntStream.range(2, numbers.length)
                .filter(i -> Math.floorMod(numbers[i] - numbers[i - 1], modulus)
                        == Math.floorMod(numbers[i - 1] - numbers[i - 2], modulus))
                .count();
        return same * 2 > numbers.length;
    }

    /** The key for pseudonyms is missing or no key; the message says where and what to do, and never the key. */
    public static final class PseudonymKeyException extends RuntimeException {

        private static final String ADVICE =
                "; a key is at least 64 hexadecimal digits, 'reconlink key new FILE' makes one, and it is kept apart from the data";

        PseudonymKeyException(String problem) {
            super(problem + ADVICE);
        }

        /** @param advice what to do */
        PseudonymKeyException(String problem, String advice) {
            super(problem + "; " + advice);
        }
    }
}
