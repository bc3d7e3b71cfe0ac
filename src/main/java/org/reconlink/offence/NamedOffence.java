package org.reconlink.offence;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;

/**
 * The codes that a record's words come down to.
 *
 * @param code the record's own, else the one code of its title where the record has no code of either kind
 * @param homeOfficeCode the record's own
 */
record NamedOffence(@Nullable OffenceCode code, @Nullable HomeOfficeCode homeOfficeCode) {

    static NamedOffence of(OffenceDescription description) {
        HomeOfficeCode homeOffice = HomeOfficeCodeForm.usable(description.homeOfficeCode());
        OffenceCode code = description.cjsCode();
        String title = description.title();
        if (code == null && homeOffice == null && title != null) {
            code = OffenceTitles.code(title);
        }
        return new NamedOffence(code, homeOffice);
    }

    /** The code without its suffix; null if it has none. */
    @Nullable
    OffenceCode codeWithoutSuffix() {
        return code == null || code.suffix() == null ? null : code.base();
    }

    boolean conspiracy() {
        Character suffix = code == null ? null : code.suffix();
        return suffix != null && suffix == 'C';
    }

    /** The record's own, else the code's, else that of the code without its suffix; null if there is none. */
    @Nullable
    HomeOfficeCode homeOfficeCodeIn(ReferenceTables tables) {
        if (homeOfficeCode != null) {
            return homeOfficeCode;
        }
        HomeOfficeCode own = code == null ? null : tables.homeOfficeCode(code);
        OffenceCode base = codeWithoutSuffix();
        return own != null || base == null ? own : tables.homeOfficeCode(base);
    }

    /** Whether the tables list the code under another class than the record's Home Office code, which they know. */
    boolean codesDisagree(ReferenceTables tables) {
        if (code == null || homeOfficeCode == null || tables.homeOffice(homeOfficeCode) == null) {
            return false;
        }
        HomeOfficeCode listed = new NamedOffence(code, null).homeOfficeCodeIn(tables);
        return listed != null && listed.offenceClass() != homeOfficeCode.offenceClass();
    }
}
