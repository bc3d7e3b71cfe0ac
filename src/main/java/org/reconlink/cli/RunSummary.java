package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reconlink.inquiry.Words;
import org.reconlink.job.ExitCode;
import org.reconlink.job.RunReport;
import org.reconlink.publish.OutputDirectory;
import org.reconlink.result.KeyFigures.KeyFigure;
import org.reconlink.study.Study;
import tools.jackson.databind.json.JsonMapper;

/** What a run says at its end: the finding, the key figures with numerator and denominator, and where everything is. */
record RunSummary(Study study, RunReport report) {
    static RunSummary of(Study study, RunReport report) {
        return new RunSummary(study, report);
    }

    void printJson(PrintWriter out) {
        out.println(JsonMapper.builder().build().writeValueAsString(fields()));
    }

    /** Begins with what was found, in two lines. */
    void print(PrintWriter out) {
        if (report.exitCode() == ExitCode.NOTHING_NEW) {
            out.println("Nothing new to do: run " + report.runId()
                    + " has the same protocol, inputs, verdicts and version.");
            out.println("Its outputs are in " + report.output() + ". To run it again: --force \"REASON\".");
            return;
        }
        if (report.output() == null) {
            return;
        }
        out.println();
        report.headline().forEach(out::println);
        out.println();
        out.println(study.title());
        int width = report.figures().stream()
                .mapToInt(f -> f.label().length())
                .max()
                .orElse(0);
        for (KeyFigure figure : report.figures()) {
            out.println(
                    "  " + figure.label() + " ".repeat(width - figure.label().length() + 2) + figure.text());
        }
        out.println();
    }

    /** What to do now, and where everything is; nothing of a run without outputs. */
    void printNext(PrintWriter out) {
        if (report.exitCode() == ExitCode.NOTHING_NEW || report.output() == null) {
            return;
        }
        if (report.inReview() > 0) {
            out.println(Words.count(report.inReview(), "participant")
                    + (report.inReview() == 1 ? " in doubt awaits" : " in doubt await") + " clerical review, "
                    + Words.count(report.waiting().pairs(), "pair") + ".");
            out.println("next: " + ReviewCommand.next(study.id(), report.waiting()));
        }
        if (report.staleVerdicts() > 0) {
            out.println(Words.count(report.staleVerdicts(), "verdict")
                    + " of clerical review no longer " + (report.staleVerdicts() == 1 ? "holds" : "hold")
                    + "; see: reconlink review list --study " + study.id());
        }
        String later = later();
        if (!later.isEmpty()) {
            out.println("The latest run is still " + later + ", whose data cut is later.");
        }
        for (Map.Entry<String, String> file : files().entrySet()) {
            out.println("  " + file.getKey()
                    + " ".repeat(Math.max(1, 10 - file.getKey().length())) + file.getValue());
        }
    }

    /** The run of a later data cut that stays the latest; empty if this one is the latest now. */
    private String later() {
        Path folder = report.output() == null
                ? null
                : report.output().toAbsolutePath().getParent();
        Path outputs = folder == null ? null : folder.getParent();
        try {
            String latest = outputs == null
                    ? ""
                    : OutputDirectory.latest(outputs, study.id()).orElse("");
            return latest.equals(report.runId()) ? "" : latest;
        } catch (IOException e) {
            return "";
        }
    }

    private Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        List.of(
                        "report:report.html",
                        "dataset:participants.csv",
                        "codebook:codebook.csv",
                        "findings:findings.csv",
                        "quality:data-quality.html",
                        "audit:audit.jsonl")
                .forEach(entry -> {
                    int colon = entry.indexOf(':');
                    files.put(
                            entry.substring(0, colon),
                            String.valueOf(report.output()).replace('\\', '/') + "/" + entry.substring(colon + 1));
                });
        return files;
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("study", study.id());
        fields.put("run", report.runId());
        fields.put("exitCode", report.exitCode().code());
        fields.put("meaning", report.exitCode().meaning());
        fields.put("output", report.output() == null ? null : report.output().toString());
        fields.put("headline", report.headline());
        fields.put("findings", report.findings().size());
        fields.put("inReview", report.inReview());
        fields.put("pairsForReviewers", report.waiting().forReviewers());
        fields.put("pairsForAdjudicator", report.waiting().forAdjudicator());
        fields.put("staleVerdicts", report.staleVerdicts());
        fields.put("classification", report.classification());
        fields.put("figures", report.figures());
        return fields;
    }
}
