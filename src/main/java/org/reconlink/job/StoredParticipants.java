package org.reconlink.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.store.WorkingStore;
import org.springframework.batch.infrastructure.item.support.AbstractItemCountingItemStreamItemReader;

/** The participants of a run, from the working store; how many were taken is kept in the step's execution context. */
final class StoredParticipants extends AbstractItemCountingItemStreamItemReader<Participant> {
    private final WorkingStore store;
    private final String run;
    private List<Participant> participants = List.of();
    private int next;

    StoredParticipants(WorkingStore store, String run) {
        this.store = store;
        this.run = run;
        setName("participants");
    }

    @Override
    protected void doOpen() {
        participants = store.participants().read(run);
        next = 0;
    }

    @Override
    protected void jumpToItem(int item) {
        next = item;
    }

    @Override
    protected @Nullable Participant doRead() {
        return next < participants.size() ? participants.get(next++) : null;
    }

    @Override
    protected void doClose() {
        participants = List.of();
    }
}
