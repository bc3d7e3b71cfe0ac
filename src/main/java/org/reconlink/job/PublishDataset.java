package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditLog;
import org.reconlink.intake.FindingsFile;
import org.reconlink.linkage.study.PersonJoins;
import org.reconlink.linkage.study.PersonJoins.PersonJoin;
import org.reconlink.linkage.study.Verdict.VerdictUse;
import org.reconlink.outcome.AuditedOutcome;
import org.reconlink.publish.AuditEvents;
import org.reconlink.publish.AuditEvents.ReviewedPair;
import org.reconlink.publish.DataPackage;
import org.reconlink.publish.Manifest;
import org.reconlink.publish.OutputDirectory;
import org.reconlink.publish.Publication;
import org.reconlink.publish.QualityFile;
import org.reconlink.publish.ResearchCrate;
import org.reconlink.publish.SafeOutputs;
import org.reconlink.report.QualityPage;
import org.reconlink.report.Report;
import org.reconlink.result.StudyResult;
import org.reconlink.result.quality.DataQuality;
import org.reconlink.review.Deliberation;
import org.reconlink.review.GivenOut;
import org.reconlink.review.Judgement;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.Study;

/** Writes every output of the run, and makes them visible together. */
final class PublishDataset implements RunStep {
    private final RunContext run;
    private final WorkingStore store;
    private String summary = "";
    private @Nullable Refusal refusal;

    PublishDataset(RunContext run, WorkingStore store) {
        this.run = run;
        this.store = store;
    }

    @Override
    public int execute() throws IOException {
        Study study = run.study();
        Path published = run.output().resolve(study.id()).resolve(run.runId());
        StudyResult result = StudyResults.read(run, store);
        DataQuality quality = DataQuality.of(result);
        refusal = Refusal.of(quality, result);
        if (refusal != null) {
            return 0;
        }
        store.qualityFigures().replace(run.runId(), quality.figures());
        DataPackage data = new DataPackage(result);
        store.publishedCells().replace(run.runId(), data.cells());
        if (Files.exists(published)) {
            takeUp(published);
            return 0;
        }
        try (OutputDirectory directory = OutputDirectory.begin(run.output(), study.id(), run.runId());
                DataPackage.Writing tables = data.begin(directory.path())) {
            SafeOutputs.write(directory.path(), result);
            FindingsFile.write(directory.path().resolve("findings.csv"), result.findings());
            QualityFile.write(directory.path().resolve("data-quality.csv"), quality.figures());
            QualityPage.write(
                    directory.path().resolve("data-quality.html"),
                    result,
                    run.runId(),
                    quality,
                    EarlierQuality.of(run.runId(), store),
                    "");
            writeAudit(directory.path().resolve("audit.jsonl"), result);
            Report report = new Report(result, run.versions(), run.runId(), RunComparison.last(run, store));
            report.write(directory.path().resolve("report.html"));
            report.writeAppendix(directory.path().resolve("report-appendix.html"));
            report.writeFigures(directory.path());
            report.writeTables(directory.path());
            report.writeFlow(directory.path().resolve("flow.csv"));
            report.writeChecklists(directory.path().resolve("reporting-checklists.csv"));
            tables.finish();
            Manifest manifest = manifest(result);
            manifest.write(
                    directory.path(),
                    new ResearchCrate(result.title(), result.outcome().dataCut(), manifest).write(directory.path()));
            Publication.tell(run.trail(), run.runId(), directory.path(), published);
            summary = "outputs in " + directory.publish();
        }
        return 1;
    }

    /** An earlier try of this run made its outputs visible and was ended before it could say so. */
    private void takeUp(Path published) throws IOException {
        if (!Manifest.verify(published).isEmpty()) {
            throw new IOException("the folder of this run is there and is not as a run leaves it");
        }
        Publication.tell(run.trail(), run.runId(), published, published);
        OutputDirectory.markLatest(run.output(), run.study().id(), run.runId());
        summary = "outputs in " + published;
    }

    private void writeAudit(Path file, StudyResult result) throws IOException {
        Study study = run.study();
        try (AuditLog log = AuditLog.create(file, study.id(), run.runId(), study.protocolSha256())) {
            log.append(
                    "run begun",
                    Map.of("identity", run.identity(), "forced_because", Objects.requireNonNullElse(run.reason(), "")));
            if (study.anotherDataCut()) {
                log.append("data cut given", Map.of("data_cut", study.outcome().dataCut()));
            }
            String earlier = store.runs().earlierRun(run.runId()).orElse(null);
            if (earlier != null) {
                log.append(
                        "earlier links given",
                        Map.of("run", earlier, "links", store.earlierLinks().count(run.runId())));
            }
            PersonJoins joins = store.readPersonJoins(run.runId());
            log.append("persons joined", Map.of("identities", joins.total()));
            for (PersonJoin join : joins.joins()) {
                log.append(
                        "identity joined",
                        Map.of(
                                "source", join.source().toString(),
                                "with", join.with().toString(),
                                "weight", join.weight(),
                                "probability", join.probability()));
            }
            for (GivenOut workbook : store.givenOut().all()) {
                log.append(
                        "review workbook given out",
                        Map.of(
                                "of", workbook.run(),
                                "to", workbook.reviewer(),
                                "as", workbook.adjudicator() ? "adjudicator" : "reviewer",
                                "pairs", workbook.pairs(),
                                "by", workbook.by(),
                                "at", workbook.time().toString()));
            }
            if (!result.audited().isEmpty()) {
                log.append(
                        "unlinked audited",
                        Map.of(
                                "sampled", result.audited().size(),
                                "traced",
                                        result.audited().stream()
                                                .filter(AuditedOutcome::traced)
                                                .count()));
            }
            AuditEvents.recordVerdicts(result, ReviewedPairs.of(run, store), log);
            AuditEvents.record(result, log);
            log.seal();
        }
    }

    private Manifest manifest(StudyResult result) {
        Study study = run.study();
        return new Manifest(
                study.id(),
                run.runId(),
                run.identity(),
                String.valueOf(study.protocol().getFileName()),
                study.protocolSha256(),
                run.key().id(),
                run.versions(),
                result.inputs());
    }

    @Override
    public @Nullable Refusal refusal() {
        return refusal;
    }

    @Override
    public String summary() {
        return summary;
    }

    /** Puts together what became of each verdict in a run and on whose judgement it rests. */
    private static final class ReviewedPairs {
        private ReviewedPairs() {}

        static List<ReviewedPair> of(RunContext run, WorkingStore store) {
            Map<String, Deliberation> said = Deliberation.of(store.judgements().all());
            return store.verdictUses().read(run.runId()).stream()
                    .map(use -> pair(
                            use, Objects.requireNonNull(said.get(use.verdict().key()))))
                    .toList();
        }

        private static ReviewedPair pair(VerdictUse use, Deliberation said) {
            List<Judgement> deciding = said.deciding();
            return new ReviewedPair(
                    use.verdict().participant(),
                    use.verdict().match(),
                    deciding.stream().map(Judgement::reviewer).sorted().toList(),
                    deciding.stream().anyMatch(Judgement::adjudicator),
                    deciding.stream()
                            .map(Judgement::reason)
                            .filter(Objects::nonNull)
                            .map(org.reconlink.review.Judgement.Reason::words)
                            .distinct()
                            .sorted()
                            .toList(),
                    use.stale());
        }
    }
}
