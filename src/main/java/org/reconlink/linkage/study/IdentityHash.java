package org.reconlink.linkage.study;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.reconlink.kernel.PersonDetails;

/** Says by content whether a record still names the person it named when a reviewer saw it. */
public final class IdentityHash {
    private IdentityHash() {}

    /** SHA-256 in hex over all that the record says about who somebody is; stays in the working store. */
    public static String of(PersonDetails details) {
        String pncId = details.pncId() == null ? "" : details.pncId().value();
        return HexFormat.of()
                .formatHex(
                        sha256().digest((PersonIds.identity(details) + "\n" + pncId).getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
