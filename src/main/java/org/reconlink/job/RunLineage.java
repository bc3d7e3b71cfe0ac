package org.reconlink.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileAccess;
import org.reconlink.intake.FileFacts;
import org.reconlink.job.RunLog.JsonLines;
import org.reconlink.publish.FileDigest;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.Study;

/**
 * The events of one try of a run as OpenLineage 2-0-2 has them: START, and COMPLETE, FAIL or ABORT, with the files that were
 * read and written by place, SHA-256, size and number of rows. A try that was killed without a signal has no end.
 */
final class RunLineage {
    private static final String SCHEMAS = "https://openlineage.io/spec/";

    private final JsonLines lines;
    private final RunContext run;
    private final String producer;
    private final UUID id;
    private final Clock clock;
    private boolean open;

    RunLineage(@Nullable Path file, RunContext run, Clock clock) {
        this.lines = new JsonLines(file);
        this.run = run;
        this.clock = clock;
        this.producer = "urn:reconlink:" + run.versions().getOrDefault("reconlink", "unknown");
        String tried = run.study().id() + " " + run.runId() + " " + clock.instant();
        this.id = UUID.nameUUIDFromBytes(tried.getBytes(StandardCharsets.UTF_8));
    }

    synchronized void begun() throws IOException {
        if (lines.file() != null) {
            add("START", Map.of(), inputs(Map.of()), List.of());
            open = true;
        }
    }

    /** The process ends while the run is inside a step: nothing is known of what was read. */
    synchronized void cutOff() {
        if (!open) {
            return;
        }
        try {
            open = false;
            add("ABORT", Map.of(), inputs(Map.of()), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void ended(RunReport report, WorkingStore store) throws IOException {
        if (!open) {
            return;
        }
        Map<String, FileFacts> read = store.inputFiles().read(run.runId()).stream()
                .collect(Collectors.toMap(
                        facts -> facts.section() + "/" + facts.file(), Function.identity(), (first, again) -> first));
        Path output = report.output();
        String type = report.exitCode().isStop() ? "ABORT" : report.isFailed() ? "FAIL" : "COMPLETE";
        Map<String, Object> facets = !report.isFailed()
                ? Map.of()
                : Map.of(
                        "errorMessage",
                        facet(
                                "facets/1-0-0/ErrorMessageRunFacet",
                                Map.of("message", report.exitCode().meaning(), "programmingLanguage", "JAVA")));
        add(type, facets, inputs(read), output == null ? List.of() : outputs(output));
        open = false;
    }

    private void add(String type, Map<String, Object> runFacets, List<Object> inputs, List<Object> outputs)
            throws IOException {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", type);
        event.put("eventTime", clock.instant().toString());
        event.put("run", Map.of("runId", id.toString(), "facets", runFacets));
        event.put("job", job());
        event.put("inputs", inputs);
        event.put("outputs", outputs);
        event.put("producer", producer);
        event.put("schemaURL", SCHEMAS + "2-0-2/OpenLineage.json#/$defs/RunEvent");
        lines.add(event);
    }

    private Map<String, Object> job() {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("namespace", "reconlink");
        job.put("name", run.study().id());
        job.put(
                "facets",
                Map.of(
                        "jobType",
                        facet(
                                "facets/2-0-3/JobTypeJobFacet",
                                Map.of("processingType", "BATCH", "integration", "RECONLINK", "jobType", "JOB"))));
        return job;
    }

    private List<Object> inputs(Map<String, FileFacts> read) {
        Study study = run.study();
        List<Object> inputs = new ArrayList<>();
        inputs.add(dataset(study.protocol(), study.protocolSha256()));
        addInputs(inputs, "participants", study.participants(), read);
        addInputs(inputs, "convictions", study.convictions(), read);
        if (study.custody() != null) {
            addInputs(inputs, "custody", study.custody(), read);
        }
        return inputs;
    }

    private void addInputs(List<Object> inputs, String section, ExtractSettings extract, Map<String, FileFacts> read) {
        for (Path file : extract.files()) {
            FileFacts facts = read.get(section + "/" + file.getFileName());
            Map<String, Object> input = dataset(file, facts == null ? null : facts.sha256());
            if (facts != null) {
                input.put(
                        "inputFacets",
                        Map.of(
                                "dataQualityMetrics",
                                facet(
                                        "facets/1-0-2/DataQualityMetricsInputDatasetFacet",
                                        Map.of(
                                                "rowCount", facts.rowsRead(),
                                                "bytes", facts.bytes(),
                                                "columnMetrics", Map.of()))));
            }
            inputs.add(input);
        }
    }

    private List<Object> outputs(Path folder) throws IOException {
        List<Object> outputs = new ArrayList<>();
        for (FileDigest file : FileDigest.all(folder)) {
            outputs.add(dataset(folder.resolve(file.file()), file.sha256()));
        }
        return outputs;
    }

    private Map<String, Object> dataset(Path file, @Nullable String sha256) {
        Map<String, Object> dataset = new LinkedHashMap<>();
        String url = FileAccess.url(file);
        // as its naming of datasets has it: file system, and path within it
        int path = url == null ? 0 : url.replaceFirst("^[^/]*//[^/]*", "").length();
        dataset.put("namespace", url == null ? "file" : url.substring(0, url.length() - path));
        dataset.put(
                "name",
                url == null
                        ? file.toAbsolutePath().normalize().toString().replace('\\', '/')
                        : url.substring(url.length() - path));
        if (sha256 != null) {
            dataset.put(
                    "facets",
                    Map.of(
                            "version",
                            facet("facets/1-0-0/DatasetVersionDatasetFacet", Map.of("datasetVersion", sha256))));
        }
        return dataset;
    }

    private Map<String, Object> facet(String schema, Map<String, Object> fields) {
        Map<String, Object> facet = new LinkedHashMap<>();
        facet.put("_producer", producer);
        facet.put("_schemaURL", SCHEMAS + schema + ".json#/$defs/" + schema.substring(schema.lastIndexOf('/') + 1));
        new TreeMap<>(fields).forEach(facet::put);
        return facet;
    }
}
