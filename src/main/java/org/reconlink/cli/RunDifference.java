package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.LinkDecision;
import org.reconlink.linkage.PersonId;
import org.reconlink.outcome.ParticipantOutcome;
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
        made().forEach((what, n) -> out.println("  " + Words.number(n) + " " + what));
    }

    private Map<String, String> given(StoredRun run) throws IOException {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("protocol file", run.protocol());
        if (run.output() != null) {
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

    private Map<String, Long> made() {
        Map<ParticipantId, LinkDecision> linksBefore = links(a);
        Map<ParticipantId, LinkDecision> linksAfter = links(b);
        Map<ParticipantId, ParticipantOutcome> before = outcomes(a);
        Map<ParticipantId, ParticipantOutcome> after = outcomes(b);
        Map<String, Long> made = new LinkedHashMap<>();
        for (ParticipantId id : union(before.keySet(), after.keySet())) {
            count(made, participant(before.get(id), after.get(id)));
            count(made, link(linksBefore.get(id), linksAfter.get(id)));
        }
        return made;
    }

    private static String participant(@Nullable ParticipantOutcome before, @Nullable ParticipantOutcome after) {
        if (before == null) {
            return "participants added";
        }
        if (after == null) {
            return "participants gone";
        }
        if (before.included() != after.included()) {
            return after.included() ? "participants included that were not" : "participants no longer included";
        }
        return before.equals(after) ? "participants with the same outcome" : "participants with another outcome";
    }

    private static String link(@Nullable LinkDecision before, @Nullable LinkDecision after) {
        String was = person(before);
        String is = person(after);
        if (was.equals(is)) {
            return "participants with the same link";
        }
        if (was.isEmpty()) {
            return "links gained";
        }
        return is.isEmpty() ? "links lost" : "links to another person";
    }

    private static String person(@Nullable LinkDecision decision) {
        PersonId person = decision == null ? null : decision.person();
        return person == null ? "" : person.value();
    }

    private Map<ParticipantId, LinkDecision> links(StoredRun run) {
        Map<ParticipantId, LinkDecision> links = new LinkedHashMap<>();
        store.readLinkage(run.id()).decisions().forEach(decision -> links.put(decision.participant(), decision));
        return links;
    }

    private Map<ParticipantId, ParticipantOutcome> outcomes(StoredRun run) {
        Map<ParticipantId, ParticipantOutcome> outcomes = new LinkedHashMap<>();
        List<ParticipantOutcome> all = store.outcomes().read(run.id());
        all.forEach(outcome -> outcomes.put(outcome.participant().id(), outcome));
        return outcomes;
    }

    private static void count(Map<String, Long> made, String what) {
        made.merge(what, 1L, Long::sum);
    }

    private static <T> Collection<T> union(Collection<T> one, Collection<T> other) {
        LinkedHashSet<T> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }
}
