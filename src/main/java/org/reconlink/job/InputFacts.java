package org.reconlink.job;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.intake.FileFacts;
import org.reconlink.store.WorkingStore;

/** Keeps what is known of the input files, each section's once however often its step runs. */
final class InputFacts {
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
