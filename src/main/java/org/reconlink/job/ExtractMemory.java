package org.reconlink.job;

import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.study.IdentityIndex;
import org.reconlink.linkage.study.PossiblePairs;

/** What one step leaves to a later one about people of the extract who are not in the study; never stored. */
final class ExtractMemory {
    private @Nullable IdentityIndex identities;
    private @Nullable ConvictionExtract extract;
    private @Nullable PossiblePairs possible;

    void hold(IdentityIndex index) {
        identities = index;
    }

    void hold(ConvictionExtract read) {
        extract = read;
    }

    void hold(PossiblePairs pairs) {
        possible = pairs;
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

    /** The extract, of whose rows more than one step asks for some. */
    ConvictionExtract extract() {
        ConvictionExtract held = extract;
        if (held == null) {
            throw new IllegalStateException("identities are read before rows are looked for");
        }
        return held;
    }

    /** Hands what linkage leaves open over and forgets it. */
    PossiblePairs releasePossible() {
        PossiblePairs held = possible;
        possible = null;
        if (held == null) {
            throw new IllegalStateException("persons are linked before the rate is estimated");
        }
        return held;
    }
}
