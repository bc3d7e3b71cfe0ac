package org.reconlink.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.review.Judgement;
import tools.jackson.databind.json.JsonMapper;

/**
 * What reviewers say of a study's pairs, read from and added to the journal beside its store, without opening that: for whoever
 * takes in one verdict after the other while runs come and go. It is kept, so that each line is read once.
 */
public final class SpokenJudgements {
    private final JsonMapper json = JsonMapper.builder().build();
    private final VerdictJournal journal;
    private final List<Judgement> said = new ArrayList<>();
    private int lines;

    private SpokenJudgements(VerdictJournal journal) {
        this.journal = journal;
    }

    /**
     * Reads what was said of a store in a folder.
     *
     * @throws StoreException if a line is not as it was written
     */
    public static SpokenJudgements in(Path folder) {
        return in(folder, StoreKey.fromEnvironment());
    }

    static SpokenJudgements in(Path folder, StoreKey key) {
        try (WorkingStore store = WorkingStore.read(folder, key)) {
            store.judgements().append(none -> List.of()); // a database from before there was a journal fills it
            return new SpokenJudgements(VerdictJournal.open(folder, key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them up to now, the earliest first: as many as before, and those that came since. */
    public synchronized List<Judgement> all() {
        try {
            journal.readOn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known();
    }

    private List<Judgement> known() {
        for (String body : journal.bodies("judgements", lines)) {
            Collections.addAll(said, json.readValue(body, Judgement[].class));
        }
        lines = journal.lines();
        return Collections.unmodifiableList(said);
    }

    /**
     * Adds what is made of all that was said, while nobody else can say anything; it is on disk when this returns.
     *
     * @param make null adds nothing
     */
    public synchronized void append(Function<List<Judgement>, @Nullable Judgement> make) {
        journal.appendLine(() -> {
            Judgement one = make.apply(known());
            return one == null
                    ? null
                    : new VerdictJournal.Line(
                            one.isWithdrawal() ? VerdictJournal.WITHDRAWN : "judgements",
                            json.writeValueAsString(new Judgement[] {one}));
        });
    }
}
