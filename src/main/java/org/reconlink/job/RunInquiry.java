package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reconlink.inquiry.RunDifference;
import org.reconlink.inquiry.RunFigures;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.offence.ClassificationCoverage;
import org.reconlink.outcome.AuditedOutcome;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.publish.Manifest;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers what people ask of runs, from what a store and the outputs have of them. */
public final class RunInquiry {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RunInquiry() {}

    /** A run as the register has it, without what it found. */
    public static RunFigures registered(StoredRun run) {
        return new RunFigures(
                run.id(),
                run.study(),
                run.identity(),
                run.version(),
                EnumWords.of(run.status()),
                run.protocol(),
                run.reason(),
                run.started(),
                run.ended(),
                run.exitStatus() == null ? null : ExitCode.of(run.exitStatus()).code(),
                run.output(),
                List.of(),
                List.of(),
                0,
                0,
                List.of());
    }

    /** How a run went. */
    public static RunFigures figures(StoredRun run, WorkingStore store) {
        return registered(run)
                .with(
                        store.inputFiles().read(run.id()),
                        store.findings().read(run.id()),
                        ClassificationCoverage.of(store.outcomes().read(run.id()).stream()
                                .flatMap(outcome -> outcome.offences().stream())
                                .map(OffenceOutcome::classified)
                                .toList()));
    }

    /** What differs between two complete runs whose working data are kept. */
    public static RunDifference difference(StoredRun before, StoredRun after, WorkingStore store) throws IOException {
        return RunDifference.between(
                before.id(),
                given(before, store),
                after.id(),
                given(after, store),
                RunComparison.between(before.id(), after.id(), store).counts());
    }

    private static Map<String, String> given(StoredRun run, WorkingStore store) throws IOException {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("protocol file", run.protocol());
        if (run.output() != null && Manifest.isOf(Path.of(run.output()), run.study(), run.id())) {
            JsonNode manifest =
                    JSON.readTree(Files.readString(Path.of(run.output()).resolve(Manifest.FILE)));
            given.put(
                    "protocol",
                    manifest.path("protocol").path("sha256").asString("-").substring(0, 12));
            given.put("version", manifest.path("versions").path("reconlink").asString("-"));
            given.put("pseudonym key", manifest.path("pseudonym_key").asString("-"));
        }
        given.put("forced because", Objects.requireNonNullElse(run.reason(), "-"));
        given.put("links of run", store.runs().earlierRun(run.id()).orElse("-"));
        given.put("verdicts used", Words.number(store.verdictUses().count(run.id())));
        given.put("audited sample", audited(store.auditedOutcomes().read(run.id())));
        for (FileFacts file : store.inputFiles().read(run.id())) {
            given.put(
                    file.section() + " " + file.file(),
                    Words.number(file.rowsRead()) + " rows, sha256 "
                            + file.sha256().substring(0, 12));
        }
        return given;
    }

    private static String audited(List<AuditedOutcome> sample) {
        long traced = sample.stream().filter(AuditedOutcome::traced).count();
        return sample.isEmpty() ? "-" : Words.number(sample.size()) + ", " + Words.number(traced) + " traced";
    }
}
