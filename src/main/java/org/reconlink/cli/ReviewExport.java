package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.inquiry.Words;
import org.reconlink.kernel.Permissions;
import org.reconlink.review.Deliberation;
import org.reconlink.review.Judgement;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.Worklist;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkbookExchange;
import org.reconlink.store.WorkingStore;

/** Gives the pairs in doubt out to reviewers. */
final class ReviewExport {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

    private final StoredRun run;
    private final Path folder;
    private final WorkbookExchange exchange;
    private final PrintWriter out;
    private final List<ReviewCase> cases;
    private final Map<String, Deliberation> said;

    ReviewExport(WorkingStore store, StoredRun run, Path folder, Instant now, AuditTrail trail, PrintWriter out) {
        this.run = run;
        this.folder = folder;
        this.exchange = exchange(store, trail, now);
        this.out = out;
        this.cases = store.reviewCases().read(run.id());
        this.said = Deliberation.of(store.judgements().all());
    }

    /** An exchange in the name of whoever gives the command. */
    static WorkbookExchange exchange(WorkingStore store, AuditTrail trail, Instant now) {
        return new WorkbookExchange(store, trail::append, new SecureRandom(), System.getProperty("user.name", ""), now);
    }

    /**
     * Writes a workbook for each.
     *
     * @param budget how many pairs they have time for, those whose verdicts are worth most; null for all
     * @param part which of these they are to judge
     */
    void toReviewers(List<String> names, @Nullable Integer budget, Predicate<ReviewCase> part) throws IOException {
        Set<String> distinct = new HashSet<>();
        names.forEach(name -> distinct.add(checked(name).toLowerCase(Locale.ROOT)));
        if (names.size() < 2 || distinct.size() < names.size()) {
            throw new UsageException("two different reviewers are needed: --reviewers NAME,NAME");
        }
        List<ReviewCase> pool = Worklist.pool(cases, budget);
        if (pool.size() < cases.size()) {
            out.println("the " + Words.number(pool.size()) + " of " + Words.count(cases.size(), "pair")
                    + " in doubt on which a verdict is worth most; the others stay in doubt");
        }
        List<ReviewCase> theirs = pool.stream().filter(part).toList();
        write(names.stream()
                .map(name -> Worklist.ofReviewer(run.study(), run.id(), name, theirs, said))
                .toList());
    }

    void toAdjudicator(String name) throws IOException {
        checked(name);
        Worklist worklist = Worklist.ofAdjudicator(run.study(), run.id(), name, cases, said);
        Set<String> reviewers = worklist.cases().stream()
                .map(c -> said.get(c.key()))
                .filter(java.util.Objects::nonNull)
                .flatMap(d -> d.reviews().stream())
                .map(Judgement::reviewer)
                .map(reviewer -> reviewer.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (reviewers.contains(name.toLowerCase(Locale.ROOT))) {
            throw new UsageException("the adjudicator reviewed some of these pairs; name somebody else");
        }
        write(List.of(worklist));
    }

    /** What was said of the pairs: by each reviewer and the adjudicator who are named, or what all came to if none is. */
    void labels(List<String> reviewers, @Nullable String adjudicator) throws IOException {
        Set<String> names = new LinkedHashSet<>(reviewers);
        if (adjudicator != null) {
            names.add(adjudicator);
        }
        Map<Path, String> files = new LinkedHashMap<>();
        names.forEach(name -> files.put(folder.resolve("labels-" + run.id() + "-" + checked(name) + ".csv"), name));
        if (files.isEmpty()) {
            files.put(folder.resolve("labels-" + run.id() + ".csv"), "");
        }
        refuse(run, folder, files.keySet());
        Files.createDirectories(folder);
        for (Map.Entry<Path, String> file : files.entrySet()) {
            String name = file.getValue();
            List<String> lines = exchange.labels(run.id(), name.isEmpty() ? null : name, name.equals(adjudicator));
            Files.writeString(file.getKey(), String.join("\n", lines) + "\n");
            Permissions.toGroup(file.getKey());
            out.println(file.getKey() + "  " + Words.count(lines.size() - 1, "label"));
        }
        out.println("They have numbers of people: keep them in the room.");
    }

    private void write(List<Worklist> worklists) throws IOException {
        Map<Path, Worklist> files = new LinkedHashMap<>();
        for (Worklist worklist : worklists) {
            if (!worklist.cases().isEmpty()) {
                files.put(folder.resolve("review-" + run.id() + "-" + worklist.reviewer() + ".xlsx"), worklist);
            }
        }
        if (files.isEmpty()) {
            out.println("no pair awaits " + (worklists.get(0).adjudication() ? "an adjudicator" : "these reviewers")
                    + " in run " + run.id() + "; see: reconlink review list --study " + run.study());
            return;
        }
        refuse(run, folder, files.keySet());
        Files.createDirectories(folder);
        List<String> written = new ArrayList<>();
        for (Map.Entry<Path, Worklist> file : files.entrySet()) {
            exchange.give(file.getValue(), file.getKey());
            written.add(file.getKey().toString());
            out.println(
                    file.getKey() + "  " + Words.count(file.getValue().cases().size(), "pair") + " for "
                            + file.getValue().reviewer());
        }
        out.println("They name people: keep them in the room. When they are filled in:");
        out.println("next: reconlink review import " + String.join(" ", written));
    }

    /** Outputs leave the room, workbooks do not; and a workbook that is being filled in is not written over. */
    static void refuse(StoredRun run, Path folder, Set<Path> files) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path outputs = run.output() == null
                ? null
                : Path.of(run.output()).toAbsolutePath().normalize().getParent();
        if (outputs != null && absolute.startsWith(outputs)) {
            throw new UsageException("workbooks name people and must not lie among the outputs; give another folder");
        }
        files.stream().filter(Files::exists).findFirst().ifPresent(file -> {
            throw new UsageException(file + " is there already; import it, move it away or give another folder");
        });
    }

    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new UsageException(
                    "a reviewer's name is up to 40 letters, digits, hyphens and underscores, without spaces");
        }
        return name;
    }
}
