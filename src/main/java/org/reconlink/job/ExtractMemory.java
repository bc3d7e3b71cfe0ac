package org.reconlink.job;

import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.IdentityIndex;

/** The identities of the extract between the step that reads them and the step that links; never stored. */
final class ExtractMemory {
    private @Nullable IdentityIndex identities;

    void hold(IdentityIndex index) {
        identities = index;
    }

    /** Hands the identities over and forgets them. */
    IdentityIndex release() {
        IdentityIndex held = identities;
        identities = null;
        if (held == null) {
            throw new IllegalStateException("identities are read before persons are linked");
        }
        return held;
    }
}
