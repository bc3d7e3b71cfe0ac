package org.reconlink.offence;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;

/**
 * All that the tables say of one offence, with the sources.
 *
 * @param code the CJS code that was looked for: the one given, else that of the title; null if there is neither
 * @param title in the national list, of the code or of the code without its suffix; null if it has none there
 * @param homeOfficeDescription what the Home Office calls its code; null if unknown
 * @param steps the kinds of evidence for the court mode that were asked, in order, the last one decides if any does
 * @param violentBy the sources that call it violent; empty if none does
 * @param sexualBy the sources that call it sexual; empty if none does
 * @param maximum longest sentence on indictment in words; null where there is none or it is not known
 * @param supplementAct what the row of the curated supplement rests on; null if it has no row for the code or its base
 */
public record OffenceInquiry(
        ClassifiedOffence offence,
        @Nullable OffenceCode code,
        @Nullable String title,
        @Nullable String homeOfficeDescription,
        List<ClassificationStep> steps,
        List<String> violentBy,
        List<String> sexualBy,
        @Nullable String maximum,
        @Nullable String supplementAct) {
    public OffenceInquiry {
        steps = List.copyOf(steps);
        violentBy = List.copyOf(violentBy);
        sexualBy = List.copyOf(sexualBy);
    }

    /** Whether any table knows anything of the offence. */
    public boolean known() {
        return offence.evidence() != ModeEvidence.NONE || title != null || homeOfficeDescription != null;
    }

    /**
     * One kind of evidence for a court mode that was asked.
     *
     * @param mode what it says; null if it says nothing, and then the next kind is asked
     * @param words what it says or why it says nothing, without a full stop
     */
    public record ClassificationStep(
            ModeEvidence evidence, @Nullable CourtMode mode, String words) {}
}
