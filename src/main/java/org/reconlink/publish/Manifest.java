package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reconlink.intake.FileFacts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run was made from and what it made, by content: {@code manifest.json}, the last file of a run's directory.
 *
 * @param identity hash of all that decides the results: study, protocol, inputs, verdicts, code version
 * @param protocol file name of the protocol
 * @param keyId {@link PseudonymKey#id}
 * @param versions of the product and what it runs on, by name
 */
public record Manifest(
        String studyId,
        String runId,
        String identity,
        String protocol,
        String protocolSha256,
        String keyId,
        Map<String, String> versions,
        List<FileFacts> inputs) {

    public static final String FILE = "manifest.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Manifest {
        versions = Map.copyOf(versions);
        inputs = List.copyOf(inputs);
    }

    /**
     * Writes it.
     *
     * @param made all files that are in the directory by then, which are read once for it and what else names them by content
     */
    public void write(Path directory, List<FileDigest> made) throws IOException {
        List<Map<String, Object>> outputs = made.stream()
                .filter(file -> !file.file().equals(FILE))
                .sorted(Comparator.comparing(FileDigest::file))
                .map(file -> file(file.file(), file.bytes(), file.sha256()))
                .toList();
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("study", studyId);
        manifest.put("run", runId);
        manifest.put("identity", identity);
        manifest.put("protocol", ordered("file", protocol, "sha256", protocolSha256));
        manifest.put("pseudonym_key", keyId);
        manifest.put("versions", new TreeMap<>(versions));
        manifest.put("inputs", inputs.stream().map(Manifest::input).toList());
        manifest.put("outputs", outputs);
        Files.writeString(directory.resolve(FILE), PrettyJson.of(manifest), UTF_8);
    }

    /** Whether a directory has the manifest of a run; one that cannot be read is nobody's. */
    public static boolean isOf(Path directory, String studyId, String runId) {
        try {
            JsonNode manifest = JSON.readTree(Files.readString(directory.resolve(FILE), UTF_8));
            return manifest.path("study").asString("").equals(studyId)
                    && manifest.path("run").asString("").equals(runId);
        } catch (IOException | JacksonException e) {
            return false;
        }
    }

    /** The study whose run's directory it is; empty if that has no manifest that can be read. */
    public static String study(Path directory) {
        try {
            return JSON.readTree(Files.readString(directory.resolve(FILE), UTF_8))
                    .path("study")
                    .asString("");
        } catch (IOException | JacksonException e) {
            return "";
        }
    }

    /** The SHA-256 that a run's manifest says of one of its outputs; empty if it says none. */
    public static String sha256(Path directory, String file) {
        try {
            return outputs(JSON.readTree(Files.readString(directory.resolve(FILE), UTF_8)))
                    .getOrDefault(file, "");
        } catch (IOException | JacksonException e) {
            return "";
        }
    }

    /** What in a run's directory is not as its manifest says, in words; empty if all is. */
    public static List<String> verify(Path directory) throws IOException {
        Map<String, String> expected;
        try {
            expected = outputs(JSON.readTree(Files.readString(directory.resolve(FILE), UTF_8)));
        } catch (NoSuchFileException e) {
            return List.of(FILE + " is missing");
        } catch (JacksonException e) {
            return List.of(FILE + " cannot be read; it was damaged or changed");
        }
        List<String> problems = new ArrayList<>();
        for (FileDigest file : FileDigest.all(directory)) {
            String sha256 = expected.remove(file.file());
            if (!file.file().equals(FILE) && !file.sha256().equals(sha256)) {
                problems.add(
                        sha256 == null
                                ? file.file() + " is not in the manifest; it was added later"
                                : file.file() + " is not as the run wrote it; it was changed later");
            }
        }
        expected.keySet().forEach(file -> problems.add(file + " is missing"));
        return List.copyOf(problems);
    }

    private static Map<String, String> outputs(JsonNode manifest) {
        Map<String, String> outputs = new TreeMap<>();
        for (JsonNode file : manifest.path("outputs")) {
            outputs.put(file.path("file").asString(""), file.path("sha256").asString(""));
        }
        return outputs;
    }

    private static Map<String, Object> input(FileFacts facts) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("section", facts.section());
        input.putAll(file(facts.file(), facts.bytes(), facts.sha256()));
        return input;
    }

    private static Map<String, Object> file(String name, long bytes, String sha256) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("file", name);
        file.put("bytes", bytes);
        file.put("sha256", sha256);
        return file;
    }

    private static Map<String, Object> ordered(String key, Object value, String otherKey, Object otherValue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(otherKey, otherValue);
        return map;
    }
}
