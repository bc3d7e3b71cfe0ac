package org.reconlink.linkage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader of a link should know. */
public final class LinkWarnings {
    static final String EARLIER = "a link of an earlier run is ";

    private LinkWarnings() {}

    /** Whether a warning tells what became of a link of an earlier run. */
    public static boolean isOfEarlierLink(String warning) {
        return warning.startsWith(EARLIER);
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
            warnings.add("index conviction date is not among the linked person's convictions");
        }
        if (link != null && link.identifierDiffers()) {
            warnings.add("PNC id or CRO number differs from the linked person's");
        }
        if (link != null && link.birthDiffers()) {
            warnings.add("date of birth differs from the linked person's");
        }
        if (pncOfAnother) {
            warnings.add("PNC id is that of a person with another surname and date of birth");
        }
        staleVerdicts.forEach(why -> warnings.add("a verdict of clerical review no longer holds: " + why));
        return warnings;
    }
}
