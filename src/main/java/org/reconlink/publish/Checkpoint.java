package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run left, signed with the study's key, to be kept where whoever can write the outputs cannot: it finds a log that
 * was cut off and closed again, and a folder that was put back to an earlier state, which a chain alone cannot.
 *
 * @param entries of the audit log
 * @param auditSha256 of the audit log's bytes
 * @param manifestSha256 of the manifest's bytes, which holds the hash of every other output
 * @param keyId {@link PseudonymKey#id}
 * @param signature HMAC-SHA-256 over the other fields
 */
public record Checkpoint(
        String study,
        String run,
        long entries,
        String auditSha256,
        String manifestSha256,
        String keyId,
        String signature) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String AUDIT = "audit.jsonl";

    /** Signs what is in a run's directory. */
    public static Checkpoint of(Path directory, PseudonymKey key) throws IOException {
        JsonNode manifest = JSON.readTree(Files.readString(directory.resolve(Manifest.FILE), UTF_8));
        Checkpoint unsigned = new Checkpoint(
                manifest.path("study").asString(""),
                manifest.path("run").asString(""),
                lines(directory.resolve(AUDIT)),
                FileDigest.of(AUDIT, directory.resolve(AUDIT)).sha256(),
                FileDigest.of(Manifest.FILE, directory.resolve(Manifest.FILE)).sha256(),
                key.id(),
                "");
        return unsigned.with(unsigned.sign(key));
    }

    /** The checkpoint that a line holds; a line that holds none has no valid signature. */
    public static Checkpoint parse(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return new Checkpoint(
                    json.path("study").asString(""),
                    json.path("run").asString(""),
                    json.path("entries").asLong(0),
                    json.path("audit_sha256").asString(""),
                    json.path("manifest_sha256").asString(""),
                    json.path("key").asString(""),
                    json.path("signature").asString(""));
        } catch (JacksonException e) {
            return new Checkpoint("", "", 0, "", "", "", "");
        }
    }

    /** What in a run's directory is not as it was when this was signed; empty if all is. */
    public List<String> verify(Path directory, PseudonymKey key) throws IOException {
        if (!keyId.equals(key.id())) {
            return List.of("the checkpoint was signed with another key");
        }
        if (!MessageDigest.isEqual(signature.getBytes(UTF_8), sign(key).getBytes(UTF_8))) {
            return List.of("the checkpoint's signature does not fit; it was changed after it was signed");
        }
        Checkpoint now = of(directory, key);
        List<String> problems = new ArrayList<>();
        if (!now.study.equals(study) || !now.run.equals(run)) {
            problems.add("this is run " + now.run + " of " + now.study + ", the checkpoint is of run " + run + " of "
                    + study);
        }
        if (now.entries != entries) {
            problems.add(AUDIT + " has " + now.entries + " entries, the checkpoint " + entries);
        }
        if (!now.auditSha256.equals(auditSha256)) {
            problems.add(AUDIT + " is not as it was at the checkpoint");
        }
        if (!now.manifestSha256.equals(manifestSha256)) {
            problems.add(Manifest.FILE + " is not as it was at the checkpoint");
        }
        return List.copyOf(problems);
    }

    /** One line of JSON. */
    public String json() {
        Map<String, Object> json = fields();
        json.put("signature", signature);
        return JSON.writeValueAsString(json);
    }

    private Map<String, Object> fields() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("study", study);
        json.put("run", run);
        json.put("entries", entries);
        json.put("audit_sha256", auditSha256);
        json.put("manifest_sha256", manifestSha256);
        json.put("key", keyId);
        return json;
    }

    private String sign(PseudonymKey key) {
        byte[] own = HmacSha256.of(key.forStudy(study), "reconlink checkpoint 1".getBytes(UTF_8));
        return HexFormat.of().formatHex(HmacSha256.of(own, JSON.writeValueAsBytes(fields())));
    }

    private Checkpoint with(String signed) {
        return new Checkpoint(study, run, entries, auditSha256, manifestSha256, keyId, signed);
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
            return lines.count();
        }
    }
}
