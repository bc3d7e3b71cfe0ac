package org.reconlink.publish;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditLog;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.Reoffending;
import org.reconlink.outcome.WindowOutcome.Survival;
import org.reconlink.publish.LinksTable.LinkRow;
import org.reconlink.publish.OffencesTable.OffenceRow;
import org.reconlink.result.StudyResult;

/**
 * Tells the audit log what a run decided: rows read and rejected, every pair with its levels and weights, inclusion,
 * every offence's timing and every outcome.
 *
 * <p>The subject of an entry is a pseudonym. No date of a person is recorded: an entry has the number of the offence in the
 * table {@code offences}, where dates are written as the protocol says, and the rows it was read from.
 */
public final class AuditEvents {

    private final StudyResult result;
    private final AuditLog log;

    private AuditEvents(StudyResult result, AuditLog log) {
        this.result = result;
        this.log = log;
    }

    /** Appends the events of a result; the same result gives the same events in the same order. */
    public static void record(StudyResult result, AuditLog log) throws IOException {
        AuditEvents events = new AuditEvents(result, log);
        events.files();
        events.findings();
        events.linkage();
        for (LinkRow row : LinkRow.all(result)) {
            log.append("pair decided", pair(row));
        }
        List<ParticipantRow> participants = ParticipantRow.all(result);
        for (ParticipantRow row : participants) {
            events.participant(row);
        }
        for (OffenceRow row : OffenceRow.all(participants)) {
            log.append("offence placed", offence(row));
        }
        for (ParticipantRow row : participants) {
            events.windows(row);
        }
    }

    /** Appends what became of each verdict of clerical review. */
    public static void recordVerdicts(StudyResult result, List<ReviewedPair> verdicts, AuditLog log)
            throws IOException {
        for (ReviewedPair verdict : verdicts) {
            Map<String, @Nullable Object> details = new HashMap<>();
            // null for somebody who is no longer in the study
            details.put("subject", result.pseudonyms().get(verdict.participant()));
            details.put("verdict", verdict.match() ? "match" : "non-match");
            details.put("reviewers", verdict.reviewers());
            details.put("adjudicated", verdict.adjudicated());
            details.put("reasons", verdict.reasons());
            if (verdict.stale() != null) {
                details.put("because", verdict.stale());
            }
            log.append(verdict.stale() == null ? "verdict used" : "verdict stale", details);
        }
    }

    private void files() throws IOException {
        for (FileFacts facts : result.inputs()) {
            log.append(
                    "file read",
                    Map.of(
                            "section", facts.section(),
                            "file", facts.file(),
                            "sha256", facts.sha256(),
                            "bytes", facts.bytes(),
                            "format", facts.format(),
                            "rows_read", facts.rowsRead(),
                            "rows_rejected", facts.rowsRejected()));
        }
    }

    /** One entry for each rule and file, in order of file, severity and rule; each finding is in the list of findings. */
    private void findings() throws IOException {
        Map<List<String>, Long> counts = result.findings().stream()
                .collect(Collectors.groupingBy(
                        AuditEvents::kind,
                        () -> new TreeMap<>((a, b) -> String.join("\0", a).compareTo(String.join("\0", b))),
                        Collectors.counting()));
        for (Map.Entry<List<String>, Long> count : counts.entrySet()) {
            List<String> kind = count.getKey();
            log.append(
                    "findings",
                    Map.of(
                            "file", kind.get(0),
                            "severity", kind.get(1),
                            "rule", kind.get(2),
                            "count", count.getValue()));
        }
    }

    private static List<String> kind(Finding finding) {
        return List.of(finding.file(), EnumWords.of(finding.severity()), finding.rule());
    }

    private void linkage() throws IOException {
        LinkageResult linkage = result.linkage();
        log.append(
                "linkage finished",
                Map.of(
                        "model", linkage.model(),
                        "identities", linkage.identities(),
                        "persons", linkage.persons(),
                        "candidate_pairs", linkage.candidatePairs(),
                        "pairs_by_rule", linkage.pairsByRule(),
                        "link_from", result.linkageSettings().linkFrom(),
                        "review_from", result.linkageSettings().reviewFrom()));
    }

    private static Map<String, Object> pair(LinkRow row) {
        CandidatePair pair = row.pair();
        List<Map<String, Object>> compared = pair.compared().stream()
                .map(field -> Map.<String, Object>of(
                        "comparison", field.comparison(),
                        "level", field.level(),
                        "weight", field.weight(),
                        "adjustment", field.termFrequencyAdjustment()))
                .toList();
        return Map.of(
                "subject", row.pseudonym(),
                "candidate", row.candidate(),
                "source", source(pair.source()),
                "blocked_by", pair.blockedBy(),
                "compared", compared,
                "weight", pair.weight(),
                "probability", pair.probability(),
                "decision", LinkRow.words(pair.decision()),
                "reason", pair.reason());
    }

    private void participant(ParticipantRow row) throws IOException {
        LinkDecision decision = row.decision();
        Map<String, @Nullable Object> link = subject(row);
        link.put("status", EnumWords.of(decision.status()));
        link.put("weight", decision.weight());
        link.put("probability", decision.probability());
        link.put("warnings", decision.warnings());
        log.append("link decided", link);

        Map<String, @Nullable Object> inclusion = subject(row);
        inclusion.put("warnings", row.outcome().warnings());
        if (row.outcome().included()) {
            log.append("participant included", inclusion);
        } else {
            inclusion.put("reason", row.outcome().exclusionReason());
            log.append("participant excluded", inclusion);
        }
    }

    private static Map<String, @Nullable Object> offence(OffenceRow row) {
        ClassifiedOffence classified = row.offence().classified();
        Map<String, @Nullable Object> offence = subject(row.participant());
        offence.put("offence", row.number());
        offence.put(
                "sources",
                row.offence().offence().sources().stream()
                        .map(AuditEvents::source)
                        .toList());
        offence.put("code", text(row.offence().offence().description().cjsCode()));
        offence.put("home_office_code", text(classified.homeOfficeCode()));
        offence.put("court_mode", EnumWords.of(classified.mode()));
        offence.put("court_mode_evidence", EnumWords.of(classified.evidence()));
        offence.put("timing", words(row.offence().timing()));
        offence.put("seriousness", words(row.offence().seriousness()));
        return offence;
    }

    private void windows(ParticipantRow row) throws IOException {
        for (WindowOutcome window : row.outcome().windows()) {
            Map<String, @Nullable Object> outcome = subject(row);
            outcome.put("window", window.window());
            outcome.put("observed", window.observed());
            outcome.put(
                    "not_observed_reason",
                    window.notObserved() == null ? null : window.notObserved().words());
            outcome.put("reoffending", reoffending(window.reoffending()));
            outcome.put("time", time(window.survival()));
            outcome.put(
                    "recalls",
                    window.recalls() == null || window.recalls().recalled() == Flag.UNKNOWN || !result.custodyKnown()
                            ? null
                            : window.recalls().recalls().size());
            log.append("outcome derived", outcome);
        }
    }

    private static @Nullable Map<String, Object> reoffending(@Nullable Reoffending reoffending) {
        return reoffending == null
                ? null
                : Map.of(
                        "reoffended", TableCell.flag(reoffending.reoffended()).text(),
                        "reconvicted", TableCell.flag(reoffending.reconvicted()).text(),
                        "offences", reoffending.offences(),
                        "uncertain_offences", reoffending.uncertainOffences(),
                        "undated_offences", reoffending.undatedOffences(),
                        "conviction_occasions", reoffending.convictionOccasions(),
                        "seriousness", words(reoffending.seriousness()));
    }

    private static @Nullable Map<String, @Nullable Object> time(@Nullable Survival survival) {
        if (survival == null) {
            return null;
        }
        Map<String, @Nullable Object> time = new HashMap<>();
        time.put("days", survival.days());
        time.put("at_risk_days", survival.atRiskDays());
        time.put("days_to_first", survival.daysToFirst());
        time.put("at_risk_days_to_first", survival.atRiskDaysToFirst());
        time.put("censor_reason", EnumWords.of(survival.reason()));
        return time;
    }

    private static Map<String, @Nullable Object> subject(ParticipantRow row) {
        Map<String, @Nullable Object> details = new HashMap<>();
        details.put("subject", row.pseudonym());
        return details;
    }

    private static @Nullable String text(@Nullable Object code) {
        return code == null ? null : code.toString();
    }

    private static Map<String, String> words(Map<String, ? extends Enum<?>> byName) {
        Map<String, String> words = new LinkedHashMap<>();
        byName.forEach((name, constant) -> words.put(name, EnumWords.of(constant)));
        return words;
    }

    private static String source(RecordId id) {
        return id.toString();
    }

    /**
     * A verdict of clerical review as the audit log tells it; comments stay inside, because they may name people.
     *
     * @param reviewers on whose judgement it rests, under the names they work by
     * @param adjudicated whether an adjudicator decided it
     * @param reasons of the preset reasons those that were given
     * @param stale why it no longer holds; null if it was used
     */
    public record ReviewedPair(
            ParticipantId participant,
            boolean match,
            List<String> reviewers,
            boolean adjudicated,
            List<String> reasons,
            @Nullable String stale) {
        public ReviewedPair {
            reviewers = List.copyOf(reviewers);
            reasons = List.copyOf(reasons);
        }
    }
}
