package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExitCode;
import org.reconlink.job.Pruning;
import org.reconlink.store.StoredRun;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reconlink runs prune}: removes what was kept of old runs. */
@Command(
        name = "prune",
        description = {
            "Removes old runs of a study: working data and outputs, or working data only.",
            "Kept are the last complete ones, the one that is latest, and those on whose links a kept one stands.",
            "Ends with 8, after it has removed them, if a log of an earlier removal was changed or is missing."
        },
        mixinStandardHelpOptions = true)
final class PruneCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Option(names = "--keep", paramLabel = "N", required = true, description = "Complete runs to keep, 1 or more.")
    private int keep;

    @Option(names = "--before", paramLabel = "DATE", description = "Only runs that started before this day (UTC).")
    private @Nullable LocalDate before;

    @Option(names = "--working-data-only", description = "Leave the outputs where they are.")
    private boolean dataOnly;

    @Option(
            names = "--audit-logs-too",
            description = "Remove audit log and manifest too, which otherwise stay when outputs go.")
    private boolean auditLogsToo;

    @Option(
            names = "--reason",
            paramLabel = "WORDS",
            required = true,
            description = "Why; the log of removals keeps it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String reason;

    @Option(names = "--study", paramLabel = "ID", description = "The study (default: the only one that has run).")
    private @Nullable String study;

    @Override
    public Integer call() throws IOException {
        if (keep < 1) {
            throw new UsageException("--keep is 1 or more");
        }
        Pruning.Extent extent = extent();
        Path folder = Stores.one(places.work, study);
        try (WorkingStore store = WorkingStore.open(folder)) {
            Pruning pruning = new Pruning(store, extent, reason, Clock.systemUTC());
            List<String> problems = pruning.problems();
            problems.forEach(spec.commandLine().getErr()::println);
            List<StoredRun> removed = pruning.remove(pruning.candidates(keep, before));
            removed.forEach(run -> spec.commandLine().getOut().println("removed " + run.id()));
            if (removed.isEmpty()) {
                spec.commandLine().getErr().println("there is nothing to remove");
            }
            if (!problems.isEmpty()) {
                return ExitCode.INTEGRITY.code();
            }
            return (removed.isEmpty() ? ExitCode.NOTHING_NEW : ExitCode.DONE).code();
        }
    }

    private Pruning.Extent extent() {
        if (dataOnly && auditLogsToo) {
            throw new UsageException(
                    "give either --working-data-only or --audit-logs-too: the first leaves all outputs");
        }
        if (dataOnly) {
            return Pruning.Extent.WORKING_DATA;
        }
        return auditLogsToo ? Pruning.Extent.AUDIT_LOGS_TOO : Pruning.Extent.ALL_BUT_AUDIT_LOGS;
    }
}
