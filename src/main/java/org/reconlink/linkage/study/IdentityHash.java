package org.reconlink.linkage.study;

import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.Sha256;

/** Says by content whether a record still names the person it named when a reviewer saw it. */
public final class IdentityHash {
    private IdentityHash() {}

    /** SHA-256 in hex over all that the record says about who somebody is; stays in the working store. */
    public static String of(PersonDetails details) {
        String pncId = details.pncId() == null ? "" : details.pncId().value();
        return Sha256.hex(PersonIds.identity(details) + "\n" + pncId);
    }
}
