package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.store.StoredRun;
import org.reconlink.store.WorkingStore;

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
}
