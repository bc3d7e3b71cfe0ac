package org.reconlink.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Sha256;

/**
 * What a working store is encrypted with, or that it is not: 256-bit AES under a key derived from a secret.
 *
 * <p>A store cannot say itself which key it needs before it is open; so a file beside it names the key by a hash.
 */
public final class StoreKey {
    /** The environment variable that holds the secret: 64 or more hexadecimal digits. */
    public static final String ENVIRONMENT_VARIABLE = "RECONLINK_STORE_KEY";

    /** No encryption. */
    public static final StoreKey NONE = new StoreKey(null);

    private static final String ID_FILE = "store.key-id";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_DIGITS = 16;
    private static final int IV_DIGITS = 32;
    private static final Pattern SECRET = Pattern.compile("(?:[0-9A-Fa-f]{2}){32,}");

    private final @Nullable String secret;

    private StoreKey(@Nullable String secret) {
        this.secret = secret;
    }

    /**
     * The key made from a secret.
     *
     * @param secret null or blank for none
     * @throws StoreException if it is no secret of 256 bits or more
     */
    public static StoreKey of(@Nullable String secret) {
        if (secret == null || secret.isBlank()) {
            return NONE;
        }
        if (!SECRET.matcher(secret.strip()).matches()) {
            throw new StoreException("the environment variable " + ENVIRONMENT_VARIABLE
                    + " holds something else than an even number of hexadecimal digits, at least 64");
        }
        return new StoreKey(secret.strip());
    }

    static StoreKey fromEnvironment() {
        return of(System.getenv(ENVIRONMENT_VARIABLE));
    }

    /** What HSQLDB has to be told about it in a database's address. */
    String inAddress() {
        return secret == null
                ? ""
                : ";crypt_type=AES/CBC/PKCS5Padding;crypt_key=" + derived("key") + ";crypt_iv="
                        + derived("iv").substring(0, IV_DIGITS);
    }

    /** Refuses a store that has another key than this, before the database fails on it without saying why. */
    void require(Path folder, boolean exists) throws IOException {
        Path file = folder.resolve(ID_FILE);
        String id = secret == null ? "" : derived("id").substring(0, ID_DIGITS);
        if (!exists) {
            Files.writeString(file, id, UTF_8);
            return;
        }
        String made = Files.exists(file) ? Files.readString(file, UTF_8).strip() : "";
        if (!made.equals(id)) {
            throw new StoreException("the working store in " + folder + problem(made));
        }
    }

    /** A line of the journal under this key, or as it is without one; the same line is never encrypted to two texts. */
    String encrypted(long line, String text) {
        if (secret == null) {
            return text;
        }
        byte[] plain = text.getBytes(UTF_8);
        byte[] nonce = Arrays.copyOf(Sha256.of("nonce " + derived("journal") + line + " " + text), NONCE_BYTES);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, plain);
        return HexFormat.of().formatHex(nonce) + HexFormat.of().formatHex(sealed);
    }

    /** What a line of the journal says. */
    String decrypted(String text) {
        if (secret == null) {
            return text;
        }
        byte[] bytes = HexFormat.of().parseHex(text);
        return new String(
                crypt(
                        Cipher.DECRYPT_MODE,
                        Arrays.copyOf(bytes, NONCE_BYTES),
                        Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length)),
                UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(HexFormat.of().parseHex(derived("journal")), "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (AEADBadTagException e) {
            throw new StoreException("the journal of clerical review is encrypted with another key than that in "
                    + ENVIRONMENT_VARIABLE + ", or was changed");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** Whether a database is encrypted with it. */
    boolean encrypts() {
        return secret != null;
    }

    private String problem(String made) {
        if (made.isEmpty()) {
            return " is not encrypted, but " + ENVIRONMENT_VARIABLE
                    + " is set; unset it, or move the store away and let the study make another";
        }
        return secret == null
                ? " is encrypted; give its key in the environment variable " + ENVIRONMENT_VARIABLE
                : " is encrypted with another key than that in " + ENVIRONMENT_VARIABLE;
    }

    private String derived(String purpose) {
        MessageDigest digest = Sha256.digest();
        digest.update(("reconlink working store 1 " + purpose + "\0").getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest(HexFormat.of().parseHex(String.valueOf(secret))));
    }

    @Override
    public String toString() {
        return "StoreKey[withheld]";
    }
}
