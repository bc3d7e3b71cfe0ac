package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditLog;
import org.reconlink.audit.AuditTrail;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run left and when, signed, to be kept where whoever can write the outputs cannot: it finds a log that was cut off or
 * written anew and closed again, and a folder that was put back to an earlier state, which a chain alone cannot.
 *
 * <p>Signed with the study's key (HMAC-SHA-256), whoever makes runs could make another; signed with a {@link SigningKey} that
 * they do not hold, they could not.
 *
 * @param entries of the audit log
 * @param auditSha256 of the audit log's bytes
 * @param manifestSha256 of the manifest's bytes, which holds the hash of every other output
 * @param events how far the study's events had come; {@link AuditTrail.Head#NONE} where they were not at hand
 * @param at when it was made, as the machine's clock says; empty in those of earlier versions
 * @param algorithm {@code Ed25519}, or HMAC-SHA-256 under the study's key
 * @param keyId {@link PseudonymKey#id} or {@link SigningKey#id}
 * @param signature over the fields above
 * @param timeStamp an authority's {@link TimeStamp} of all of it; empty if there is none
 */
public record Checkpoint(
        String study,
        String run,
        long entries,
        String auditSha256,
        String manifestSha256,
        AuditTrail.Head events,
        String at,
        String algorithm,
        String keyId,
        String signature,
        String timeStamp) {
    /** How every line that {@link #json} makes begins. */
    public static final String BEGINNING = "{\"study\"";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String AUDIT = "audit.jsonl";
    private static final String HMAC = "HMAC-SHA-256";

    /** Signs what is in a run's directory with the study's key. */
    public static Checkpoint of(Path directory, AuditTrail.Head events, PseudonymKey key, Instant now)
            throws IOException {
        Checkpoint unsigned = unsigned(directory, events, now.toString(), HMAC, key.id());
        return unsigned.with(unsigned.hmac(key));
    }

    /** Signs what is in a run's directory with a key for signatures. */
    public static Checkpoint of(Path directory, AuditTrail.Head events, SigningKey key, Instant now)
            throws IOException {
        Checkpoint unsigned = unsigned(directory, events, now.toString(), SigningKey.ALGORITHM, key.id());
        return unsigned.with(HexFormat.of().formatHex(key.sign(unsigned.message())));
    }

    private static Checkpoint unsigned(
            Path directory, AuditTrail.Head events, String at, String algorithm, String keyId) throws IOException {
        JsonNode manifest = JSON.readTree(Files.readString(directory.resolve(Manifest.FILE), UTF_8));
        return new Checkpoint(
                manifest.path("study").asString(""),
                manifest.path("run").asString(""),
                lines(directory.resolve(AUDIT)),
                FileDigest.of(AUDIT, directory.resolve(AUDIT)).sha256(),
                FileDigest.of(Manifest.FILE, directory.resolve(Manifest.FILE)).sha256(),
                events,
                at,
                algorithm,
                keyId,
                "",
                "");
    }

    /** What is wrong with a run's directory in itself: of such a one there is no checkpoint. */
    public static List<String> problems(Path directory) throws IOException {
        List<String> problems = new ArrayList<>(Manifest.verify(directory));
        AuditLog.verify(directory.resolve(AUDIT)).forEach(problem -> problems.add(AUDIT + ", " + problem));
        return problems;
    }

    /**
     * The checkpoint of a run's directory among lines, the last if there are several; one that fits nothing if there is none.
     */
    public static Checkpoint among(List<String> lines, Path directory) throws IOException {
        Checkpoint now = unsigned(directory, AuditTrail.Head.NONE, "", HMAC, "");
        List<Checkpoint> all = lines.stream()
                .filter(line -> !line.isBlank())
                .map(Checkpoint::parse)
                .toList();
        return all.stream()
                .filter(c -> c.study.equals(now.study) && c.run.equals(now.run))
                .reduce((first, second) -> second)
                .orElse(all.isEmpty() ? parse("") : all.get(all.size() - 1));
    }

    /** The checkpoint that a line holds; a line that holds none has no valid signature. */
    public static Checkpoint parse(String line) {
        try {
            JsonNode json = JSON.readTree(line.substring(Math.max(0, line.indexOf('{'))));
            return new Checkpoint(
                    json.path("study").asString(""),
                    json.path("run").asString(""),
                    json.path("entries").asLong(0),
                    json.path("audit_sha256").asString(""),
                    json.path("manifest_sha256").asString(""),
                    new AuditTrail.Head(
                            json.path("events").asLong(0),
                            json.path("events_sha256").asString("")),
                    json.path("at").asString(""),
                    json.path("algorithm").asString(""),
                    json.path("key").asString(""),
                    json.path("signature").asString(""),
                    json.path("time_stamp").asString(""));
        } catch (JacksonException e) {
            return new Checkpoint("", "", 0, "", "", AuditTrail.Head.NONE, "", "", "", "", "");
        }
    }

    /** What in a run's directory is not as it was when this was signed with the study's key; empty if all is. */
    public List<String> verify(Path directory, PseudonymKey key) throws IOException {
        if (algorithm.equals(SigningKey.ALGORITHM)) {
            return List.of("the checkpoint is signed with Ed25519: give the public key with --public-key");
        }
        if (!keyId.equals(key.id())) {
            return List.of("the checkpoint was signed with another key");
        }
        return MessageDigest.isEqual(signature.getBytes(UTF_8), hmac(key).getBytes(UTF_8))
                ? differences(directory)
                : List.of("the checkpoint's signature does not fit; it was changed after it was signed");
    }

    /** What in a run's directory is not as it was when this was signed with that key for signatures; empty if all is. */
    public List<String> verify(Path directory, SigningKey key) throws IOException {
        if (!algorithm.equals(SigningKey.ALGORITHM) || !keyId.equals(key.id())) {
            return List.of("the checkpoint was not signed with this key for signatures");
        }
        try {
            if (key.fits(message(), HexFormat.of().parseHex(signature))) {
                return differences(directory);
            }
        } catch (IllegalArgumentException e) {
            // no hexadecimal digits: no signature
        }
        return List.of("the checkpoint's signature does not fit; it was changed after it was signed");
    }

    /** What in a run's directory is not as this says, whoever signed it. */
    private List<String> differences(Path directory) throws IOException {
        Checkpoint now = unsigned(directory, events, at, algorithm, keyId);
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

    /**
     * The same with a stamp of the time at which an authority saw its hash.
     *
     * @param nonce any number that was not used before
     */
    public Checkpoint stamped(URI authority, BigInteger nonce) throws IOException {
        String stamp = TimeStamp.ask(authority, stamped(), nonce).text();
        return new Checkpoint(
                study, run, entries, auditSha256, manifestSha256, events, at, algorithm, keyId, signature, stamp);
    }

    /** Its stamp; null if there is none that can be read. */
    public @Nullable TimeStamp stamp() {
        try {
            return timeStamp.isEmpty() ? null : TimeStamp.parse(timeStamp);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * What is wrong with its time stamp; empty if there is none.
     *
     * @param trusted certificates that vouch for the authority; empty to take any
     */
    public List<String> stampProblems(Set<X509Certificate> trusted) {
        if (timeStamp.isEmpty()) {
            return trusted.isEmpty() ? List.of() : List.of("the checkpoint has no time stamp");
        }
        TimeStamp stamp = stamp();
        return stamp == null
                ? List.of("the checkpoint's time stamp cannot be read")
                : stamp.problems(stamped(), trusted);
    }

    private byte[] stamped() {
        return withSignature().getBytes(UTF_8);
    }

    private String withSignature() {
        Map<String, Object> json = fields();
        json.put("signature", signature);
        return JSON.writeValueAsString(json);
    }

    /** One line of JSON. */
    public String json() {
        if (timeStamp.isEmpty()) {
            return withSignature();
        }
        Map<String, Object> json = fields();
        json.put("signature", signature);
        json.put("time_stamp", timeStamp);
        return JSON.writeValueAsString(json);
    }

    /** Those of earlier versions had no events, neither time nor algorithm, and are still what was signed. */
    private Map<String, Object> fields() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("study", study);
        json.put("run", run);
        json.put("entries", entries);
        json.put("audit_sha256", auditSha256);
        json.put("manifest_sha256", manifestSha256);
        if (events.entries() > 0) {
            json.put("events", events.entries());
            json.put("events_sha256", events.sha256());
        }
        if (!at.isEmpty()) {
            json.put("at", at);
        }
        if (!algorithm.isEmpty()) {
            json.put("algorithm", algorithm);
        }
        json.put("key", keyId);
        return json;
    }

    private byte[] message() {
        return JSON.writeValueAsBytes(fields());
    }

    private String hmac(PseudonymKey key) {
        byte[] own = HmacSha256.of(key.forStudy(study), "reconlink checkpoint 1".getBytes(UTF_8));
        return HexFormat.of().formatHex(HmacSha256.of(own, message()));
    }

    private Checkpoint with(String signed) {
        return new Checkpoint(
                study, run, entries, auditSha256, manifestSha256, events, at, algorithm, keyId, signed, "");
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
            return lines.count();
        }
    }
}
