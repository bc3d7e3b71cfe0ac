package org.reconlink.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.review.Deliberation;
import org.reconlink.review.Judgement;
import org.reconlink.review.Line;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.SideBySide;
import org.reconlink.store.StoredRun;
import org.reconlink.store.WorkingStore;

/** One pair as reviewers see it, from the last run in which it was in doubt, and what was said of it. */
final class ReviewedCase {
    private final String key;
    private final @Nullable ReviewCase pair;
    private final String run;
    private final @Nullable Deliberation said;

    ReviewedCase(WorkingStore store, String key) {
        this.key = key;
        ReviewCase last = null;
        String lastRun = "";
        for (StoredRun stored : store.runs().all()) {
            for (ReviewCase found : store.reviewCases().read(stored.id())) {
                if (found.key().equals(key)) {
                    last = found;
                    lastRun = stored.id();
                }
            }
        }
        this.pair = last;
        this.run = lastRun;
        this.said = Deliberation.of(store.judgements().all()).get(key);
    }

    /** Whom it is about, for the study's events: by the row they were read from, which only who holds the input can look up. */
    Map<String, String> subject(WorkingStore store) {
        ReviewCase shown = required();
        String source = store.participants().read(run).stream()
                .filter(participant -> participant.id().equals(shown.participant()))
                .map(participant -> participant.source().toString())
                .findFirst()
                .orElse("");
        return Map.of("run", run, "source", source);
    }

    private ReviewCase required() {
        if (pair == null) {
            throw new UsageException("no run has had a pair of this key in doubt; see: reconlink review list");
        }
        return pair;
    }

    void print(PrintWriter out) {
        ReviewCase shown = required();
        out.println("pair        " + key);
        out.println("participant " + shown.participant().value());
        out.println();
        TextTable table = new TextTable("field", "participant", "", "person of the extract");
        for (Line line : SideBySide.of(shown)) {
            table.row(line.field(), line.participant(), line.mark(), line.person());
        }
        table.print(out, "  ");
        List<Judgement> judgements = said == null ? List.of() : said.judgements();
        if (!judgements.isEmpty()) {
            out.println();
            TextTable verdicts = new TextTable("by", "role", "verdict", "reason", "comment", "imported");
            judgements.forEach(j -> verdicts.row(
                    j.reviewer(),
                    j.adjudicator() ? "adjudicator" : "reviewer",
                    j.answer().words(),
                    j.reason() == null ? "" : j.reason().words(),
                    Objects.requireNonNullElse(j.comment(), ""),
                    j.time().toString()));
            verdicts.print(out, "  ");
        }
    }
}
