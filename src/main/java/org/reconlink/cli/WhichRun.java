package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.job.ExitCode;
import org.reconlink.store.StoredRun;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of commands that look at one run. */
final class WhichRun {
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
