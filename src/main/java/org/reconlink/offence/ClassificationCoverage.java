package org.reconlink.offence;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.reconlink.kernel.Flag;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;
import org.reconlink.offence.ClassifiedOffence.NatureSource;

/**
 * How many offences were classified by which evidence, and what was not known. Counts of offences, not of people.
 *
 * @param offences all of them
 * @param byEvidence number of offences by what their court mode rests on; every kind of evidence is there
 * @param unknownCodes number of offences without a court mode by their CJS code, else Home Office code
 * @param matchedTitles named by title alone, and exactly one code has that title
 * @param unmatchedTitles named by title alone, and no single code has exactly that title
 * @param violent how many are violent, and by which sources
 * @param sexual how many are sexual, and by which sources
 */
public record ClassificationCoverage(
        long offences,
        Map<ModeEvidence, Long> byEvidence,
        Map<String, Long> unknownCodes,
        long matchedTitles,
        long unmatchedTitles,
        Nature violent,
        Nature sexual) {
    public ClassificationCoverage {
        byEvidence = Collections.unmodifiableMap(new EnumMap<>(byEvidence));
        unknownCodes = Collections.unmodifiableMap(new TreeMap<>(unknownCodes));
    }

    /**
     * Offences that are violent, or sexual.
     *
     * @param unknown offences that no source knows
     * @param bySource offences that each source calls so, some by several; every source is there
     */
    public record Nature(long yes, long unknown, Map<NatureSource, Long> bySource) {
        public Nature {
            bySource = Collections.unmodifiableMap(new EnumMap<>(bySource));
        }

        private static Nature of(
                Collection<ClassifiedOffence> offences,
                Function<ClassifiedOffence, Flag> flag,
                Function<ClassifiedOffence, Set<NatureSource>> sources) {
            Map<NatureSource, Long> bySource = new EnumMap<>(NatureSource.class);
            for (NatureSource source : NatureSource.values()) {
                bySource.put(
                        source,
                        offences.stream()
                                .filter(offence -> sources.apply(offence).contains(source))
                                .count());
            }
            return new Nature(
                    offences.stream()
                            .filter(offence -> flag.apply(offence).yes())
                            .count(),
                    offences.stream()
                            .filter(offence -> flag.apply(offence).unknown())
                            .count(),
                    bySource);
        }
    }

    public static ClassificationCoverage of(Collection<ClassifiedOffence> offences) {
        Map<ModeEvidence, Long> byEvidence = new EnumMap<>(ModeEvidence.class);
        Map<String, Long> unknown = new TreeMap<>();
        long matched = 0;
        long unmatched = 0;
        for (ModeEvidence evidence : ModeEvidence.values()) {
            byEvidence.put(evidence, 0L);
        }
        for (ClassifiedOffence offence : offences) {
            boolean known = offence.evidence() != ModeEvidence.NONE;
            byEvidence.merge(offence.evidence(), 1L, Long::sum);
            if (offence.byTitle()) {
                matched += known ? 1 : 0;
                unmatched += known ? 0 : 1;
            } else if (!known) {
                unknown.merge(code(offence), 1L, Long::sum);
            }
        }
        return new ClassificationCoverage(
                offences.size(),
                byEvidence,
                unknown,
                matched,
                unmatched,
                Nature.of(offences, ClassifiedOffence::violent, ClassifiedOffence::violentBy),
                Nature.of(offences, ClassifiedOffence::sexual, ClassifiedOffence::sexualBy));
    }

    /** Offences of which a table knows something. */
    public long classified() {
        return offences - byEvidence.getOrDefault(ModeEvidence.NONE, 0L);
    }

    private static String code(ClassifiedOffence offence) {
        return offence.offence().cjsCode() != null
                ? offence.offence().cjsCode().value()
                : offence.homeOfficeCode() != null ? offence.homeOfficeCode().toString() : "no code";
    }
}
