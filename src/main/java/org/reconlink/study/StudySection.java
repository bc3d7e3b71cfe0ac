package org.reconlink.study;

import java.time.LocalDate;

/** {@code study}: what it is called, and until when its extracts are complete. */
final class StudySection {
    static final Key<String> ID = Key.required(
            "id", Scalars.shortName(), "the short name of the study, which names the folder of its outputs");
    static final Key<String> TITLE = Key.required(
            "title", Scalars.text("words on one line", "Reconviction after resettlement"), "the title of the report");
    static final Key<LocalDate> DATA_CUT =
            Key.required("data cut", Scalars.date(), "the last day that the conviction extracts cover");

    static final SectionType TYPE = SectionType.of(ID, TITLE, DATA_CUT);

    private StudySection() {}
}
