package org.reconlink.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.inquiry.Words;
import org.reconlink.job.ExitCode;
import org.reconlink.job.Pruning;
import org.reconlink.job.Pruning.Removal;
import org.reconlink.kernel.EnumWords;
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
            "Kept are the last complete ones of each data cut, and those on whose links a kept one stands.",
            "Says what goes and asks before it goes. Nothing is removed unless the outputs of every run that goes are where",
            "the run left them, or are already gone.",
            "Ends with 8, after it has removed them, if the study's events, which tell of earlier removals, were changed or cut off."
        },
        mixinStandardHelpOptions = true)
final class PruneCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Option(
            names = "--keep",
            paramLabel = "N",
            required = true,
            description = "Complete runs to keep of each data cut, 1 or more.")
    private int keep;

    @Option(names = "--data-cuts", paramLabel = "N", description = "Data cuts to keep, the latest (default: all).")
    private @Nullable Integer dataCuts;

    @Option(names = "--before", paramLabel = "DATE", description = "Only runs that started before this day (UTC).")
    private @Nullable LocalDate before;

    @Option(names = "--working-data-only", description = "Leave the outputs where they are.")
    private boolean dataOnly;

    @Option(
            names = "--audit-logs-too",
            description = "Remove audit log and manifest too, which otherwise stay when outputs go.")
    private boolean auditLogsToo;

    @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "Why; the study's events keep it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String reason;

    @Option(names = "--study", paramLabel = "ID", description = "The study (default: the only one that has run).")
    private @Nullable String study;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder of all outputs now, where they were moved since the runs.")
    private @Nullable Path output;

    @Option(names = "--outputs-gone", description = "Take outputs that are not found for removed.")
    private boolean outputsGone;

    @Option(names = "--dry-run", description = "Say what would go, and remove nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        if (keep < 1 || (dataCuts != null && dataCuts < 1)) {
            throw new UsageException("--keep and --data-cuts are 1 or more");
        }
        Pruning.Extent extent = extent();
        PrintWriter err = spec.commandLine().getErr();
        return Audited.of(
                places,
                Stores.one(places.work, study),
                "runs prune",
                asked(extent),
                err,
                trail -> prune(extent, trail, err));
    }

    private Map<String, @Nullable Object> asked(Pruning.Extent extent) {
        Map<String, @Nullable Object> asked = new HashMap<>();
        asked.put("keep", keep);
        asked.put("data_cuts", dataCuts);
        asked.put("before", before);
        asked.put("extent", EnumWords.of(extent));
        asked.put("reason", reason);
        asked.put("dry_run", dryRun);
        return asked;
    }

    private ExitCode prune(Pruning.Extent extent, AuditTrail trail, PrintWriter err) throws IOException {
        try (WorkingStore store = WorkingStore.open(trail.file().resolveSibling(""))) {
            Pruning pruning = new Pruning(store, extent, output, outputsGone);
            List<Removal> removals = pruning.candidates(keep, dataCuts, before);
            List<String> problems = problems(trail.file(), store);
            problems.forEach(err::println);
            if (removals.isEmpty()) {
                err.println("there is nothing to remove");
            } else {
                say(removals, dryRun ? spec.commandLine().getOut() : err);
            }
            boolean removes = !removals.isEmpty() && !dryRun && (yes || agreed(err));
            if (removes) {
                pruning.remove(removals, reason, trail);
                removals.forEach(removal -> spec.commandLine()
                        .getOut()
                        .println("removed " + removal.run().id()));
            }
            if (!problems.isEmpty()) {
                return ExitCode.INTEGRITY;
            }
            return removes || (dryRun && !removals.isEmpty()) ? ExitCode.DONE : ExitCode.NOTHING_NEW;
        }
    }

    /** Of the events, which alone tell of what was removed before. */
    private static List<String> problems(Path events, WorkingStore store) throws IOException {
        List<String> problems = new ArrayList<>();
        AuditTrail.verify(events).forEach(problem -> problems.add(AuditTrail.FILE + ", " + problem));
        problems.addAll(AuditTrail.missing(events, store.eventsHead()));
        return problems;
    }

    private static void say(List<Removal> removals, PrintWriter to) throws IOException {
        TextTable table =
                new TextTable("what goes", "data cut", "status", "working data", "files", "MB", "of the folder");
        for (Removal removal : removals) {
            long files = 0;
            long bytes = 0;
            for (Path path : removal.files()) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    files++;
                    bytes += Files.size(path);
                }
            }
            table.row(
                    removal.run().id(),
                    removal.run().dataCut().toString(),
                    EnumWords.of(removal.run().status()),
                    removal.workingData() ? "yes" : "none left",
                    Words.number(files),
                    String.format(Locale.ROOT, "%.1f", bytes / 1e6),
                    removal.folder() == null ? "" : removal.folder().toString());
        }
        table.print(to);
    }

    /** From a terminal or a pipe; where nobody can answer nothing goes. */
    private static boolean agreed(PrintWriter err) throws IOException {
        err.print("Remove this? It cannot be brought back. [y/N] ");
        err.flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (answer == null) {
            err.println();
            throw new UsageException("nobody answered and nothing was removed; to remove without being asked: --yes");
        }
        boolean agreed = Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        if (!agreed) {
            err.println("nothing was removed");
        }
        return agreed;
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
