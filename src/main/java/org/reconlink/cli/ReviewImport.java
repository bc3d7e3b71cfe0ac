package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.inquiry.Words;
import org.reconlink.job.ExitCode;
import org.reconlink.review.Agreement;
import org.reconlink.review.Deliberation;
import org.reconlink.review.FilledWorkbook;
import org.reconlink.review.Judgement;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.Worklist;
import org.reconlink.review.Worklist.Waiting;
import org.reconlink.store.Reviewing;
import org.reconlink.store.WorkbookExchange;
import org.reconlink.store.WorkingStore;

/** Takes filled-in workbooks in, and says how reviewers agree and what is still open. */
final class ReviewImport {
    private final PrintWriter out;

    private ReviewImport(PrintWriter out) {
        this.out = out;
    }

    /** @param by who judged */
    static int labels(
            Places places,
            Path folder,
            @Nullable String run,
            Path file,
            String by,
            boolean adjudicator,
            Instant now,
            PrintWriter out,
            PrintWriter err)
            throws IOException {
        ReviewExport.checked(by);
        Map<String, Object> asked = Map.of("labels", 1, adjudicator ? "adjudicator" : "reviewer", by);
        return Audited.of(places, folder, "review import", asked, err, trail -> {
            try (WorkingStore store = Stores.read(folder, err)) {
                String of = Stores.runWithData(store, run).id();
                List<Judgement> taken = ReviewExport.exchange(store, trail, now).takeLabels(file, of, by, adjudicator);
                return new ReviewImport(out).said(by, taken).stands(store, folder);
            }
        });
    }

    static int of(Places places, List<Path> files, Instant now, PrintWriter out, PrintWriter err) throws IOException {
        List<FilledWorkbook> workbooks = WorkbookExchange.read(files);
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
                ReviewImport report = new ReviewImport(out);
                Map<FilledWorkbook, List<Judgement>> taken =
                        ReviewExport.exchange(store, trail, now).take(workbooks);
                taken.forEach((workbook, judgements) -> report.said(workbook.reviewer(), judgements));
                report.sayWhoSavedTwo(taken.keySet());
                return report.stands(store, folder);
            }
        });
    }

    private ReviewImport said(String reviewer, List<Judgement> judgements) {
        out.println(reviewer + ": " + Words.count(judgements.size(), "pair") + ": " + counts(judgements));
        return this;
    }

    private ExitCode stands(WorkingStore store, Path folder) {
        String study = String.valueOf(folder.getFileName());
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
        Integer budget = Reviewing.in(folder).pairs();
        long inBudget = Waiting.of(Worklist.pool(cases, budget), said).forReviewers();
        out.println("next: "
                + (waiting.forAdjudicator() > 0
                        ? "reconlink review export --study " + study + " --adjudicate NAME DIR"
                        : inBudget > 0
                                ? "the workbooks of the other reviewers"
                                : "reconlink run " + Stores.run(store, null).protocol()));
        return waiting.pairs() > 0 ? ExitCode.DONE_WITH_OPEN_CASES : ExitCode.DONE;
    }

    /** One person at one machine can have filled in both: then nobody has checked anybody. */
    private void sayWhoSavedTwo(Set<FilledWorkbook> taken) {
        Map<String, List<String>> reviewersBySaver = taken.stream()
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
