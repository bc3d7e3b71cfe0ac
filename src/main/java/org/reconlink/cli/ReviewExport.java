package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.reconlink.audit.AuditTrail;
import org.reconlink.inquiry.Words;
import org.reconlink.kernel.Permissions;
import org.reconlink.review.Deliberation;
import org.reconlink.review.GivenOut;
import org.reconlink.review.Judgement;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.ReviewWorkbook;
import org.reconlink.review.Worklist;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;

/** Gives the pairs in doubt out to reviewers. */
final class ReviewExport {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

    private final WorkingStore store;
    private final StoredRun run;
    private final Instant now;
    private final Path folder;
    private final AuditTrail trail;
    private final PrintWriter out;
    private final List<ReviewCase> cases;
    private final Map<String, Deliberation> said;

    ReviewExport(WorkingStore store, StoredRun run, Path folder, Instant now, AuditTrail trail, PrintWriter out) {
        this.store = store;
        this.now = now;
        this.run = run;
        this.folder = folder;
        this.trail = trail;
        this.out = out;
        this.cases = store.reviewCases().read(run.id());
        this.said = Deliberation.of(store.judgements().all());
    }

    void toReviewers(List<String> names) throws IOException {
        Set<String> distinct = new HashSet<>();
        names.forEach(name -> distinct.add(checked(name).toLowerCase(Locale.ROOT)));
        if (names.size() < 2 || distinct.size() < names.size()) {
            throw new UsageException("two different reviewers are needed: --reviewers NAME,NAME");
        }
        write(names.stream()
                .map(name -> Worklist.ofReviewer(run.study(), run.id(), name, cases, said))
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
            ReviewWorkbook.write(
                    file.getValue(),
                    said,
                    givenOut(
                            store,
                            trail,
                            run,
                            file.getValue().reviewer(),
                            file.getValue().adjudication(),
                            file.getValue().cases().size(),
                            now),
                    file.getKey());
            Permissions.toGroup(file.getKey());
            written.add(file.getKey().toString());
            out.println(
                    file.getKey() + "  " + Words.count(file.getValue().cases().size(), "pair") + " for "
                            + file.getValue().reviewer());
        }
        out.println("They name people: keep them in the room. When they are filled in:");
        out.println("next: reconlink review import " + String.join(" ", written));
    }

    /** What the workbook is sealed with; kept before it is written: none is out of which there is no record. */
    static String givenOut(
            WorkingStore store,
            AuditTrail trail,
            StoredRun run,
            String name,
            boolean adjudicator,
            int size,
            Instant now)
            throws IOException {
        trail.append(
                "giving out review workbook",
                Map.of("run", run.id(), "to", name, "as", adjudicator ? "adjudicator" : "reviewer", "people", size));
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        GivenOut record = new GivenOut(
                run.study(),
                run.id(),
                name,
                adjudicator,
                size,
                HexFormat.of().formatHex(secret),
                System.getProperty("user.name", ""),
                now);
        store.givenOut().append(record);
        return record.secret();
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
