package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.reconlink.kernel.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What ties a run's outputs to the study's events: before the outputs can be seen the events hold the hash of the run's
 * decisions ({@code audit.jsonl}) and that of its manifest, which holds those of all its files.
 */
public final class Publication {
    private static final String EVENT = "publishing outputs";
    private static final String AUDIT = "audit.jsonl";

    private Publication() {}

    /**
     * Tells the events of outputs that are about to be seen.
     *
     * @param made where they are now
     * @param published where they will be
     */
    public static void tell(AuditTrail trail, String run, Path made, Path published) throws IOException {
        trail.append(
                EVENT,
                Map.of(
                        "run", run,
                        "output", published.toAbsolutePath().normalize().toString(),
                        "audit_sha256", Sha256.hex(made.resolve(AUDIT)),
                        "manifest_sha256", Sha256.hex(made.resolve(Manifest.FILE))));
    }

    /** What is wrong with a study's events, and between them and a run's outputs, in words; empty if nothing is. */
    public static List<String> problems(Path outputs, Path events) throws IOException {
        List<String> problems = new ArrayList<>();
        AuditTrail.verify(events).forEach(problem -> problems.add(AuditTrail.FILE + ", " + problem));
        List<AuditEvent> all = AuditTrail.read(events);
        JsonNode manifest = JsonMapper.shared().readTree(Files.readString(outputs.resolve(Manifest.FILE), UTF_8));
        String run = manifest.path("run").asString("");
        AuditEvent told = all.stream()
                .filter(event ->
                        event.event().equals(EVENT) && event.detail("run").equals(run))
                .reduce((first, second) -> second)
                .orElse(null);
        if (told == null) {
            // a study that had run before its events were kept has runs that they do not tell of
            if (all.isEmpty() || !all.get(0).detail("earlier_runs").equals("true")) {
                problems.add(AuditTrail.FILE + " does not tell that run " + run + " was published");
            }
            return problems;
        }
        if (!told.detail("audit_sha256").equals(Sha256.hex(outputs.resolve(AUDIT)))) {
            problems.add(AUDIT + " is not what " + AuditTrail.FILE + ", line " + told.seq() + " says was published");
        }
        if (!told.detail("manifest_sha256").equals(Sha256.hex(outputs.resolve(Manifest.FILE)))) {
            problems.add(
                    Manifest.FILE + " is not what " + AuditTrail.FILE + ", line " + told.seq() + " says was published");
        }
        return problems;
    }
}
