package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reconlink.inquiry.Explanation;
import org.reconlink.inquiry.Explanation.Sight;
import org.reconlink.inquiry.QualityDifference;
import org.reconlink.inquiry.RunDifference;
import org.reconlink.inquiry.RunDifference.Changed;
import org.reconlink.inquiry.RunFigures;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.offence.ClassificationCoverage;
import org.reconlink.outcome.AuditedOutcome;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.publish.Manifest;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.publish.PseudonymKey.PseudonymKeyException;
import org.reconlink.publish.Pseudonyms;
import org.reconlink.report.Waterfall;
import org.reconlink.result.RunChanges;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.ProtocolException;
import org.reconlink.study.Study;
import org.reconlink.study.StudyReader;
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

    /**
     * What differs between two complete runs whose working data are kept.
     *
     * @param environmentKey as for {@link #pseudonyms}
     */
    public static RunDifference difference(
            StoredRun before, StoredRun after, WorkingStore store, @Nullable String environmentKey) throws IOException {
        RunChanges changes = RunComparison.between(before.id(), after.id(), store);
        Map<ParticipantId, List<String>> changed = changes.byParticipant();
        Map<ParticipantId, String> pseudonyms = pseudonyms(after, changed.keySet(), environmentKey);
        return RunDifference.between(
                before.id(),
                given(before, store),
                after.id(),
                given(after, store),
                changes.counts(),
                changed.entrySet().stream()
                        .map(one -> new Changed(pseudonyms.getOrDefault(one.getKey(), ""), one.getValue()))
                        .sorted(Comparator.comparing(Changed::pseudonym))
                        .toList());
    }

    /** Why a participant has the outcome that a run gave them; empty if it has no such participant. */
    public static Optional<Explanation> explanation(
            StoredRun run, ParticipantId participant, WorkingStore store, Sight sight) {
        return store.outcomes().read(run.id()).stream()
                .filter(outcome -> outcome.participant().id().equals(participant))
                .findFirst()
                .map(outcome -> new Explanation(
                        outcome, store.readLinkage(run.id()), store.readPersonJoins(run.id()), run.id(), sight));
    }

    /** Everybody of a run by pseudonym; empty as for {@link #pseudonyms}. */
    public static Map<String, ParticipantId> people(
            StoredRun run, WorkingStore store, @Nullable String environmentKey) {
        List<ParticipantId> all = store.outcomes().read(run.id()).stream()
                .map(outcome -> outcome.participant().id())
                .toList();
        Map<String, ParticipantId> people = new HashMap<>();
        pseudonyms(run, all, environmentKey).forEach((id, pseudonym) -> people.put(pseudonym, id));
        return people;
    }

    /** The weights of a participant's pairs as a picture, by pseudonym. */
    public static String weights(Explanation explained, String pseudonym) {
        return Waterfall.text(
                explained.outcome().participant().id(), pseudonym, explained.linkage(), explained.sight() == Sight.ALL);
    }

    /**
     * The pseudonyms that a run's outputs give these people; empty if the key that made them is not there any more.
     *
     * @param environmentKey of the environment variable, for protocols that name no file; null if it is not set
     */
    public static Map<ParticipantId, String> pseudonyms(
            StoredRun run, Collection<ParticipantId> people, @Nullable String environmentKey) {
        try {
            Study study = StudyReader.read(Path.of(run.protocol()), run.dataCut());
            PseudonymKey key = PseudonymKey.read(study.publish().keyFile(), environmentKey);
            JsonNode manifest = manifest(run);
            return manifest != null
                            && key.id().equals(manifest.path("pseudonym_key").asString("-"))
                    ? new Pseudonyms(key, run.study()).of(people)
                    : Map.of();
        } catch (ProtocolException | PseudonymKeyException | IOException e) {
            return Map.of();
        }
    }

    /** How good the input of two runs was, of which figures are kept. */
    public static QualityDifference quality(StoredRun before, StoredRun after, WorkingStore store) {
        return QualityDifference.between(
                before.id(),
                store.qualityFigures().read(before.id()),
                after.id(),
                store.qualityFigures().read(after.id()));
    }

    private static @Nullable JsonNode manifest(StoredRun run) throws IOException {
        return run.output() != null && Manifest.isOf(Path.of(run.output()), run.study(), run.id())
                ? JSON.readTree(Files.readString(Path.of(run.output()).resolve(Manifest.FILE)))
                : null;
    }

    private static Map<String, String> given(StoredRun run, WorkingStore store) throws IOException {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("protocol file", run.protocol());
        JsonNode manifest = manifest(run);
        if (manifest != null) {
            given.put(
                    "protocol",
                    manifest.path("protocol").path("sha256").asString("-").substring(0, 12));
            given.put("version", manifest.path("versions").path("reconlink").asString("-"));
            given.put("pseudonym key", manifest.path("pseudonym_key").asString("-"));
        }
        given.put(RunDifference.REASON, Objects.requireNonNullElse(run.reason(), "-"));
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
