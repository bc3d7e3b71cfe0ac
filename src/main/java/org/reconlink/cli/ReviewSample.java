package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.reconlink.audit.AuditTrail;
import org.reconlink.inquiry.Words;
import org.reconlink.job.ExitCode;
import org.reconlink.kernel.Participant;
import org.reconlink.review.Tracing;
import org.reconlink.review.TracingWorkbook;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkbookExchange;
import org.reconlink.store.WorkingStore;

/** Gives an audited sample of the unlinked out to a clerk who looks for them, and takes in what was found. */
final class ReviewSample {
    private final WorkingStore store;
    private final AuditTrail trail;
    private final PrintWriter out;

    ReviewSample(WorkingStore store, AuditTrail trail, PrintWriter out) {
        this.store = store;
        this.trail = trail;
        this.out = out;
    }

    void export(StoredRun run, int size, String by, Path folder, Instant now) throws IOException {
        if (size < 1) {
            throw new UsageException("a sample has at least one: --unlinked 30");
        }
        List<Participant> drawn = WorkbookExchange.drawn(store, run.id());
        if (drawn.isEmpty()) {
            out.println("nobody who belongs to the study is unlinked in run " + run.id());
            return;
        }
        Path file = folder.resolve("unlinked-" + run.id() + "-" + ReviewExport.checked(by) + ".xlsx");
        ReviewExport.refuse(run, folder, Set.of(file));
        Files.createDirectories(folder);
        List<Participant> sample = drawn.subList(0, Math.min(size, drawn.size()));
        ReviewExport.exchange(store, trail, now).give(new TracingWorkbook(run.study(), run.id(), by, sample), file);
        int known = Tracing.sample(sample, store.tracings().all()).size();
        out.println(file + "  the first " + Words.number(sample.size()) + " of " + Words.number(drawn.size())
                + " unlinked, in an order that the study's key makes"
                + (known == 0 ? "" : "; " + Words.number(known) + " were looked for already and may stay blank"));
        out.println("It names people: keep it in the room. When it is filled in:");
        out.println("next: reconlink review import " + file);
    }

    /** The workbooks of audited samples among the files; empty if there are none. */
    static List<TracingWorkbook.Filled> read(List<Path> files) throws IOException {
        List<TracingWorkbook.Filled> samples = new ArrayList<>();
        for (Path file : files) {
            TracingWorkbook.Filled.read(file).ifPresent(samples::add);
        }
        if (!samples.isEmpty() && samples.size() < files.size()) {
            throw new UsageException(
                    "workbooks of an audited sample and of clerical review lie together; import each kind"
                            + " by itself");
        }
        return samples;
    }

    static int takeIn(
            Places places, List<TracingWorkbook.Filled> workbooks, Instant now, PrintWriter out, PrintWriter err)
            throws IOException {
        Set<String> studies =
                workbooks.stream().map(TracingWorkbook.Filled::study).collect(Collectors.toCollection(TreeSet::new));
        if (studies.size() != 1) {
            throw new UsageException("the workbooks belong to several studies; import those of one study at a time");
        }
        String study = studies.iterator().next();
        if (Stores.all(places.work).stream()
                .noneMatch(f -> f.getFileName().toString().equals(study))) {
            throw new UsageException(
                    "the workbooks belong to a study that has not run here; name its folder with --work");
        }
        Path folder = Stores.one(places.work, study);
        return Audited.of(places, folder, "review import", Map.of("workbooks", workbooks.size()), err, trail -> {
            try (WorkingStore store = Stores.read(folder, err)) {
                return new ReviewSample(store, trail, out).take(workbooks, now);
            }
        });
    }

    private ExitCode take(List<TracingWorkbook.Filled> workbooks, Instant now) throws IOException {
        List<Tracing> tracings = ReviewExport.exchange(store, trail, now).takeSamples(workbooks);
        StoredRun last = Stores.run(store, null);
        List<Participant> drawn = WorkbookExchange.drawn(store, last.id());
        List<Tracing> sample = Tracing.sample(drawn, store.tracings().all());
        out.println(Words.number(tracings.size()) + " looked for: "
                + tracings.stream().filter(Tracing::traced).count() + " traced, "
                + tracings.stream().filter(tracing -> !tracing.traced()).count() + " not traced");
        out.println("the sample is now the first " + Words.number(sample.size()) + " of " + Words.number(drawn.size())
                + " unlinked in the last run; whoever was not looked for yet ends it");
        out.println("next: reconlink run " + last.protocol());
        return ExitCode.DONE;
    }
}
