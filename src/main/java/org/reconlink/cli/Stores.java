package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.job.ExitCode;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds the working stores under a folder and the runs in them. */
final class Stores {
    private Stores() {}

    /** The folders of all studies that have run, sorted. */
    static List<Path> all(Path work) {
        if (!Files.isDirectory(work)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(work)) {
            return folders.filter(WorkingStore::exists).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of one study: the named one, or the only one there is. */
    static Path one(Path work, @Nullable String study) {
        List<Path> all = all(work);
        if (study != null) {
            return all.stream()
                    .filter(folder -> folder.getFileName().toString().equals(study))
                    .findFirst()
                    .orElseThrow(
                            () -> new UsageException("no study " + study + " has run here; there are: " + names(all)));
        }
        if (all.size() == 1) {
            return all.get(0);
        }
        throw new UsageException(
                all.isEmpty()
                        ? "no study has run here yet; run one first: reconlink run jobs/resettle.yml"
                        : "several studies have run here; name one with --study: " + names(all));
    }

    /** Opens a store to read, and says so if what is read is what was before a run that goes on. */
    static WorkingStore read(Path folder, PrintWriter err) {
        WorkingStore store = WorkingStore.read(folder);
        if (store.isCopy()) {
            err.println("another process is at work on the study " + folder.getFileName()
                    + ": this is as it was before that began");
        }
        return store;
    }

    /** The named run, or the latest: of the complete ones of the latest data cut the newest. */
    static StoredRun run(WorkingStore store, @Nullable String id) {
        if (id != null) {
            return store.runs()
                    .find(id)
                    .orElseThrow(() -> new UsageException("there is no run " + id + "; see: reconlink runs list"));
        }
        return store.runs()
                .latest()
                .orElseThrow(() -> new UsageException("no run of this study has completed; see: reconlink runs list"));
    }

    /** The same, with its working data. */
    static StoredRun runWithData(WorkingStore store, @Nullable String id) {
        StoredRun run = run(store, id);
        if (run.status() == StoredRun.Status.PRUNED
                || (run.status() == StoredRun.Status.COMPLETED && !store.hasWorkingData(run.id()))) {
            throw new UsageException("the working data of run " + run.id()
                    + " were removed; the outputs of a run say what became of whom, by pseudonym");
        }
        return run;
    }

    private static String names(List<Path> folders) {
        return folders.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        folders.stream().map(f -> f.getFileName().toString()).toList());
    }

    /** The options of commands that look at one run. */
    static final class WhichRun {
        @Spec(Spec.Target.MIXEE)
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final Places places = new Places();

        @Option(names = "--study", paramLabel = "ID", description = "The study (default: the only one that has run).")
        private @Nullable String study;

        @Option(names = "--run", paramLabel = "RUN", description = "The run (default: the latest).")
        private @Nullable String run;

        /** Opens the store, finds the run, and closes the store behind what is done with both. */
        <T> T look(BiFunction<WorkingStore, StoredRun, T> at) {
            return look(Stores.one(places.work, study), at);
        }

        private <T> T look(Path folder, BiFunction<WorkingStore, StoredRun, T> at) {
            try (WorkingStore store = Stores.read(folder, spec.commandLine().getErr())) {
                return at.apply(store, Stores.runWithData(store, run));
            }
        }

        /**
         * Looks at people of a run, which the study's events tell before anything of them can be seen.
         *
         * @param name the command's
         * @param show given the part in the events and the run's data
         */
        <T> int show(String name, BiFunction<WorkingStore, StoredRun, T> at, Shown<T> show) throws IOException {
            Path folder = Stores.one(places.work, study);
            return Audited.of(places, folder, name, Map.of(), spec.commandLine().getErr(), trail -> {
                show.show(look(folder, at), trail);
                return ExitCode.DONE;
            });
        }

        /** Tells what it is about to show, and shows it. */
        interface Shown<T> {
            void show(T what, AuditTrail trail) throws IOException;
        }
    }
}
