package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractReader;
import org.reconlink.intake.Intake;
import org.reconlink.kernel.ConvictionRecord;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Second pass over the conviction extract; after a restart it goes on behind the last row of a finished chunk. */
final class ConvictionRows implements ItemStreamReader<ConvictionRecord> {
    private static final String FILE = "file";
    private static final String ROWS = "rows";
    private static final int PROGRESS_EVERY = 20_000;

    private final RunContext run;
    private final Progress progress;
    private final List<Path> files;
    private int file;
    private long rows;
    private long expected;
    private @Nullable ExtractReader<ConvictionRecord> reader;

    ConvictionRows(RunContext run, Progress progress) {
        this.run = run;
        this.progress = progress;
        this.files = run.study().convictions().files();
    }

    @Override
    public void open(ExecutionContext context) {
        file = context.getInt(FILE, 0);
        long done = context.getLong(ROWS, 0);
        rows = 0;
        try {
            while (rows < done && read() != null) {
                // skips what an earlier try has written
            }
        } catch (IOException e) {
            throw new ItemStreamException("the conviction extract cannot be read again", e);
        }
    }

    @Override
    public @Nullable ConvictionRecord read() throws IOException {
        while (file < files.size()) {
            ExtractReader<ConvictionRecord> current = reader;
            if (current == null) {
                // its findings were recorded by the first pass
                current = Intake.convictions(
                        files.get(file), run.study().convictions(), run.study().intake(), finding -> {});
                reader = current;
                expected = RowEstimate.of(files.get(file));
            }
            ConvictionRecord row = current.read();
            if (row != null) {
                rows++;
                if (rows % PROGRESS_EVERY == 0) {
                    progress.rowsRead(row.source().file(), rows, expected);
                }
                return row;
            }
            close();
            file++;
            rows = 0;
        }
        return null;
    }

    @Override
    public void update(ExecutionContext context) {
        context.putInt(FILE, file);
        context.putLong(ROWS, rows);
    }

    @Override
    public void close() {
        ExtractReader<ConvictionRecord> open = reader;
        reader = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new ItemStreamException("the conviction extract cannot be closed", e);
            }
        }
    }
}
