package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractReader;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.FileScans;
import org.reconlink.intake.IntakeException;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.kernel.Finding;
import org.reconlink.store.WorkingStore;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * The rows of an extract, file by file: a row that can be used is an item, one that is rejected is skipped. After a restart it goes
 * on behind the last row of the last finished chunk. Findings, what is known of a file that ended, and why one cannot be used are
 * kept with the position, in the chunk's transaction.
 *
 * @param <T> what a row holds
 */
final class ExtractRows<T> implements ItemStreamReader<T>, StepExecutionListener {
    private static final String FILE = "file";
    private static final String USED = "rows.used";
    private static final String REJECTED = "rows.rejected";
    private static final String TOLD = "findings.told";

    private final WorkingStore store;
    private final String run;
    private final IntakeSettings intake;
    private final FileScans scans;
    private final @Nullable ExtractSettings extract;
    private final List<Path> files;
    private final Opening<T> opening;
    private final StepFindings findings;
    private final List<FileFacts> ended = new ArrayList<>();
    private int file;
    private long used;
    private long rejected;
    private long told;
    private @Nullable ExtractReader<T> reader;
    private @Nullable T held;
    private boolean endOfFile;
    private @Nullable Refusal refusal;

    /** How intake opens a file of this kind. */
    interface Opening<T> {
        ExtractReader<T> open(
                Path file, ExtractSettings extract, IntakeSettings intake, Consumer<Finding> findings, FileScans scans)
                throws IOException;
    }

    /** A row that intake rejects, and has told why; holds nothing of it. */
    static final class RejectedRow extends Exception {
        private static final long serialVersionUID = 1L;

        RejectedRow() {
            super("a row is rejected", null, false, false);
        }
    }

    /**
     * @param step whose findings they are; each is kept once, however often a row is read again after a restart
     * @param extract null if the study has none of this kind
     * @param scans of the run's files
     */
    ExtractRows(
            WorkingStore store,
            String run,
            String step,
            IntakeSettings intake,
            FileScans scans,
            @Nullable ExtractSettings extract,
            Opening<T> opening) {
        this.store = store;
        this.run = run;
        this.findings = new StepFindings(store, run, step);
        this.intake = intake;
        this.scans = scans;
        this.extract = extract;
        this.files = extract == null ? List.of() : extract.files();
        this.opening = opening;
    }

    @Override
    public void open(ExecutionContext context) {
        file = context.getInt(FILE, 0);
        used = context.getLong(USED, 0);
        rejected = context.getLong(REJECTED, 0);
        told = context.getLong(TOLD, 0);
    }

    @Override
    public @Nullable T read() throws IOException, RejectedRow {
        try {
            while (refusal == null && file < files.size()) {
                ExtractReader<T> rows = opened();
                if (held == null && !endOfFile) {
                    held = rows.read();
                    endOfFile = held == null;
                }
                if (rejected < rows.rowsRejected()) {
                    rejected++;
                    throw new RejectedRow();
                }
                if (held != null) {
                    T row = held;
                    held = null;
                    used++;
                    return row;
                }
                ended.add(rows.facts());
                close();
                file++;
                used = 0;
                rejected = 0;
                told = 0;
            }
        } catch (IntakeException e) {
            refusal = Refusal.of(e);
        }
        return null;
    }

    /** The file at hand, behind the rows that were read before a restart. */
    private ExtractReader<T> opened() throws IOException {
        ExtractReader<T> open = reader;
        if (open == null) {
            long before = told;
            long[] heard = {0};
            Consumer<Finding> once = finding -> {
                if (++heard[0] > before) {
                    told = heard[0];
                    findings.accept(finding);
                }
            };
            open = opening.open(files.get(file), Objects.requireNonNull(extract), intake, once, scans);
            reader = open;
            for (long row = 0; row < used; row++) {
                open.read();
            }
        }
        return open;
    }

    @Override
    public void update(ExecutionContext context) {
        findings.keep();
        ended.forEach(facts -> InputFacts.add(store, run, facts));
        ended.clear();
        if (refusal != null) {
            store.findings().refuse(run, refusal.findings());
        }
        context.putInt(FILE, file);
        context.putLong(USED, used);
        context.putLong(REJECTED, rejected);
        context.putLong(TOLD, told);
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution execution) {
        return refusal == null ? null : ExitCode.INPUT_REJECTED.status(refusal.because());
    }

    @Override
    public void close() {
        ExtractReader<T> open = reader;
        reader = null;
        held = null;
        endOfFile = false;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new ItemStreamException("the extract cannot be closed", e);
            }
        }
    }

    /** Keeps what is known of the input files, each section's once however often its step runs. */
    static final class InputFacts {
        private InputFacts() {}

        static void replace(WorkingStore store, String run, String section, List<FileFacts> facts) {
            List<FileFacts> all = new ArrayList<>(store.inputFiles().read(run));
            all.removeIf(file -> file.section().equals(section));
            all.addAll(facts);
            store.inputFiles().replace(run, all);
        }

        /** Adds a file behind those that are known. */
        static void add(WorkingStore store, String run, FileFacts facts) {
            store.inputFiles().append(run, List.of(facts));
        }
    }

    /** What a chunk step finds, held until it is kept in the transaction of the chunk whose rows told it. */
    static final class StepFindings implements Consumer<Finding> {
        private final WorkingStore store;
        private final String run;
        private final String step;
        private final List<Finding> found = new ArrayList<>();

        StepFindings(WorkingStore store, String run, String step) {
            this.store = store;
            this.run = run;
            this.step = step;
        }

        @Override
        public void accept(Finding finding) {
            found.add(finding);
        }

        void keep() {
            store.findings().append(run, step, found);
            found.clear();
        }
    }
}
