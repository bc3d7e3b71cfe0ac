package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExitCode;
import org.reconlink.review.TracingWorkbook;
import org.reconlink.review.Waiting;
import org.reconlink.store.StoredRun;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code reconlink review}: people decide about the pairs that the model cannot. */
@Command(
        name = "review",
        description =
                "Clerical review of the pairs in doubt, in workbooks that two reviewers and an adjudicator fill in.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink review list",
            "  reconlink review export --reviewers anna,ben review",
            "  reconlink review import review/*.xlsx",
            "  reconlink review export --adjudicate cleo review",
            "  reconlink review sample --unlinked 30",
            "",
            "Workbooks name people: keep them in the room. Reviewers see no weight and no outcome."
        })
final class ReviewCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: export, import, sample, list or show");
    }

    /** What to do about pairs that wait. */
    static String next(String study, Waiting waiting) {
        return "reconlink review export --study " + study
                + (waiting.forReviewers() > 0 ? " --reviewers NAME,NAME DIR" : " --adjudicate NAME DIR");
    }

    @Command(
            name = "export",
            description =
                    "Writes a workbook for each reviewer, or one for the adjudicator of what reviewers left open.",
            mixinStandardHelpOptions = true)
    int export(
            @Mixin Places places,
            @Option(
                            names = "--study",
                            paramLabel = "ID",
                            description = "The study (default: the only one that has run).")
                    @Nullable
                    String study,
            @Option(names = "--run", paramLabel = "RUN", description = "The run (default: the latest).") @Nullable
                    String run,
            @Option(
                            names = "--reviewers",
                            paramLabel = "NAME",
                            split = ",",
                            description = "The reviewers, two or more, by the names they work under.")
                    @Nullable
                    List<String> reviewers,
            @Option(
                            names = "--adjudicate",
                            paramLabel = "NAME",
                            description = "The adjudicator, who is none of the reviewers.")
                    @Nullable
                    String adjudicator,
            @Parameters(paramLabel = "DIR", description = "Folder for the workbooks, outside the outputs.") Path folder)
            throws IOException {
        if ((reviewers == null) == (adjudicator == null)) {
            throw new ParameterException(spec.commandLine(), "give either --reviewers NAME,NAME or --adjudicate NAME");
        }
        try (WorkingStore store = WorkingStore.open(Stores.one(places.work, study))) {
            StoredRun stored = Stores.runWithData(store, run);
            ReviewExport export = new ReviewExport(
                    store,
                    stored,
                    folder,
                    Clock.systemUTC().instant(),
                    spec.commandLine().getOut());
            if (adjudicator == null) {
                export.toReviewers(reviewers == null ? List.of() : reviewers);
            } else {
                export.toAdjudicator(adjudicator);
            }
        }
        return ExitCode.DONE.code();
    }

    @Command(
            name = "import",
            description = "Takes filled-in workbooks, all of them or none; ends with 4 while an adjudicator is needed.",
            mixinStandardHelpOptions = true)
    int takeIn(
            @Mixin Places places,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "Workbooks that reviewers filled in.")
                    List<Path> files)
            throws IOException {
        List<TracingWorkbook.Filled> samples = ReviewSample.read(files);
        if (!samples.isEmpty()) {
            return ReviewSample.takeIn(
                            places.work,
                            samples,
                            Clock.systemUTC().instant(),
                            spec.commandLine().getOut())
                    .code();
        }
        return ReviewImport.of(
                        places.work,
                        files,
                        Clock.systemUTC().instant(),
                        spec.commandLine().getOut())
                .code();
    }

    @Command(
            name = "sample",
            description = {
                "Draws an audited sample of the unlinked, in a workbook: they are looked for by other means, traced or not",
                "traced, and the next run estimates the rate with them. A larger sample keeps a smaller one."
            },
            mixinStandardHelpOptions = true)
    int sample(
            @Mixin Places places,
            @Option(
                            names = "--study",
                            paramLabel = "ID",
                            description = "The study (default: the only one that has run).")
                    @Nullable
                    String study,
            @Option(names = "--run", paramLabel = "RUN", description = "The run (default: the last that completed).")
                    @Nullable
                    String run,
            @Option(
                            names = "--unlinked",
                            paramLabel = "N",
                            required = true,
                            description =
                                    "How many of the unlinked and those in review; 30 are enough for most studies.")
                    int size,
            @Option(
                            names = "--by",
                            paramLabel = "NAME",
                            defaultValue = "clerk",
                            description = "The name that the clerk works under (default: ${DEFAULT-VALUE}).")
                    String by,
            @Parameters(
                            paramLabel = "DIR",
                            arity = "0..1",
                            defaultValue = "review",
                            description = "Folder for the workbook, outside the outputs (default: ${DEFAULT-VALUE}).")
                    Path folder)
            throws IOException {
        try (WorkingStore store = WorkingStore.open(Stores.one(places.work, study))) {
            new ReviewSample(store, spec.commandLine().getOut())
                    .export(
                            Stores.runWithData(store, run),
                            size,
                            by,
                            folder,
                            Clock.systemUTC().instant());
        }
        return ExitCode.DONE.code();
    }

    @Command(
            name = "list",
            description = "Lists the pairs in doubt of a run and every verdict, the stale ones with what has changed.",
            mixinStandardHelpOptions = true)
    int list(
            @Mixin Places places,
            @Option(
                            names = "--study",
                            paramLabel = "ID",
                            description = "The study (default: the only one that has run).")
                    @Nullable
                    String study,
            @Option(names = "--run", paramLabel = "RUN", description = "The run (default: the latest).") @Nullable
                    String run,
            @Option(names = "--json", description = "Print as JSON.") boolean json) {
        try (WorkingStore store =
                Stores.read(Stores.one(places.work, study), spec.commandLine().getErr())) {
            ReviewList.of(store, Stores.runWithData(store, run))
                    .print(spec.commandLine().getOut(), json);
        }
        return ExitCode.DONE.code();
    }

    @Command(
            name = "show",
            description = "Shows one pair side by side as reviewers see it, and what was said of it.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin Places places,
            @Option(
                            names = "--study",
                            paramLabel = "ID",
                            description = "The study (default: the only one that has run).")
                    @Nullable
                    String study,
            @Parameters(paramLabel = "PAIR", description = "A pair as listed by: reconlink review list") String key) {
        try (WorkingStore store =
                Stores.read(Stores.one(places.work, study), spec.commandLine().getErr())) {
            new ReviewedCase(store, key).print(spec.commandLine().getOut());
        }
        return ExitCode.DONE.code();
    }
}
