package org.reconlink.cli;

import java.io.PrintWriter;
import java.util.List;
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
    private final @Nullable Deliberation said;

    ReviewedCase(WorkingStore store, String key) {
        this.key = key;
        this.pair = store.runs().all().stream()
                .map(StoredRun::id)
                .flatMap(run -> store.reviewCases().read(run).stream())
                .filter(c -> c.key().equals(key))
                .reduce((first, second) -> second)
                .orElse(null);
        this.said = Deliberation.of(store.judgements().all()).get(key);
    }

    void print(PrintWriter out) {
        if (pair == null) {
            throw new UsageException("no run has had a pair of this key in doubt; see: reconlink review list");
        }
        out.println("pair        " + key);
        out.println("participant " + pair.participant().value());
        out.println();
        TextTable table = new TextTable("field", "participant", "", "person of the extract");
        for (Line line : SideBySide.of(pair)) {
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
