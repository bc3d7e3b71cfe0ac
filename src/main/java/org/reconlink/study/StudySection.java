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

    private static final ValueType<Boolean> KEPT = Choice.of("for review", true, "no", false);
    static final Key<Boolean> KEEP_WORKING_DATA = Key.withDefault(
            "keep working data",
            KEPT,
            "for review",
            "whether who took part, their links and offences stay in the working store when a run is complete, which review, explain, runs diff and"
                    + " the links of later runs need");

    static final SectionType TYPE = SectionType.of(ID, TITLE, DATA_CUT, KEEP_WORKING_DATA);

    private StudySection() {}
}
