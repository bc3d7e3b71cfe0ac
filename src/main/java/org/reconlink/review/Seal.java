package org.reconlink.review;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.reconlink.kernel.Sha256;

/** Seals of lists of texts, with a key or without. */
final class Seal {
    private Seal() {}

    /** HMAC in hex of the texts, each with its length before it. */
    static String hmac(String key, String... texts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            for (String text : texts) {
                mac.update((text.length() + ":" + text + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /** Hash in hex of the texts, each with its length before it. */
    static String hex(String... texts) {
        MessageDigest digest = Sha256.digest();
        for (String text : texts) {
            digest.update((text.length() + ":" + text + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
