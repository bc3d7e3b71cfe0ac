package org.reconlink.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.Verdict;
import org.reconlink.linkage.study.Verdict.VerdictUse;
import org.reconlink.review.Judgement;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.review.Judgement.Reason;
import org.reconlink.review.ReviewCase;

class ReviewTablesTest {
    private static final ParticipantId ID = new ParticipantId("P1");
    private static final Judgement FIRST = new Judgement(
            "key",
            ID,
            "a",
            "b",
            "anna",
            false,
            Answer.MATCH,
            Reason.ALIAS,
            "comment",
            Instant.parse("2024-05-01T10:00:00Z"));
    private static final Judgement SECOND = new Judgement(
            "key", ID, "a", "b", "ben", true, Answer.UNSURE, null, null, Instant.parse("2024-05-02T10:00:00.123Z"));

    @TempDir
    Path folder;

    @Test
    void whatIsStoredIsReadAfterTheStoreWasClosed() {
        PersonDetails details = new PersonDetails(
                new PersonName("CARTER", null, null),
                List.of(),
                LocalDate.of(1984, 3, 7),
                null,
                null,
                null,
                null,
                List.of());
        ReviewCase pair = new ReviewCase(
                "key",
                ID,
                details,
                LocalDate.of(2010, 5, 4),
                details,
                List.of(details),
                List.of(LocalDate.of(2010, 5, 4)),
                true);
        List<VerdictUse> uses = List.of(
                new VerdictUse(new Verdict("key", ID, "a", "b", true), new PersonId("p"), null),
                new VerdictUse(new Verdict("kez", ID, "a", "b", false), null, "changed"));
        try (WorkingStore store = WorkingStore.open(folder)) {
            assertThat(store.judgements().all()).isEmpty();
            store.judgements().append(List.of(FIRST));
            store.judgements().append(List.of(SECOND));
            store.reviewCases().replace("run", List.of(pair));
            store.verdictUses().replace("run", uses);
        }
        try (WorkingStore store = WorkingStore.open(folder)) {
            assertThat(store.judgements().all()).containsExactly(FIRST, SECOND);
            assertThat(store.reviewCases().read("run")).containsExactly(pair);
            assertThat(store.verdictUses().read("run")).isEqualTo(uses);
        }
    }
}
