package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Sha256;
import org.reconlink.publish.PseudonymKey.PseudonymKeyException;

/**
 * A key of Ed25519 (RFC 8032) that signs checkpoints, or the public half that verifies them: unlike the study's key it need not
 * be where runs are made, and who verifies cannot sign.
 */
public final class SigningKey {
    static final String ALGORITHM = "Ed25519";

    private static final String PUBLIC = "PUBLIC KEY";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String ADVICE =
            "'reconlink key new --signing FILE' makes a private key and, in FILE.pub, the public one";

    private final PublicKey publicKey;
    private final @Nullable PrivateKey privateKey;

    private SigningKey(PublicKey publicKey, @Nullable PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** Writes both halves into a file that only its owner can read, and the public one beside it. */
    public static SigningKey write(Path file, KeyPair pair) throws IOException {
        String open = pem(PUBLIC, pair.getPublic().getEncoded());
        PrivateFile.create(file, pem(PRIVATE, pair.getPrivate().getEncoded()) + open);
        Files.writeString(publicFile(file), open, US_ASCII);
        return new SigningKey(pair.getPublic(), pair.getPrivate());
    }

    /** Where the public half is. */
    public static Path publicFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    /** Reads a key that can sign. */
    public static SigningKey readPrivate(Path file) {
        if (Files.isSymbolicLink(file)) {
            throw new PseudonymKeyException("signing key " + file + ": is a symbolic link", "name the file itself");
        }
        String text = text(file);
        if (PrivateFile.isOpenToOthers(file)) {
            throw new PseudonymKeyException(
                    "signing key " + file + ": others than its owner can read or change it",
                    "make it private with 'chmod 600 " + file + "'; if others may have read it, make another");
        }
        byte[] secret = block(PRIVATE, text);
        byte[] open = block(PUBLIC, text);
        try {
            if (secret != null && open != null) {
                KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
                SigningKey key = new SigningKey(
                        factory.generatePublic(new X509EncodedKeySpec(open)),
                        factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
                if (key.fits(new byte[0], key.sign(new byte[0]))) {
                    return key;
                }
            }
        } catch (GeneralSecurityException e) {
            // said below
        }
        throw new PseudonymKeyException(
                "signing key " + file + ": holds no private key of Ed25519 with its public one", ADVICE);
    }

    /** Reads a key that can only verify. */
    public static SigningKey readPublic(Path file) {
        byte[] open = block(PUBLIC, text(file));
        try {
            if (open != null) {
                return new SigningKey(
                        KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(open)), null);
            }
        } catch (GeneralSecurityException e) {
            // said below
        }
        throw new PseudonymKeyException("public key " + file + ": holds no public key of Ed25519", ADVICE);
    }

    /** Says which key it is: 16 hexadecimal digits of the public key's SHA-256. */
    public String id() {
        return HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(publicKey.getEncoded()), 8));
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key without its private half cannot sign", e);
        }
    }

    boolean fits(byte[] message, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, US_ASCII);
        } catch (NoSuchFileException e) {
            throw new PseudonymKeyException("key " + file + ": there is no such file", ADVICE);
        } catch (IOException e) {
            throw new PseudonymKeyException("key " + file + ": cannot be read", ADVICE);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getEncoder().encodeToString(encoded) + "\n-----END " + kind
                + "-----\n";
    }

    private static byte @Nullable [] block(String kind, String text) {
        Matcher block = Pattern.compile("-----BEGIN " + kind + "-----([A-Za-z0-9+/=\\s]+)-----END " + kind + "-----")
                .matcher(text);
        try {
            return block.find() ? Base64.getMimeDecoder().decode(block.group(1)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
