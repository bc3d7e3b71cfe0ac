package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExitCode;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code reconlink store}: backups of a study's working store. */
@Command(
        name = "store",
        description = "Backs a study's working store up, verdicts included, and restores it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink store backup ../backups/resettle-2026-11-28",
            "  reconlink store restore ../backups/resettle-2026-11-28 --study resettle-iirms",
            "",
            "A backup names people: keep it in the room, and remove it when their data are to be removed.",
            "Before another version changes a store it is copied to backups/ in its folder; the last two copies stay."
        })
final class StoreCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: backup or restore");
    }

    @Command(
            name = "backup",
            description = "Copies the store into a new folder that only you can read.",
            mixinStandardHelpOptions = true)
    int backup(
            @Mixin Places places,
            @Option(
                            names = "--study",
                            paramLabel = "ID",
                            description = "The study (default: the only one that has run).")
                    @Nullable
                    String study,
            @Parameters(paramLabel = "DIR", description = "The new folder.") Path target)
            throws IOException {
        if (Files.exists(target)) {
            throw new UsageException(target + " is there already; name a new folder");
        }
        Path folder = Stores.one(places.work, study);
        return audited(places, folder, "store backup", "to", target, () -> {
            WorkingStore.backUp(folder, target);
            spec.commandLine().getOut().println("backup of " + folder + " in " + target);
        });
    }

    @Command(
            name = "restore",
            description = {
                "Puts a backup in place of the store, whatever state that is in; what was there is copied first.",
                "Verdicts that came in since the backup are kept: they stand in verdicts.jsonl."
            },
            mixinStandardHelpOptions = true)
    int restore(
            @Mixin Places places,
            @Option(
                            names = "--study",
                            paramLabel = "ID",
                            required = true,
                            description = "The study, which has its store in a folder of that name.")
                    String study,
            @Parameters(paramLabel = "DIR", description = "The folder that store backup wrote.") Path backup)
            throws IOException {
        Path folder = places.work.resolve(study);
        return audited(places, folder, "store restore", "from", backup, () -> {
            Path replaced = WorkingStore.restore(backup, folder);
            spec.commandLine().getOut().println(folder + " is as in " + backup + "; what was there is in " + replaced);
        });
    }

    /** The events are no part of the store: they are neither copied nor put back. */
    private int audited(Places places, Path folder, String name, String which, Path other, Copy copy)
            throws IOException {
        Map<String, String> asked =
                Map.of(which, other.toAbsolutePath().normalize().toString());
        return Audited.of(places, folder, name, asked, spec.commandLine().getErr(), trail -> {
            copy.make();
            return ExitCode.DONE;
        });
    }

    private interface Copy {
        void make() throws IOException;
    }
}
