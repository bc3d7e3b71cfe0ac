package org.reconlink.result.quality;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reconlink.intake.ColumnFacts;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.RecordId;
import org.reconlink.outcome.OffenceOutcome;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.StudyResult;

/** Whom the checks after linkage are about, file by file, and whether there is anything to check them by. */
final class CheckedPeople {
    private final Map<String, Long> participants = new HashMap<>();
    private final Map<String, Long> linked = new HashMap<>();
    private final Map<String, Long> rowsOfLinked = new HashMap<>();
    private final Set<String> participantFields = new HashSet<>();
    private final boolean custody;

    CheckedPeople(StudyResult result, List<Finding> findings) {
        for (ParticipantOutcome outcome : result.outcomes()) {
            String file = outcome.participant().source().file();
            participants.merge(file, 1L, Long::sum);
            linked.merge(file, outcome.linked() ? 1L : 0, Long::sum);
            for (OffenceOutcome offence : outcome.offences()) {
                for (RecordId row : offence.offence().sources()) {
                    rowsOfLinked.merge(row.file(), 1L, Long::sum);
                }
            }
        }
        findings.stream()
                .filter(finding -> finding.rule().equals(Checks.DUPLICATE))
                .forEach(finding -> rowsOfLinked.merge(finding.file(), 1L, Long::sum));
        for (FileFacts input : result.inputs()) {
            if (input.section().equals("participants")) {
                input.table().columns().stream().map(ColumnFacts::field).forEach(participantFields::add);
            }
        }
        custody = result.inputs().stream().anyMatch(input -> input.section().equals("custody"));
    }

    /** How many of them a check of that scope looks at in a file. */
    long of(Scope scope, FileFacts file) {
        return switch (scope) {
            case PARTICIPANT -> participants.getOrDefault(file.file(), 0L);
            case LINK -> linked.getOrDefault(file.file(), 0L);
            case OFFENCE -> rowsOfLinked.getOrDefault(file.file(), 0L);
            default -> file.rowsRead() - file.rowsRejected();
        };
    }

    /** What of other files a check of a file needs and the study has not; empty if it has all. */
    String lacks(Check check) {
        return switch (check.rule()) {
            case Checks.IN_CUSTODY -> custody ? "" : "the study has no custody file";
            case Checks.AFTER_DEATH -> participantField("date of death");
            case Checks.AFTER_DEPORTATION -> participantField("deported on");
            default -> "";
        };
    }

    private String participantField(String field) {
        return participantFields.contains(field) ? "" : FileChecks.notMapped(field) + " of the participants";
    }
}
