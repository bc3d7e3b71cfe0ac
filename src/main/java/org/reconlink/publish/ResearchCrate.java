package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reconlink.intake.FileFacts;

/**
 * Says where the files of a run come from: {@code ro-crate-metadata.json}, RO-Crate 1.1.
 *
 * <p>The inputs are named by content and stay in the room; no path of the machine is written.
 *
 * @param date data cut of the study, since a crate has to have a date and a run's own clock is not a result
 */
public record ResearchCrate(String title, LocalDate date, Manifest manifest) {

    public static final String FILE = "ro-crate-metadata.json";

    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("csv", "text/csv"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("html", "text/html"),
            Map.entry("json", "application/json"),
            Map.entry("jsonl", "application/jsonl"),
            Map.entry("parquet", "application/vnd.apache.parquet"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("R", "text/x-r"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

    /** Writes it with all files that are in the directory by then, and gives those and itself by content. */
    public List<FileDigest> write(Path directory) throws IOException {
        List<FileDigest> outputs = FileDigest.all(directory);
        List<Object> graph = new ArrayList<>();
        graph.add(entity(FILE, "CreativeWork", "about", id("./"), "conformsTo", id("https://w3id.org/ro/crate/1.1")));
        graph.add(root(outputs));
        outputs.forEach(output -> graph.add(file(output)));
        inputs().forEach(input -> graph.add(input(input)));
        graph.add(entity(
                hash(manifest.protocolSha256()),
                "CreativeWork",
                "name",
                "Protocol " + manifest.protocol(),
                "identifier",
                "sha256:" + manifest.protocolSha256()));
        graph.add(software());
        graph.add(run(outputs));
        Map<String, Object> crate = new LinkedHashMap<>();
        crate.put("@context", "https://w3id.org/ro/crate/1.1/context");
        crate.put("@graph", graph);
        Path file = Files.writeString(directory.resolve(FILE), PrettyJson.of(crate), UTF_8);
        return Stream.concat(outputs.stream(), Stream.of(FileDigest.of(FILE, file)))
                .toList();
    }

    private Map<String, Object> root(List<FileDigest> outputs) {
        return entity(
                "./",
                "Dataset",
                "name",
                title,
                "description",
                "Pseudonymous data package of the study " + manifest.studyId() + ", run " + manifest.runId() + ".",
                "datePublished",
                date.toString(),
                "license",
                "Use is governed by the data sharing agreement of the study.",
                "hasPart",
                outputs.stream().map(output -> id(output.file())).toList(),
                "mentions",
                id("#run"));
    }

    private static Map<String, Object> file(FileDigest output) {
        String extension = output.file().substring(output.file().lastIndexOf('.') + 1);
        return entity(
                output.file(),
                "File",
                "name",
                output.file(),
                "contentSize",
                Long.toString(output.bytes()),
                "encodingFormat",
                FORMATS.getOrDefault(extension, "text/plain"),
                "identifier",
                "sha256:" + output.sha256());
    }

    private static Map<String, Object> input(FileFacts input) {
        return entity(
                hash(input.sha256()),
                "CreativeWork",
                "name",
                "Input of the section " + input.section(),
                "description",
                input.rowsRead() + " rows read, " + input.rowsRejected() + " rejected; the file is not in the crate",
                "identifier",
                "sha256:" + input.sha256());
    }

    private Map<String, Object> software() {
        return entity(
                "#reconlink",
                "SoftwareApplication",
                "name",
                "Reconlink",
                "version",
                manifest.versions().getOrDefault("reconlink", "unknown"));
    }

    private Map<String, Object> run(List<FileDigest> outputs) {
        List<Object> objects = new ArrayList<>();
        inputs().forEach(input -> objects.add(id(hash(input.sha256()))));
        objects.add(id(hash(manifest.protocolSha256())));
        return entity(
                "#run",
                "CreateAction",
                "name",
                "Run " + manifest.runId(),
                "identifier",
                manifest.identity(),
                "instrument",
                id("#reconlink"),
                "object",
                objects,
                "result",
                outputs.stream().map(output -> id(output.file())).toList());
    }

    /** By content, in an order that names of files have no part in; a file that two sections read is one. */
    private List<FileFacts> inputs() {
        Map<String, FileFacts> byHash = new LinkedHashMap<>();
        manifest.inputs().stream()
                .sorted(Comparator.comparing(FileFacts::section).thenComparing(FileFacts::sha256))
                .forEach(facts -> byHash.putIfAbsent(facts.sha256(), facts));
        return List.copyOf(byHash.values());
    }

    private static String hash(String sha256) {
        return "#sha256-" + sha256;
    }

    private static Map<String, Object> id(String id) {
        return Map.of("@id", id);
    }

    private static Map<String, Object> entity(String id, String type, Object... keysAndValues) {
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("@id", id);
        entity.put("@type", type);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entity.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return entity;
    }
}
