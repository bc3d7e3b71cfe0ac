package org.reconlink.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkWarnings;
import org.reconlink.linkage.study.LinkageResult;

/** What became of links of an earlier run, as findings at the participants' rows. */
final class EarlierLinkFindings {
    private EarlierLinkFindings() {}

    static List<Finding> of(List<Participant> participants, LinkageResult result) {
        Map<ParticipantId, RecordId> sources = new HashMap<>();
        participants.forEach(participant -> sources.putIfAbsent(participant.id(), participant.source()));
        List<Finding> findings = new ArrayList<>();
        for (LinkDecision decision : result.decisions()) {
            RecordId source = Objects.requireNonNull(sources.get(decision.participant()));
            decision.warnings().stream()
                    .filter(LinkWarnings::isOfEarlierLink)
                    .forEach(warning -> findings.add(finding(source, warning)));
        }
        return findings;
    }

    private static Finding finding(RecordId source, String warning) {
        return new Finding(
                Finding.Severity.WARNING,
                "link of an earlier run",
                source.file(),
                source.sheet(),
                source.row(),
                null,
                warning,
                "see \"reconlink explain\" for the participant");
    }
}
