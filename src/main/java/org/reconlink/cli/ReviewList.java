package org.reconlink.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.study.VerdictUse;
import org.reconlink.review.Answer;
import org.reconlink.review.Deliberation;
import org.reconlink.review.Judgement;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.Waiting;
import org.reconlink.store.StoredRun;
import org.reconlink.store.WorkingStore;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the pairs in doubt of a run and the verdicts stand.
 *
 * @param rows one a pair: first those of the run, then those that only verdicts know
 */
record ReviewList(StoredRun run, List<Row> rows, Waiting waiting) {

    /** One pair and where it stands, in words. */
    record Row(String pair, String participant, String state, String reviewers) {}

    static ReviewList of(WorkingStore store, StoredRun run) {
        List<ReviewCase> cases = store.reviewCases().read(run.id());
        Map<String, Deliberation> said = Deliberation.of(store.judgements().all());
        Map<String, VerdictUse> uses = new LinkedHashMap<>();
        store.verdictUses().read(run.id()).forEach(use -> uses.put(use.verdict().key(), use));
        Map<String, Row> rows = new LinkedHashMap<>();
        for (ReviewCase pair : cases) {
            Deliberation deliberation = said.get(pair.key());
            rows.put(
                    pair.key(),
                    new Row(
                            pair.key(),
                            pair.participant().value(),
                            pair.contradicted() ? "contradicts another verdict" : state(deliberation, null),
                            reviewers(deliberation)));
        }
        said.forEach((key, deliberation) -> rows.putIfAbsent(
                key,
                new Row(
                        key,
                        deliberation.participant().value(),
                        state(deliberation, uses.get(key)),
                        reviewers(deliberation))));
        return new ReviewList(run, new ArrayList<>(rows.values()), Waiting.of(cases, said));
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(rows));
            return;
        }
        if (rows.isEmpty()) {
            out.println("run " + run.id() + " has no pair in doubt, and there are no verdicts");
            return;
        }
        TextTable table = new TextTable("pair", "participant", "state", "reviewers");
        rows.forEach(row -> table.row(row.pair(), row.participant(), row.state(), row.reviewers()));
        table.print(out);
        if (waiting.pairs() > 0) {
            out.println("next: " + ReviewCommand.next(run.study(), waiting));
        }
    }

    private static String state(@Nullable Deliberation said, @Nullable VerdictUse use) {
        if (said == null) {
            return "waits for reviewers";
        }
        Answer decision = said.decision();
        if (decision == null) {
            return said.state() == Deliberation.State.AWAITS_ADJUDICATOR
                    ? "waits for an adjudicator"
                    : "waits for another reviewer";
        }
        if (use == null) {
            return decision.words() + ", for the next run";
        }
        return decision.words() + (use.stale() == null ? ", used" : ", stale: " + use.stale());
    }

    private static String reviewers(@Nullable Deliberation said) {
        return said == null
                ? ""
                : said.judgements().stream().map(Judgement::reviewer).distinct().collect(Collectors.joining(", "));
    }
}
