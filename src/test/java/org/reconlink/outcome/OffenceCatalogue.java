package org.reconlink.outcome;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;
import org.reconlink.offence.SeriousnessScale;

/** A handful of offences with everyday names, for tables of cases; classification itself is tested elsewhere. */
final class OffenceCatalogue {
    private static final int YEAR = 365;
    private static final Map<String, ClassifiedOffence> BY_NAME = new LinkedHashMap<>();
    private static final Map<OffenceDescription, ClassifiedOffence> CLASSIFIED = new HashMap<>();
    private static final Map<ClassifiedOffence, String> NAMES = new HashMap<>();

    static {
        put("robbery", "TH68023", 34, 1, CourtMode.INDICTABLE_ONLY, "violent", ClassifiedOffence.LIFE);
        put("attempted robbery", "TH68023A", 34, 1, CourtMode.INDICTABLE_ONLY, "violent", ClassifiedOffence.LIFE);
        put("wounding", "OF61016", 5, 1, CourtMode.INDICTABLE_ONLY, "violent", ClassifiedOffence.LIFE);
        put("rape", "SX03001", 19, 7, CourtMode.INDICTABLE_ONLY, "sexual", ClassifiedOffence.LIFE);
        put("burglary", "TH68036", 28, 3, CourtMode.EITHER_WAY, "", 14 * YEAR);
        put("theft", "TH68010", 46, 0, CourtMode.EITHER_WAY, "", 7 * YEAR);
        put("actual bodily harm", "OF61102", 8, 6, CourtMode.EITHER_WAY, "violent", 5 * YEAR);
        put("common assault", "CJ88116", 105, 1, CourtMode.SUMMARY, "violent", null);
        put("unknown offence", "XX00001", 999, 99, CourtMode.UNKNOWN, "", null);
        put("unknown title", null, null, 0, CourtMode.UNKNOWN, "", null);
        put("community order breach", "CJ03510", null, 0, CourtMode.UNKNOWN, "", null);
        put("restraining order", "PH97003", 8, 31, CourtMode.EITHER_WAY, "violent", 5 * YEAR);
        put("licence breach", null, 195, 66, CourtMode.SUMMARY, "", null);
        put("robbery by Home Office code", null, 34, 1, CourtMode.INDICTABLE_ONLY, "violent", ClassifiedOffence.LIFE);
        put("theft under another class", "TH68010", 19, 7, CourtMode.EITHER_WAY, "sexual", 7 * YEAR);
        put("affray by title", null, null, 0, CourtMode.UNKNOWN, "violent", null);
    }

    static final SeriousnessScale COURT_MODE = new SeriousnessScale() {
        @Override
        public long top() {
            return 3;
        }

        @Override
        public String name() {
            return "court-mode";
        }

        @Override
        public OptionalLong rank(ClassifiedOffence offence) {
            return switch (offence.mode()) {
                case INDICTABLE_ONLY -> OptionalLong.of(3);
                case EITHER_WAY -> OptionalLong.of(2);
                case SUMMARY -> OptionalLong.of(1);
                case UNKNOWN -> OptionalLong.empty();
            };
        }
    };

    static final SeriousnessScale MAXIMUM_SENTENCE = new SeriousnessScale() {
        @Override
        public long top() {
            return ClassifiedOffence.LIFE;
        }

        @Override
        public String name() {
            return "maximum-sentence";
        }

        @Override
        public OptionalLong rank(ClassifiedOffence offence) {
            Integer days = offence.maximumSentenceDays();
            return days == null ? OptionalLong.empty() : OptionalLong.of(days);
        }
    };

    private OffenceCatalogue() {}

    static SeriousnessScale scale(String name) {
        return List.of(COURT_MODE, MAXIMUM_SENTENCE).stream()
                .filter(scale -> scale.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scale " + name));
    }

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    static OffenceDescription named(String name) {
        ClassifiedOffence offence = BY_NAME.get(name);
        if (offence == null) {
            throw new IllegalArgumentException("no offence " + name + "; there are " + BY_NAME.keySet());
        }
        return offence.offence();
    }

    static String name(ClassifiedOffence offence) {
        return Objects.requireNonNull(NAMES.get(offence));
    }

    static ClassifiedOffence classify(OffenceDescription offence) {
        return Objects.requireNonNull(CLASSIFIED.get(offence));
    }

    private static void put(
            String name, String code, Integer group, int subclass, CourtMode mode, String kind, Integer maximum) {
        HomeOfficeCode homeOffice = group == null ? null : new HomeOfficeCode(group, subclass);
        OffenceCode cjs = code == null ? null : new OffenceCode(code);
        boolean codesDisagree = name.endsWith("another class");
        String title = cjs == null && homeOffice == null ? name : null;
        ClassifiedOffence offence = new ClassifiedOffence(
                new OffenceDescription(cjs, cjs == null || codesDisagree ? homeOffice : null, title),
                mode,
                name.startsWith("unknown") ? ModeEvidence.NONE : ModeEvidence.CJS_CODE,
                homeOffice,
                null,
                flag(name, kind.equals("violent")),
                flag(name, kind.equals("sexual")),
                Set.of(),
                Set.of(),
                name.equals("community order breach"),
                maximum,
                codesDisagree);
        BY_NAME.put(name, offence);
        CLASSIFIED.putIfAbsent(offence.offence(), offence);
        NAMES.put(offence, name);
    }

    private static Flag flag(String name, boolean yes) {
        return name.startsWith("unknown") ? Flag.UNKNOWN : Flag.of(yes);
    }
}
