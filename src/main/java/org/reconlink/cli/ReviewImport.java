package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.reconlink.audit.AuditTrail;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.Intake;
import org.reconlink.intake.IntakeException;
import org.reconlink.job.ExitCode;
import org.reconlink.review.Agreement;
import org.reconlink.review.Deliberation;
import org.reconlink.review.FilledWorkbook;
import org.reconlink.review.GivenOut;
import org.reconlink.review.Judgement;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.ReviewException;
import org.reconlink.review.Verification;
import org.reconlink.review.Worklist.Waiting;
import org.reconlink.store.WorkingStore;

/** Takes filled-in workbooks in, and says how reviewers agree and what is still open. */
final class ReviewImport {
    private final PrintWriter out;
    private final Map<FilledWorkbook, List<Judgement>> taken = new LinkedHashMap<>();

    private ReviewImport(PrintWriter out) {
        this.out = out;
    }

    static int of(Places places, List<Path> files, Instant now, PrintWriter out, PrintWriter err) throws IOException {
        List<FilledWorkbook> workbooks = read(files);
        TreeSet<String> studies =
                workbooks.stream().map(FilledWorkbook::study).collect(Collectors.toCollection(TreeSet::new));
        if (studies.size() != 1) {
            throw new UsageException("the workbooks belong to several studies; import those of one study at a time");
        }
        String study = studies.first();
        if (Stores.all(places.work).stream()
                .noneMatch(f -> f.getFileName().toString().equals(study))) {
            throw new UsageException(
                    "the workbooks belong to a study that has not run here; name its folder with --work");
        }
        Path folder = Stores.one(places.work, study);
        return Audited.of(places, folder, "review import", Map.of("workbooks", workbooks.size()), err, trail -> {
            try (WorkingStore store = Stores.read(folder, err)) {
                return new ReviewImport(out).take(workbooks, store, trail, study, now);
            }
        });
    }

    private static List<FilledWorkbook> read(List<Path> files) throws IOException {
        List<FilledWorkbook> workbooks = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                Intake.requireWorkbook(file);
                workbooks.add(FilledWorkbook.read(file));
            } catch (IntakeException e) {
                e.findings().forEach(f -> problems.add(f.file() + ": " + f.problem() + "; " + f.advice()));
            } catch (ReviewException e) {
                problems.addAll(e.problems());
            }
        }
        Verification.sameReviewer(workbooks)
                .forEach(
                        file -> problems.add(file + ": another of these files is by the same reviewer; leave one out"));
        ReviewException.throwIfAny(problems);
        return workbooks;
    }

    private ExitCode take(
            List<FilledWorkbook> workbooks, WorkingStore store, AuditTrail trail, String study, Instant now) {
        store.judgements().append(said -> verified(workbooks, Deliberation.of(said), store, now, trail));
        return report(store, study);
    }

    /** What the workbooks say, once all of it is found to be in order and the study's events tell that it comes in. */
    private List<Judgement> verified(
            List<FilledWorkbook> workbooks,
            Map<String, Deliberation> before,
            WorkingStore store,
            Instant now,
            AuditTrail trail) {
        List<GivenOut> givenOut = store.givenOut().all();
        List<String> problems = new ArrayList<>();
        for (FilledWorkbook workbook : workbooks) {
            try {
                taken.put(
                        workbook,
                        Verification.judgements(
                                workbook, store.reviewCases().read(workbook.run()), before, givenOut, now));
            } catch (ReviewException e) {
                problems.addAll(e.problems());
            }
        }
        ReviewException.throwIfAny(problems);
        try {
            for (Map.Entry<FilledWorkbook, List<Judgement>> workbook : taken.entrySet()) {
                trail.append(
                        "taking in verdicts",
                        Map.of(
                                "run", workbook.getKey().run(),
                                "by", workbook.getKey().reviewer(),
                                "pairs", workbook.getValue().size()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return taken.values().stream().flatMap(List::stream).toList();
    }

    private ExitCode report(WorkingStore store, String study) {
        taken.forEach((workbook, judgements) -> out.println(
                workbook.reviewer() + ": " + Words.count(judgements.size(), "pair") + ": " + counts(judgements)));
        sayWhoSavedTwo();
        Map<String, Deliberation> said = Deliberation.of(store.judgements().all());
        for (Agreement agreement : Agreement.of(said.values())) {
            Double kappa = agreement.kappa().value();
            out.println("agreement of " + agreement.first() + " and " + agreement.second() + ": "
                    + (kappa == null
                            ? "no pair judged by both"
                            : agreement.kappa().agreed() + " of "
                                    + Words.count(agreement.kappa().n(), "pair") + ", Cohen's kappa "
                                    + String.format(Locale.ROOT, "%.2f", kappa) + " (n = "
                                    + agreement.kappa().n() + ")"));
        }
        List<ReviewCase> cases =
                store.reviewCases().read(Stores.run(store, null).id());
        Waiting waiting = Waiting.of(cases, said);
        out.println("in the last run " + Words.count(cases.size(), "pair") + " in doubt: "
                + Words.number(cases.size() - waiting.pairs()) + " decided, " + Words.number(waiting.forReviewers())
                + " wait for reviewers, " + Words.number(waiting.forAdjudicator()) + " for an adjudicator");
        out.println("next: "
                + (waiting.forAdjudicator() > 0
                        ? "reconlink review export --study " + study + " --adjudicate NAME DIR"
                        : waiting.forReviewers() > 0
                                ? "the workbooks of the other reviewers"
                                : "reconlink run " + Stores.run(store, null).protocol()));
        return waiting.pairs() > 0 ? ExitCode.DONE_WITH_OPEN_CASES : ExitCode.DONE;
    }

    /** One person at one machine can have filled in both: then nobody has checked anybody. */
    private void sayWhoSavedTwo() {
        Map<String, List<String>> reviewersBySaver = taken.keySet().stream()
                .filter(workbook -> !workbook.savedBy().isEmpty())
                .collect(Collectors.groupingBy(
                        workbook -> workbook.savedBy().toLowerCase(Locale.ROOT),
                        TreeMap::new,
                        Collectors.mapping(FilledWorkbook::reviewer, Collectors.toList())));
        reviewersBySaver.values().stream()
                .filter(reviewers -> reviewers.size() > 1)
                .forEach(reviewers -> out.println("warning: the workbooks of " + String.join(" and ", reviewers)
                        + " were last saved by one user; if one person filled in both, this is no double review"));
    }

    private static String counts(List<Judgement> judgements) {
        return Answer.offered().stream()
                .map(answer ->
                        judgements.stream().filter(j -> j.answer() == answer).count() + " " + answer.words())
                .collect(Collectors.joining(", "));
    }
}
