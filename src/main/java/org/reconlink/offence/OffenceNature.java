package org.reconlink.offence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;

/**
 * Which sources call an offence violent, and which sexual. One is enough; a source may speak of the code, of the code
 * without its suffix, or of a Home Office code of either or of the record. An offence can be both.
 *
 * @param violent the sources in words, in a fixed order
 * @param sexual the sources in words, in a fixed order
 */
record OffenceNature(List<String> violent, List<String> sexual) {
    OffenceNature {
        violent = List.copyOf(violent);
        sexual = List.copyOf(sexual);
    }

    static OffenceNature of(NamedOffence offence, ReferenceTables tables) {
        Set<String> violent = new LinkedHashSet<>();
        Set<String> sexual = new LinkedHashSet<>();
        for (HomeOfficeCode code : homeOfficeCodes(offence, tables)) {
            addHomeOffice(code, tables.homeOffice(code), violent, sexual);
        }
        for (OffenceCode code : codes(offence)) {
            for (SpecifiedOffences list : tables.specified(code)) {
                (list.violent() ? violent : sexual).add(list.citation());
            }
        }
        return new OffenceNature(List.copyOf(violent), List.copyOf(sexual));
    }

    private static Set<OffenceCode> codes(NamedOffence offence) {
        Set<OffenceCode> codes = new LinkedHashSet<>();
        OffenceCode code = offence.code();
        if (code != null) {
            codes.add(code);
            codes.add(code.base());
        }
        return codes;
    }

    private static Set<HomeOfficeCode> homeOfficeCodes(NamedOffence offence, ReferenceTables tables) {
        Set<HomeOfficeCode> found = new LinkedHashSet<>();
        HomeOfficeCode own = offence.homeOfficeCode();
        if (own != null) {
            found.add(own);
        }
        for (OffenceCode code : codes(offence)) {
            HomeOfficeCode listed = tables.homeOfficeCode(code);
            if (listed != null) {
                found.add(listed);
            }
        }
        return found;
    }

    private static void addHomeOffice(
            HomeOfficeCode code, @Nullable HomeOfficeRow row, Set<String> violent, Set<String> sexual) {
        if (row == null) {
            return;
        }
        String where = "Home Office code " + code;
        if (row.violentGroup()) {
            violent.add(where + ", group " + HomeOfficeRow.VIOLENCE);
        } else if (row.flaggedViolent()) {
            violent.add(where + ", flagged violent or sexual and not sexual");
        } else if (row.violentSanction()) {
            violent.add(where + ", a violent sanction");
        }
        if (row.sexualGroup()) {
            sexual.add(where + ", group " + HomeOfficeRow.SEXUAL);
        } else if (row.flaggedSexual()) {
            sexual.add(where + ", flagged violent or sexual and of a sexual category");
        }
    }
}
