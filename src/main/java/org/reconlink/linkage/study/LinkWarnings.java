package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.study.CandidatePair.ComparedField;

/** What a reader of a link should know. */
public final class LinkWarnings {
    public static final String CONVICTION_MISSING =
            "index conviction date is not among the linked person's convictions";
    public static final String IDENTIFIER_DIFFERS = "PNC id or CRO number differs from the linked person's";
    public static final String BIRTH_DIFFERS = "date of birth differs from the linked person's";
    public static final String SEX_DIFFERS = "sex differs from that of the person with the same key";
    public static final String MONTH_DIFFERS = "month of birth differs from that of the person with the same key";
    public static final String KEY_OTHERWISE =
            "the person key is not in the conviction extracts, but one written alike is: zeros in front, a decimal part or signs";

    public static final String KEY_SHARED =
            "the person key is that of several people in the conviction extracts, so it links nobody";

    /** Levels of what is held against a key. */
    static final String MISSING = "missing";

    static final String DIFFERENT = "different";
    public static final String PNC_OF_ANOTHER = "PNC id is that of a person with another surname and date of birth";

    /** What a warning of a stale verdict starts with. */
    public static final String STALE = "a verdict of clerical review no longer holds: ";

    static final String EARLIER = "a link of an earlier run is ";

    private LinkWarnings() {}

    /** Whether a warning tells what became of a link of an earlier run. */
    public static boolean isOfEarlierLink(String warning) {
        return warning.startsWith(EARLIER);
    }

    /** Of a link by key: what both sides know and does not agree. */
    static List<String> ofKey(List<ComparedField> compared) {
        return compared.stream()
                .filter(field -> field.level().equals(DIFFERENT))
                .map(field -> switch (field.comparison()) {
                    case "sex" -> SEX_DIFFERS;
                    case "month of birth" -> MONTH_DIFFERS;
                    default -> CONVICTION_MISSING;
                })
                .toList();
    }

    /**
     * Warnings of one participant.
     *
     * @param link the linked pair; null if not linked
     * @param pncOfAnother whether the PNC id is that of somebody with another surname and date of birth
     * @param staleVerdicts why verdicts about the participant no longer hold
     */
    static List<String> of(@Nullable Evidence link, boolean pncOfAnother, List<String> staleVerdicts) {
        List<String> warnings = new ArrayList<>();
        if (link != null && !link.participant().dates().isEmpty() && !link.convictionShared()) {
            warnings.add(CONVICTION_MISSING);
        }
        if (link != null && link.identifierDiffers()) {
            warnings.add(IDENTIFIER_DIFFERS);
        }
        if (link != null && link.birthDiffers()) {
            warnings.add(BIRTH_DIFFERS);
        }
        if (pncOfAnother) {
            warnings.add(PNC_OF_ANOTHER);
        }
        staleVerdicts.forEach(why -> warnings.add(STALE + why));
        return warnings;
    }
}
