package org.reconlink.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PersonJoins;
import org.reconlink.store.WorkingStore;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Keeps the conviction rows of linked persons and forgets everybody else's. */
final class LinkedConvictions
        implements ItemProcessor<ConvictionRecord, ConvictionRecord>, ItemWriter<ConvictionRecord>, Summarised {
    private final RunContext run;
    private final WorkingStore store;
    private @Nullable Set<PersonId> linked;
    private PersonJoins.@Nullable Finder finder;

    LinkedConvictions(RunContext run, WorkingStore store) {
        this.run = run;
        this.store = store;
    }

    @Override
    public @Nullable ConvictionRecord process(ConvictionRecord row) {
        return linked().contains(finder().of(row.person())) ? row : null;
    }

    @Override
    public void write(Chunk<? extends ConvictionRecord> rows) {
        store.convictions().append(run.runId(), new ArrayList<>(rows.getItems()));
    }

    /** What the places of their rows are known by. */
    Set<Integer> hashes() {
        return RowPlaces.hashes(linked(), store.readPersonJoins(run.runId()));
    }

    private PersonJoins.Finder finder() {
        PersonJoins.Finder known = finder;
        if (known == null) {
            known = store.readPersonJoins(run.runId()).finder();
            finder = known;
        }
        return known;
    }

    private Set<PersonId> linked() {
        Set<PersonId> known = linked;
        if (known == null) {
            known = new HashSet<>();
            for (LinkDecision decision : store.readLinkage(run.runId()).decisions()) {
                PersonId person = decision.person();
                if (person != null) {
                    known.add(person);
                }
            }
            linked = known;
        }
        return known;
    }

    @Override
    public String summary() {
        return store.convictions().count(run.runId()) + " conviction rows of linked persons kept";
    }
}
