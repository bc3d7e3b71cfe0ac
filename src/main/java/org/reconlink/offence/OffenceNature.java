package org.reconlink.offence;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.ClassifiedOffence.NatureSource;
import org.reconlink.offence.OffenceClassifier.NamedOffence;
import org.reconlink.offence.OffenceSettings.Evidence;
import org.reconlink.offence.ReferenceTables.CodeRow;
import org.reconlink.offence.ReferenceTables.HomeOfficeRow;

/**
 * Which sources call an offence violent, and which sexual. One is enough; a source may speak of the code, of the code
 * without its suffix, or of a Home Office code of either or of the record. An offence can be both.
 *
 * @param told whether any source knows the offence, so that silence means no
 */
record OffenceNature(Kind violent, Kind sexual, boolean told) {

    /**
     * What says so.
     *
     * @param sources all of them
     * @param words each said once, in a fixed order; of one Home Office code the first source that says so
     */
    record Kind(Set<NatureSource> sources, List<String> words) {
        Kind {
            sources = Set.copyOf(sources);
            words = List.copyOf(words);
        }
    }

    Flag isViolent() {
        return flag(violent);
    }

    Flag isSexual() {
        return flag(sexual);
    }

    private Flag flag(Kind kind) {
        return !kind.sources().isEmpty() ? Flag.YES : told ? Flag.NO : Flag.UNKNOWN;
    }

    static OffenceNature of(NamedOffence offence, ReferenceTables tables, Evidence evidence) {
        Sayings violent = new Sayings(evidence);
        Sayings sexual = new Sayings(evidence);
        boolean told = isNoOffence(offence, tables);
        for (HomeOfficeCode code : homeOfficeCodes(offence, tables)) {
            HomeOfficeRow row = tables.homeOffice(code);
            // a code of which the list has no description has no group and no flags, which says nothing
            if (row != null && row.group() != null) {
                told = true;
                homeOffice(code, row, violent, sexual);
            }
        }
        for (OffenceCode code : codes(offence)) {
            for (SpecifiedOffences list : tables.specified(code)) {
                (list.violent() ? violent : sexual)
                        .of("", said(true, list.source(), list.source().words()));
            }
        }
        return new OffenceNature(violent.kind(), sexual.kind(), told);
    }

    private static boolean isNoOffence(NamedOffence offence, ReferenceTables tables) {
        CodeRow row = offence.code() == null ? null : tables.code(offence.code());
        return row != null
                && row.verified()
                && row.standing() != null
                && row.standing().mode() == CourtMode.UNKNOWN;
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

    private static void homeOffice(HomeOfficeCode code, HomeOfficeRow row, Sayings violent, Sayings sexual) {
        String where = "Home Office code " + code;
        violent.of(
                where,
                said(row.violentGroup(), NatureSource.PARENT_GROUP, ", group " + HomeOfficeRow.VIOLENCE),
                said(
                        row.flaggedViolent(),
                        NatureSource.VIOLENCE_OR_SEX_FLAG,
                        ", flagged violent or sexual and not sexual"),
                said(row.violentSanction(), NatureSource.VIOLENT_SANCTION, ", a violent sanction"));
        sexual.of(
                where,
                said(row.sexualGroup(), NatureSource.PARENT_GROUP, ", group " + HomeOfficeRow.SEXUAL),
                said(
                        row.flaggedSexual(),
                        NatureSource.VIOLENCE_OR_SEX_FLAG,
                        ", flagged violent or sexual and of a sexual category"));
    }

    private static Optional<Saying> said(boolean says, NatureSource source, String words) {
        return says ? Optional.of(new Saying(source, words)) : Optional.empty();
    }

    private record Saying(NatureSource source, String words) {}

    /** Collects what says so, of the sources that the study takes as evidence. */
    private static final class Sayings {
        private final Evidence evidence;
        private final Set<NatureSource> sources = EnumSet.noneOf(NatureSource.class);
        private final Set<String> words = new LinkedHashSet<>();

        Sayings(Evidence evidence) {
            this.evidence = evidence;
        }

        /** What one place says: every source of it, in the words of the first. */
        @SafeVarargs
        @SuppressWarnings("varargs") // only read
        final void of(String place, Optional<Saying>... said) {
            List<Saying> taken = Arrays.stream(said)
                    .flatMap(Optional::stream)
                    .filter(saying ->
                            evidence == Evidence.ANY || saying.source().statuteOrFlag())
                    .toList();
            taken.forEach(saying -> sources.add(saying.source()));
            taken.stream().limit(1).forEach(saying -> words.add(place + saying.words()));
        }

        Kind kind() {
            return new Kind(sources, List.copyOf(words));
        }
    }

    /** A statutory list of violent or sexual offences, by CJS code. */
    enum SpecifiedOffences {
        SCHEDULE_15_PART_1("cja2003-schedule15-part1", NatureSource.SCHEDULE_15_PART_1, true),
        SCHEDULE_15_PART_2("cja2003-schedule15-part2", NatureSource.SCHEDULE_15_PART_2, false),
        SCHEDULE_3("soa2003-schedule3", NatureSource.SCHEDULE_3, false);

        private final String key;
        private final NatureSource source;
        private final boolean violent;

        SpecifiedOffences(String key, NatureSource source, boolean violent) {
            this.key = key;
            this.source = source;
            this.violent = violent;
        }

        NatureSource source() {
            return source;
        }

        /** Whether it lists violent offences; the others list sexual ones. */
        boolean violent() {
            return violent;
        }

        static SpecifiedOffences keyed(String key) {
            for (SpecifiedOffences list : values()) {
                if (list.key.equals(key)) {
                    return list;
                }
            }
            throw new IllegalStateException("no list of offences is called " + key);
        }
    }
}
