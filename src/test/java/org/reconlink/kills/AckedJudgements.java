package org.reconlink.kills;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.review.Judgement;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.store.WorkingStore;

/** Adds judgements for ever and prints the number of each when the store has acknowledged it. */
final class AckedJudgements {
    private AckedJudgements() {}

    public static void main(String[] arguments) {
        try (WorkingStore store = WorkingStore.open(Path.of(arguments[0]))) {
            for (int n = store.judgements().all().size() + 1; ; n++) {
                store.judgements().append(List.of(judgement(n)));
                System.out.println(n);
            }
        }
    }

    static Judgement judgement(int n) {
        return new Judgement(
                "pair " + n,
                new ParticipantId("P" + n),
                "a",
                "b",
                "anna",
                false,
                Answer.MATCH,
                null,
                null,
                Instant.ofEpochSecond(n));
    }
}
