package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.disclosure.Tally;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Finding;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.linkage.study.LinkageDiagnostics.Completeness;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.Flow;
import org.reconlink.result.ReportWords;
import org.reconlink.result.StudyResult;
import org.reconlink.statistics.Proportion;

/** What a run knows of itself, in sentences that several reporting guidelines ask for. */
final class RunFacts {
    private static final int HASH_SHOWN = 12;

    private final Cohort cohort;
    private final StudyResult result;
    private final SmallCounts small;
    private final Flow flow;

    RunFacts(Cohort cohort) {
        this.cohort = cohort;
        this.result = cohort.result();
        this.small = cohort.small();
        this.flow = Flow.of(cohort);
    }

    /** {@code participants: participants.xlsx (70 rows, SHA-256 ab12…)}. */
    String files() {
        return result.inputs().stream()
                .map(file -> file.section() + ": " + file.file() + " (" + small.count(file.rowsRead())
                        + " rows, SHA-256 " + hash(file) + "…)")
                .collect(Collectors.joining("; "));
    }

    private static String hash(FileFacts file) {
        return file.sha256().substring(0, Math.min(HASH_SHOWN, file.sha256().length()));
    }

    String formats() {
        return result.inputs().stream()
                .map(file -> file.file() + " is " + file.format())
                .collect(Collectors.joining("; "));
    }

    String dataCut() {
        return "The data cut is " + result.outcome().dataCut() + ", the last day that the extracts cover.";
    }

    String windows() {
        return cohort.windows().stream().map(WindowWords::sentence).collect(Collectors.joining(" "));
    }

    String extract() {
        return "The conviction extracts as read hold " + NumberText.whole(convictionRows()) + " rows of "
                + NumberText.whole(result.linkage().persons()) + " persons with "
                + NumberText.whole(result.linkage().identities()) + " identities.";
    }

    private long convictionRows() {
        return result.inputs().stream()
                .filter(file -> file.section().equals("convictions"))
                .mapToLong(FileFacts::rowsRead)
                .sum();
    }

    String included() {
        return (flow.rejected().isEmpty() ? "" : "Rows of participants rejected: " + tallies(flow.rejected()) + ". ")
                + small.share(new Proportion(flow.included(), flow.read())) + " participants read are included"
                + (flow.excluded().isEmpty()
                        ? "."
                        : "; excluded, by the first criterion that fails: " + tallies(flow.excluded()) + ".");
    }

    String status() {
        return "Of the " + small.count(flow.included()) + " included, " + tallies(flow.status()) + ".";
    }

    String observed() {
        List<String> windows = new ArrayList<>();
        for (WindowSettings window : cohort.windows()) {
            windows.add(small.share(new Proportion(cohort.observed(window).size(), flow.included()))
                    + " in the window “" + window.name() + "”");
        }
        return "The outcome is observed for " + String.join(" and ", windows) + ".";
    }

    private String tallies(List<Tally> tallies) {
        SafeCells cells = SafeCells.ofTallies(tallies, small);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < tallies.size(); i++) {
            parts.add(tallies.get(i).words() + " (" + cells.count(i, 0) + ")");
        }
        return String.join(", ", parts);
    }

    String cleaning() {
        String compared = result.linkageSettings().byKey()
                ? "Names are not compared, and dates of birth decide no link."
                : "Names, dates of birth, police identifiers and postcodes are standardised before they are compared.";
        return compared
                + " Placeholders and identifiers with a wrong check letter are taken as missing; rows that are alike in"
                + " every mapped field are one row. The run stops if the share of rejected rows is above "
                + NumberText.plain(result.intake().rejectedRowsAtMost())
                + " (on a scale from 0 to 1). " + rejected();
    }

    private String rejected() {
        long rejected =
                result.inputs().stream().mapToLong(FileFacts::rowsRejected).sum();
        return "Rejected rows: " + small.count(rejected) + "; warnings: " + small.count(found(Finding.Severity.WARNING))
                + ", each with its place in findings.csv.";
    }

    private long found(Finding.Severity severity) {
        return result.findings().stream().filter(f -> f.severity() == severity).count();
    }

    String completeness() {
        List<Completeness> columns = result.linkage().diagnostics().columns();
        return columns.isEmpty()
                ? "Linkage has read no column."
                : "Participants who have a value: "
                        + columns.stream()
                                .map(column -> ReportWords.field(column.column()) + " "
                                        + small.share(CompletenessChart.participants(column)))
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    String linkageMethod() {
        LinkageSettings linkage = result.linkageSettings();
        if (linkage.byKey()) {
            return "Participants were linked by a person key that the participants and the conviction extracts share:"
                    + " equal is linked, and nothing was weighed.";
        }
        return "Participants are linked person by person, each to one person at most, by match weights in the manner of"
                + " Fellegi and Sunter. Compared are pairs that are equal on every field of at least one of: "
                + linkage.blockOn().stream()
                        .map(fields -> String.join(" + ", fields))
                        .collect(Collectors.joining("; "))
                + ". The " + NumberText.whole(result.linkage().candidatePairs())
                + " pairs were weighed by " + String.join(", ", linkage.compare())
                + ". A pair is a link from a match probability of "
                + NumberText.plain(linkage.linkFrom()) + " and goes to clerical review from "
                + NumberText.plain(linkage.reviewFrom()) + ".";
    }

    /** Where the figures are that the method came to. */
    String linkageFigures() {
        return result.linkageSettings().byKey()
                ? "What is held against a link stands in the linkage chapter."
                : "Parameters, weights of each level and reasons for review stand in the linkage chapter, every pair from the"
                        + " threshold of review in links.csv.";
    }

    String linkageQuality() {
        return result.linkage().diagnostics().thresholds().isEmpty()
                ? "The run has no figures by threshold."
                : "Judged by the distribution of match weights, what links confirmed by a police identifier would be without"
                        + " it, how the linked differ from the others, the numbers linked at other thresholds, the participants"
                        + " whose record cannot reach a threshold, and warnings on links.";
    }

    String linkageError() {
        return result.rates().isEmpty()
                ? ""
                : "The rate of each window stands with all pairs in review accepted and rejected, at every threshold, as"
                        + " an estimate that allows for uncertain and missing links, and as a range for the unlinked;"
                        + " sensitivity.csv has the figures.";
    }

    String definitions() {
        return "The rate is given under " + result.definitions().rows().size()
                + " definitions (length, waiting period, proof, breaches, date, clock), the protocol's own marked;"
                + " definitions.csv has them all.";
    }

    String codes() {
        return "Offences are classified by CJS and Home Office codes; court mode is known of "
                + small.share(new Proportion(
                        result.classification().classified(),
                        result.classification().offences()))
                + " offences of the linked. The protocol chapter lists the breaches that are not counted, the disposals"
                + " that are immediate custody and the scales of seriousness; offences.csv has every code with the evidence"
                + " for its class.";
    }

    String notLinked() {
        return "Not linked, and so without an outcome: "
                + small.share(Cohort.share(
                        result.outcomes(), outcome -> !cohort.status(outcome).isLinked()))
                + " of the participants read.";
    }

    /** All participants read, since inclusion may ask for a link. */
    String linked() {
        List<Long> counts = Status.of(result.linkageSettings()).stream()
                .map(status -> result.outcomes().stream()
                        .filter(outcome -> cohort.status(outcome) == status)
                        .count())
                .toList();
        SafeCells cells = SafeCells.ofParts(counts, small);
        List<String> parts = new ArrayList<>();
        for (Status status : Status.of(result.linkageSettings())) {
            parts.add(EnumWords.of(status) + " " + cells.share(parts.size(), 0));
        }
        return "Of the participants read: " + String.join(", ", parts) + ".";
    }

    String privacy() {
        return "Tables and report carry pseudonyms (HMAC-SHA-256 with the study's own key) and no name, date of birth,"
                + " police identifier or postcode. "
                + (small.active() ? small.sentence() : "The report withholds no small counts.");
    }
}
