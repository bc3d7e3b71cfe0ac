package org.reconlink.study;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sections of a protocol, in the order in which a study is done. */
final class Protocol {
    static final Key<Values> STUDY = Key.required("study", StudySection.TYPE, "what the study is called");
    static final Key<Values> INTAKE =
            Key.optionalSection("intake", IntakeSection.TYPE, "what holds for the rows of all files");
    static final Key<Values> PARTICIPANTS = Key.required(
            "participants",
            ExtractSection.PARTICIPANTS.type,
            "where the participants are, and who of them is included");
    static final Key<Values> CONVICTIONS =
            Key.required("convictions", ExtractSection.CONVICTIONS.type, "where the conviction extracts are");
    static final Key<Values> CUSTODY = Key.optional(
            "custody",
            ExtractSection.CUSTODY.type,
            "default: none, and then neither recalls nor time at risk are known",
            "where the spells in custody are");
    static final Key<Values> WORDS = Key.optionalSection(
            "words", WordsSection.TYPE, "what words of the files mean where no list of the product has them");
    static final Key<Values> LINKAGE = Key.optionalSection(
            "linkage", LinkageSection.TYPE, "how participants and persons are compared and decided");
    static final Key<Values> OFFENCE =
            Key.optionalSection("offence", OffenceSection.TYPE, "how offences are classified and counted");
    static final Key<Values> OUTCOME =
            Key.required("outcome", OutcomeSection.TYPE, "how outcomes are defined: the follow-up windows");
    static final Key<Values> PUBLISH =
            Key.optionalSection("publish", PublishSection.TYPE, "how the dataset is published");

    static final SectionType TYPE = SectionType.of(
            STUDY, INTAKE, PARTICIPANTS, CONVICTIONS, CUSTODY, WORDS, LINKAGE, OFFENCE, OUTCOME, PUBLISH);

    private Protocol() {}

    /** The one section that has the key, for a key that stands in another; empty if none or several have it. */
    static Optional<String> homeOf(String key) {
        Map<String, String> homes = new HashMap<>();
        for (Key<?> section : TYPE.keys()) {
            for (Key<?> inSection : section.type().keys()) {
                homes.merge(ProtocolWords.plain(inSection.name()), section.name(), (one, another) -> "");
            }
        }
        return Optional.ofNullable(homes.get(ProtocolWords.plain(key))).filter(home -> !home.isEmpty());
    }
}
