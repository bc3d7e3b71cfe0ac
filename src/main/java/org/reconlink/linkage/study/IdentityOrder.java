package org.reconlink.linkage.study;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PncId;

/** Orders identities that one row names, which happens only where a row has aliases of its own. */
final class IdentityOrder {
    private IdentityOrder() {}

    static int compare(PersonDetails left, PersonDetails right) {
        int byIdentity = withoutPnc(left).compareTo(withoutPnc(right));
        return byIdentity != 0 ? byIdentity : pnc(left.pncId()).compareTo(pnc(right.pncId()));
    }

    private static PersonId withoutPnc(PersonDetails details) {
        return PersonIds.of(new PersonDetails(
                details.name(),
                details.aliases(),
                details.dateOfBirth(),
                details.sex(),
                null,
                details.croNumber(),
                details.prisonNumber(),
                details.postcodes()));
    }

    private static String pnc(@Nullable PncId pncId) {
        return pncId == null ? "" : pncId.value();
    }
}
