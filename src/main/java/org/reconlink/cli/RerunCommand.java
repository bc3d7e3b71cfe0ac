package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExitCode;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reconlink rerun}: a complete run again beside the old one, or all that did not complete. */
@Command(
        name = "rerun",
        description =
                "Runs again: a complete run for a reason, beside its earlier version; or every study whose last run"
                        + " did not complete.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink rerun --reason \"the extract was checked again\"",
            "  reconlink rerun 2021-12-31-1a2b3c4d --reason \"asked for by the sponsor\"",
            "  reconlink rerun --failed",
            "",
            "The protocol and the inputs are read where the run read them; what has changed there since makes it another run."
        })
final class RerunCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private final StudyRunner runner = new StudyRunner();

    @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run (default: the latest).")
    private @Nullable String run;

    @Option(names = "--study", paramLabel = "ID", description = "The study (default: the only one that has run).")
    private @Nullable String study;

    @Option(names = "--reason", paramLabel = "WORDS", description = "Why; the audit log and the register keep it.")
    private @Nullable String reason;

    @Option(names = "--failed", description = "Every study whose last run failed, was rejected, stopped or killed.")
    private boolean failed;

    @Override
    public Integer call() throws IOException {
        if (failed == (reason != null)) {
            throw new UsageException("give either --reason \"WORDS\", for a complete run, or --failed");
        }
        return failed ? failed() : complete();
    }

    private int complete() throws IOException {
        Path folder = Stores.one(runner.places().work, study);
        Open found;
        try {
            found = complete(folder);
        } catch (RuntimeException e) {
            return refused(folder, e);
        }
        return runner.run(Path.of(found.run().protocol()), reason, found.dataCut());
    }

    /** Tells the study's events, too, before the failure goes its way. */
    private int refused(Path folder, RuntimeException failure) throws IOException {
        Map<String, @Nullable Object> asked = new HashMap<>();
        asked.put("run", run);
        asked.put("reason", reason);
        asked.put("failed", failed ? "yes" : null);
        return Audited.of(
                runner.places(), folder, "rerun", asked, spec.commandLine().getErr(), trail -> {
                    throw failure;
                });
    }

    private Open complete(Path folder) {
        try (WorkingStore store = WorkingStore.open(folder)) {
            StoredRun found = Stores.run(store, run);
            if (found.status() != StoredRun.Status.COMPLETED) {
                throw new UsageException(
                        "run " + found.id() + " did not complete; to go on with it: reconlink rerun --failed");
            }
            return new Open(found, store.runs().dataCut(found.id()).orElse(null));
        }
    }

    private int failed() throws IOException {
        List<ExitCode> codes = new ArrayList<>();
        for (Open open : lastRunsNotComplete(codes)) {
            StoredRun last = open.run();
            ExitCode code = ExitCode.of(runner.run(Path.of(last.protocol()), last.reason(), open.dataCut()));
            codes.add(code);
            if (code.isStop()) {
                break;
            }
        }
        if (codes.isEmpty()) {
            spec.commandLine().getErr().println("the last run of every study is complete");
        }
        return ExitCode.worst(codes).code();
    }

    private record Open(StoredRun run, @Nullable LocalDate dataCut) {}

    /** @param codes takes how it ended for a study whose runs cannot be read */
    private List<Open> lastRunsNotComplete(List<ExitCode> codes) throws IOException {
        List<Open> runs = new ArrayList<>();
        for (Path folder : Stores.all(runner.places().work)) {
            if (study == null || study.equals(String.valueOf(folder.getFileName()))) {
                try (WorkingStore store = WorkingStore.open(folder)) {
                    List<StoredRun> all = store.runs().all();
                    if (!all.isEmpty() && all.get(all.size() - 1).status() != StoredRun.Status.COMPLETED) {
                        StoredRun last = all.get(all.size() - 1);
                        runs.add(new Open(last, store.runs().dataCut(last.id()).orElse(null)));
                    }
                } catch (RuntimeException e) {
                    codes.add(ExitCode.of(refused(folder, e)));
                }
            }
        }
        return runs;
    }
}
