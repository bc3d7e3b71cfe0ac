package org.reconlink.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.IntakeException;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PersonJoins;
import org.reconlink.store.WorkingStore;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
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

    /** The rows of linked persons; after a restart it goes on behind the last row of a finished chunk. */
    static final class ConvictionRows implements ItemStreamReader<ConvictionRecord>, StepExecutionListener {
        private static final String ROWS = "rows";
        private static final int PROGRESS_EVERY = 20_000;

        private final RunContext run;
        private final WorkingStore store;
        private final LinkedConvictions linked;
        private final ExtractMemory memory;
        private final Progress progress;
        private long taken;
        private ConvictionExtract.@Nullable Rows rows;
        private @Nullable Refusal refusal;

        ConvictionRows(
                RunContext run, WorkingStore store, LinkedConvictions linked, ExtractMemory memory, Progress progress) {
            this.run = run;
            this.store = store;
            this.linked = linked;
            this.memory = memory;
            this.progress = progress;
        }

        @Override
        public void open(ExecutionContext context) {
            taken = context.getLong(ROWS, 0);
            ConvictionExtract.Rows begun = memory.extract().read(new ExtractWire.Wanted(linked.hashes(), 0));
            rows = begun;
            try {
                begun.skip(taken);
            } catch (IOException e) {
                throw new ItemStreamException("the conviction extract cannot be read again", e);
            }
        }

        @Override
        public @Nullable ConvictionRecord read() throws IOException {
            ConvictionExtract.Rows begun = Objects.requireNonNull(rows);
            ConvictionRecord row;
            try {
                row = begun.next();
            } catch (IntakeException e) {
                refusal = Refusal.of(e);
                return null;
            }
            if (row != null) {
                taken++;
                if (taken % PROGRESS_EVERY == 0) {
                    progress.rowsRead(row.source().file(), taken, begun.expected());
                }
            }
            return row;
        }

        @Override
        public void update(ExecutionContext context) {
            if (refusal != null) {
                store.findings().refuse(run.runId(), refusal.findings());
            }
            context.putLong(ROWS, taken);
        }

        @Override
        public @Nullable ExitStatus afterStep(StepExecution execution) {
            return refusal == null ? null : ExitCode.INPUT_REJECTED.status(refusal.because());
        }

        @Override
        public void close() {
            ConvictionExtract.Rows begun = rows;
            rows = null;
            if (begun != null) {
                try {
                    begun.close();
                } catch (IOException e) {
                    throw new ItemStreamException("the conviction extract cannot be closed", e);
                }
            }
        }
    }
}
