package org.reconlink.offence;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;

/** The tables that ship with the product, read once; {@code reference/PROVENANCE.md} says where they are from. */
final class ReferenceTables {
    private final Map<String, CodeRow> codes = new HashMap<>(1 << 16);
    private final Map<HomeOfficeCode, HomeOfficeRow> homeOfficeCodes = new HashMap<>(1 << 13);
    private final Map<String, RepealedOffence> repealed = new HashMap<>(1 << 10);
    private final Map<String, MaximumSentence> maxima = new HashMap<>(1 << 14);
    private final Map<String, Set<SpecifiedOffences>> specified = new HashMap<>(1 << 11);

    private ReferenceTables() {
        new ReferenceFile("cjs-offences.tsv", '\t', 5).forEachRow(cells -> codes.put(cells[0], CodeRow.of(cells)));
        new ReferenceFile("home-office-codes.tsv", '\t', 7).forEachRow(this::addHomeOfficeRow);
        new ReferenceFile("repealed-offences.csv", ',', 5)
                .forEachRow(cells -> repealed.put(cells[0], RepealedOffence.of(cells)));
        new ReferenceFile("maximum-sentences.tsv", '\t', 2)
                .forEachRow(cells -> maxima.put(cells[0], MaximumSentence.of(cells[1])));
        new ReferenceFile("specified-offences.tsv", '\t', 2)
                .forEachRow(cells -> specified
                        .computeIfAbsent(cells[1], code -> EnumSet.noneOf(SpecifiedOffences.class))
                        .add(SpecifiedOffences.keyed(cells[0])));
    }

    /** The tables, read on first use. */
    static ReferenceTables shipped() {
        return Shipped.TABLES;
    }

    @Nullable
    CodeRow code(OffenceCode code) {
        return codes.get(code.value());
    }

    @Nullable
    HomeOfficeRow homeOffice(@Nullable HomeOfficeCode code) {
        return code == null ? null : homeOfficeCodes.get(code);
    }

    @Nullable
    RepealedOffence repealed(OffenceCode code) {
        return repealed.get(code.value());
    }

    /** The code's own maximum, else that of the code without its suffix; null if neither has one. */
    @Nullable
    MaximumSentence maximum(OffenceCode code) {
        MaximumSentence own = maxima.get(code.value());
        return own != null ? own : maxima.get(code.base().value());
    }

    /** The statutory lists that name the code itself. */
    Set<SpecifiedOffences> specified(OffenceCode code) {
        return specified.getOrDefault(code.value(), Set.of());
    }

    /** The code's Home Office code: the supplement's, else the national list's; null if neither has one. */
    @Nullable
    HomeOfficeCode homeOfficeCode(OffenceCode code) {
        RepealedOffence supplement = repealed(code);
        if (supplement != null && supplement.homeOfficeCode() != null) {
            return supplement.homeOfficeCode();
        }
        CodeRow row = code(code);
        return row == null ? null : row.homeOfficeCode();
    }

    private void addHomeOfficeRow(String[] cells) {
        HomeOfficeCode code = HomeOfficeCodeForm.orNull(cells[0]);
        if (code != null) {
            homeOfficeCodes.put(code, HomeOfficeRow.of(cells));
        }
    }

    private static final class Shipped {
        static final ReferenceTables TABLES = new ReferenceTables();
    }
}
