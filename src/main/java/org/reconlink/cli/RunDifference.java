package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import org.reconlink.intake.FileFacts;
import org.reconlink.job.RunComparison;
import org.reconlink.publish.Manifest;
import org.reconlink.store.StoredRun;
import org.reconlink.store.WorkingStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What differs between two runs of a study: what they were given, and what they made of it. */
final class RunDifference {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WorkingStore store;
    private final StoredRun a;
    private final StoredRun b;

    RunDifference(WorkingStore store, StoredRun a, StoredRun b) {
        this.store = store;
        this.a = a;
        this.b = b;
    }

    void print(PrintWriter out) throws IOException {
        out.println("what they were given");
        Map<String, String> before = given(a);
        Map<String, String> after = given(b);
        TextTable table = new TextTable("", a.id(), b.id());
        boolean same = true;
        for (String what : union(before.keySet(), after.keySet())) {
            String was = before.getOrDefault(what, "-");
            String is = after.getOrDefault(what, "-");
            if (!was.equals(is)) {
                table.row(what, was, is);
                same = false;
            }
        }
        if (same) {
            out.println("  the same");
        }
        table.print(out, "  ");
        out.println();
        out.println("what they made of it");
        RunComparison.between(a.id(), b.id(), store)
                .counts()
                .forEach((what, n) -> out.println("  " + Words.number(n) + " " + what));
    }

    private Map<String, String> given(StoredRun run) throws IOException {
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
        for (FileFacts file : store.inputFiles().read(run.id())) {
            given.put(
                    file.section() + " " + file.file(),
                    Words.number(file.rowsRead()) + " rows, sha256 "
                            + file.sha256().substring(0, 12));
        }
        return given;
    }

    private static <T> Collection<T> union(Collection<T> one, Collection<T> other) {
        LinkedHashSet<T> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }
}
