package org.reconlink.job;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ConvictionRecord;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** The rows of linked persons; after a restart it goes on behind the last row of a finished chunk. */
final class ConvictionRows implements ItemStreamReader<ConvictionRecord> {
    private static final String ROWS = "rows";
    private static final int PROGRESS_EVERY = 20_000;

    private final LinkedConvictions linked;
    private final ExtractMemory memory;
    private final Progress progress;
    private long taken;
    private RowPlaces.@Nullable Rows rows;

    ConvictionRows(LinkedConvictions linked, ExtractMemory memory, Progress progress) {
        this.linked = linked;
        this.memory = memory;
        this.progress = progress;
    }

    @Override
    public void open(ExecutionContext context) {
        taken = context.getLong(ROWS, 0);
        RowPlaces.Rows begun = memory.places().read(linked.hashes()::contains);
        rows = begun;
        try {
            begun.skip(taken);
        } catch (IOException e) {
            throw new ItemStreamException("the conviction extract cannot be read again", e);
        }
    }

    @Override
    public @Nullable ConvictionRecord read() throws IOException {
        RowPlaces.Rows begun = Objects.requireNonNull(rows);
        ConvictionRecord row = begun.next();
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
        context.putLong(ROWS, taken);
    }

    @Override
    public void close() {
        RowPlaces.Rows begun = rows;
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
