package org.reconlink.offence;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many offences were classified by which evidence, and what was not known. Counts of offences, not of people.
 *
 * @param offences all of them
 * @param byEvidence number of offences by what their court mode rests on; every kind of evidence is there
 * @param unknownCodes number of offences without a court mode by their CJS code, else Home Office code
 * @param matchedTitles named by title alone, and exactly one code has that title
 * @param unmatchedTitles named by title alone, and no single code has exactly that title
 */
public record ClassificationCoverage(
        long offences,
        Map<ModeEvidence, Long> byEvidence,
        Map<String, Long> unknownCodes,
        long matchedTitles,
        long unmatchedTitles) {
    public ClassificationCoverage {
        byEvidence = Collections.unmodifiableMap(new EnumMap<>(byEvidence));
        unknownCodes = Collections.unmodifiableMap(new TreeMap<>(unknownCodes));
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
        return new ClassificationCoverage(offences.size(), byEvidence, unknown, matched, unmatched);
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
