package org.reconlink.cli;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
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
        try (WorkingStore store =
                Stores.read(Stores.one(places.work, study), spec.commandLine().getErr())) {
            return at.apply(store, Stores.runWithData(store, run));
        }
    }
}
