package org.reconlink.offence;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;

/** The study's own court modes, by CJS code or Home Office code as printed; they outrank every other evidence. */
record StudyTable(Map<String, Entry> entries) {
    static final StudyTable NONE = new StudyTable(Map.of());

    StudyTable {
        entries = Map.copyOf(entries);
    }

    /** One row: the mode, and the source that the study states for it. */
    record Entry(CourtMode mode, String source) {}

    @Nullable
    Entry entry(OffenceCode code) {
        return entries.get(code.value());
    }

    @Nullable
    Entry entry(HomeOfficeCode code) {
        return entries.get(code.toString());
    }
}
