package org.reconlink.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.Participant.Repeated;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.RepeatedParticipants;
import org.reconlink.linkage.study.RepeatedParticipants.Pair;

/** Says which rows of the participant sheet are one person, or may be. */
final class RepeatedFindings {
    private RepeatedFindings() {}

    static List<Finding> of(List<Participant> participants, List<Pair> pairs, Repeated rule) {
        List<Finding> findings = new ArrayList<>();
        Map<ParticipantId, RecordId> rows = new HashMap<>();
        for (Participant participant : participants) {
            RecordId first = rows.putIfAbsent(participant.id(), participant.source());
            if (first != null) {
                findings.add(finding(
                        Finding.Severity.ERROR,
                        "duplicate participant id",
                        participant.source(),
                        first + " has the same participant id",
                        "keep one row for each participant"));
            }
        }
        pairs.forEach(pair -> findings.add(of(pair, rule)));
        return findings;
    }

    private static Finding of(Pair pair, Repeated rule) {
        RecordId row = pair.second().source();
        RecordId first = pair.first().source();
        boolean sameTable = first.file().equals(row.file()) && Objects.equals(first.sheet(), row.sheet());
        String rows = (sameTable ? "row " + first.row() : first.toString()) + " and this row, " + row.row() + ",";
        if (pair.one()) {
            return finding(
                    rule == Repeated.REFUSE ? Finding.Severity.ERROR : Finding.Severity.WARNING,
                    "repeated participant",
                    row,
                    rows + " are one person: the same " + pair.by(),
                    switch (rule) {
                        case REFUSE ->
                            "take one of them out, or say in the protocol (participants, \"repeated participants\") that"
                                    + " the first episode, the last episode or each episode is followed";
                        case FIRST_EPISODE -> "nothing, if they are; the first episode is followed";
                        case LAST_EPISODE -> "nothing, if they are; the last episode is followed";
                        case EACH_EPISODE ->
                            "nothing, if they are; each is followed by itself, and one person counts as often";
                    });
        }
        if (pair.by().equals(RepeatedParticipants.ALIKE)) {
            return finding(
                    Finding.Severity.WARNING,
                    "participants much alike",
                    row,
                    rows + " have " + pair.by() + ", and no identifiers that differ",
                    "check whether they are one person: write name and date of birth of both rows alike, or give both the"
                            + " identifier; until then each is linked by itself, and at most one of them to a person");
        }
        return pair.by().startsWith("name")
                ? finding(
                        Finding.Severity.WARNING,
                        "participants alike",
                        row,
                        rows + " have the same name and date of birth, and different police identifiers",
                        "check whether they are one person, and which identifier is right")
                : finding(
                        Finding.Severity.WARNING,
                        "identifier of several participants",
                        row,
                        rows + " have the same " + pair.by() + ", and neither name nor date of birth in common",
                        "check whose it is; both are taken as people of their own");
    }

    private static Finding finding(
            Finding.Severity severity, String rule, RecordId row, String problem, String advice) {
        return new Finding(severity, rule, row.file(), row.sheet(), row.row(), null, problem, advice);
    }
}
