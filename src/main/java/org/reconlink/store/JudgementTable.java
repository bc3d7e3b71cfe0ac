package org.reconlink.store;

import java.util.List;
import java.util.stream.Stream;
import org.reconlink.review.Judgement;

/** The judgements of clerical review in the order in which they came; never changed, only added to. */
public final class JudgementTable {
    private final JournalTable<Judgement[]> rows;

    JudgementTable(JournalTable<Judgement[]> rows) {
        this.rows = rows;
    }

    /** Adds what came in together, all of it or nothing. */
    public void append(List<Judgement> judgements) {
        rows.append(judgements.toArray(Judgement[]::new));
    }

    /** All of them, the earliest first. */
    public List<Judgement> all() {
        return rows.all().stream().flatMap(Stream::of).toList();
    }
}
