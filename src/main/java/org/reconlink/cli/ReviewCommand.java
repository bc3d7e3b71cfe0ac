package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.job.ExitCode;
import org.reconlink.linkage.study.Verdict.VerdictUse;
import org.reconlink.review.Deliberation;
import org.reconlink.review.Judgement;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.SideBySide;
import org.reconlink.review.SideBySide.Line;
import org.reconlink.review.TracingWorkbook;
import org.reconlink.review.Worklist;
import org.reconlink.review.Worklist.Waiting;
import org.reconlink.store.Reviewing;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

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
            "  reconlink review export --reviewers anna,ben --pairs 60 review",
            "  reconlink review export --adjudicate cleo review",
            "  reconlink review sample --unlinked 30",
            "  reconlink review export --labels review",
            "  reconlink review import --reviewer dora review/labels.csv",
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
            @Option(
                            names = "--pairs",
                            paramLabel = "N",
                            description =
                                    "Only the N pairs on which a verdict is worth most (default: what the coordinator has set"
                                            + " in the console, else all).")
                    @Nullable
                    Integer budget,
            @Option(
                            names = "--part",
                            paramLabel = "N/OF",
                            description =
                                    "With --reviewers, one of so many parts of the list, such as 1/3 and 2/3 and 3/3.")
                    @Nullable
                    String part,
            @Option(
                            names = "--labels",
                            description =
                                    "Not what is to be judged but what was, as CSV in the columns of Splink's labels: what all came"
                                            + " to, or what those named said.")
                    boolean labels,
            @Parameters(paramLabel = "DIR", description = "Folder for the files, outside the outputs.") Path folder)
            throws IOException {
        if (labels ? reviewers != null && adjudicator != null : (reviewers == null) == (adjudicator == null)) {
            throw new ParameterException(spec.commandLine(), "give either --reviewers NAME,NAME or --adjudicate NAME");
        }
        if (budget != null && (budget < 1 || adjudicator != null || labels)) {
            throw new ParameterException(
                    spec.commandLine(), "--pairs is a number from 1 on, and goes with --reviewers alone");
        }
        int[] parts = part(part);
        if (part != null && (reviewers == null || labels || parts[0] < 1 || parts[0] > parts[1])) {
            throw new ParameterException(
                    spec.commandLine(), "--part is one of so many, such as 2/3, and goes with --reviewers alone");
        }
        Map<String, @Nullable Object> asked = new HashMap<>();
        asked.put("run", run);
        asked.put("pairs", budget);
        asked.put("part", part);
        asked.put("reviewers", reviewers);
        asked.put("adjudicator", adjudicator);
        return audited(places, study, "review export", asked, trail -> {
            try (WorkingStore store =
                    Stores.read(folder(trail), spec.commandLine().getErr())) {
                ReviewExport export = new ReviewExport(
                        store,
                        Stores.runWithData(store, run),
                        folder,
                        Clock.systemUTC().instant(),
                        trail,
                        spec.commandLine().getOut());
                if (labels) {
                    export.labels(reviewers == null ? List.of() : reviewers, adjudicator);
                } else if (adjudicator == null) {
                    export.toReviewers(
                            reviewers == null ? List.of() : reviewers,
                            budget == null ? Reviewing.in(folder(trail)).pairs() : budget,
                            pair -> part == null || Worklist.part(pair, parts[1]) == parts[0]);
                } else {
                    export.toAdjudicator(adjudicator);
                }
            }
            return ExitCode.DONE;
        });
    }

    /** Which of how many; none of none where it is not said so. */
    private static int[] part(@Nullable String text) {
        String[] numbers =
                text != null && text.matches("[0-9]{1,3}/[0-9]{1,3}") ? text.split("/", -1) : new String[] {"0", "0"};
        return new int[] {Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])};
    }

    private int audited(
            Places places,
            @Nullable String study,
            String name,
            Map<String, ? extends @Nullable Object> asked,
            Audited.Command command)
            throws IOException {
        return Audited.of(
                places,
                Stores.one(places.work, study),
                name,
                asked,
                spec.commandLine().getErr(),
                command);
    }

    /** The study's. */
    private static Path folder(AuditTrail trail) {
        return trail.file().resolveSibling("");
    }

    @Command(
            name = "import",
            description = {
                "Takes filled-in workbooks, all of them or none; ends with 4 while an adjudicator is needed.",
                "Labels in the columns of Splink's, as CSV, with whose they are: --reviewer or --adjudicator."
            },
            mixinStandardHelpOptions = true)
    int takeIn(
            @Mixin Places places,
            @Option(
                            names = "--study",
                            paramLabel = "ID",
                            description = "The study of labels (default: the only one that has run).")
                    @Nullable
                    String study,
            @Option(names = "--run", paramLabel = "RUN", description = "The run of labels (default: the latest).")
                    @Nullable
                    String run,
            @Option(names = "--reviewer", paramLabel = "NAME", description = "The file has labels, which NAME gave.")
                    @Nullable
                    String reviewer,
            @Option(
                            names = "--adjudicator",
                            paramLabel = "NAME",
                            description = "The file has labels, by which NAME decided what two others left open.")
                    @Nullable
                    String adjudicator,
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "Workbooks that reviewers filled in, or one file of labels.")
                    List<Path> files)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Instant now = Clock.systemUTC().instant();
        String by = reviewer == null ? adjudicator : reviewer;
        if (by != null) {
            if ((adjudicator != null && reviewer != null) || files.size() > 1) {
                throw new ParameterException(
                        spec.commandLine(), "labels are one file, of a --reviewer or an --adjudicator");
            }
            return ReviewImport.labels(
                    places, Stores.one(places.work, study), run, files.get(0), by, adjudicator != null, now, out, err);
        }
        if (study != null || run != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a workbook says of which study and run it is; --study and --run go with --reviewer or --adjudicator");
        }
        try {
            List<TracingWorkbook.Filled> samples = ReviewSample.read(files);
            return samples.isEmpty()
                    ? ReviewImport.of(places, files, now, out, err)
                    : ReviewSample.takeIn(places, samples, now, out, err);
        } catch (RuntimeException e) {
            // refused before it was known which study it is about
            return Audited.of(places, places.work, "review import", Map.of("workbooks", files.size()), err, trail -> {
                throw e;
            });
        }
    }

    @Command(
            name = "sample",
            description = {
                "Draws an audited sample of the unlinked, in a workbook: they are looked for by other means, traced or not"
                        + " traced, and the next run estimates the rate with them. A larger sample keeps a smaller one."
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
        Map<String, @Nullable Object> asked = new HashMap<>();
        asked.put("run", run);
        asked.put("unlinked", size);
        asked.put("clerk", by);
        return audited(places, study, "review sample", asked, trail -> {
            try (WorkingStore store =
                    Stores.read(folder(trail), spec.commandLine().getErr())) {
                new ReviewSample(store, trail, spec.commandLine().getOut())
                        .export(
                                Stores.runWithData(store, run),
                                size,
                                by,
                                folder,
                                Clock.systemUTC().instant());
            }
            return ExitCode.DONE;
        });
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
            @Option(names = "--json", description = "Print as JSON.") boolean json)
            throws IOException {
        return audited(places, study, "review list", Map.of(), trail -> {
            try (WorkingStore store =
                    Stores.read(folder(trail), spec.commandLine().getErr())) {
                ReviewList list = ReviewList.of(store, Stores.runWithData(store, run));
                trail.append(
                        "showing pairs",
                        Map.of("run", list.run().id(), "pairs", list.rows().size()));
                list.print(spec.commandLine().getOut(), json);
            }
            return ExitCode.DONE;
        });
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
            @Parameters(paramLabel = "PAIR", description = "A pair as listed by: reconlink review list") String key)
            throws IOException {
        return audited(places, study, "review show", Map.of(), trail -> {
            try (WorkingStore store =
                    Stores.read(folder(trail), spec.commandLine().getErr())) {
                ReviewedCase pair = new ReviewedCase(store, key);
                trail.append("showing pair", pair.subject(store));
                pair.print(spec.commandLine().getOut());
            }
            return ExitCode.DONE;
        });
    }

    /** One pair as reviewers see it, from the last run in which it was in doubt, and what was said of it. */
    static final class ReviewedCase {
        private final String key;
        private final @Nullable ReviewCase pair;
        private final String run;
        private final @Nullable Deliberation said;

        ReviewedCase(WorkingStore store, String key) {
            this.key = key;
            ReviewCase last = null;
            String lastRun = "";
            for (StoredRun stored : store.runs().all()) {
                for (ReviewCase found : store.reviewCases().read(stored.id())) {
                    if (found.key().equals(key)) {
                        last = found;
                        lastRun = stored.id();
                    }
                }
            }
            this.pair = last;
            this.run = lastRun;
            this.said = Deliberation.of(store.judgements().all()).get(key);
        }

        /** Whom it is about, for the study's events: by the row they were read from, which only who holds the input can look up. */
        Map<String, String> subject(WorkingStore store) {
            ReviewCase shown = required();
            String source = store.participants().read(run).stream()
                    .filter(participant -> participant.id().equals(shown.participant()))
                    .map(participant -> participant.source().toString())
                    .findFirst()
                    .orElse("");
            return Map.of("run", run, "source", source);
        }

        private ReviewCase required() {
            if (pair == null) {
                throw new UsageException("no run has had a pair of this key in doubt; see: reconlink review list");
            }
            return pair;
        }

        void print(PrintWriter out) {
            ReviewCase shown = required();
            out.println("pair        " + key);
            out.println("participant " + shown.participant().value());
            out.println();
            TextTable table = new TextTable("field", "participant", "", "person of the extract");
            for (Line line : SideBySide.of(shown)) {
                table.row(line.field(), line.participant(), line.mark(), line.person());
            }
            table.print(out, "  ");
            List<Judgement> judgements = said == null ? List.of() : said.judgements();
            if (!judgements.isEmpty()) {
                out.println();
                TextTable verdicts = new TextTable("by", "role", "verdict", "reason", "comment", "imported");
                judgements.forEach(j -> verdicts.row(
                        j.reviewer(),
                        j.adjudicator() ? "adjudicator" : "reviewer",
                        j.answer().words(),
                        j.reason() == null ? "" : j.reason().words(),
                        Objects.requireNonNullElse(j.comment(), ""),
                        j.time().toString()));
                verdicts.print(out, "  ");
            }
        }
    }

    /**
     * Where the pairs in doubt of a run and the verdicts stand.
     *
     * @param rows one a pair: first those of the run, then those that only verdicts know
     */
    record ReviewList(StoredRun run, List<Row> rows, Waiting waiting) {

        /** One pair and where it stands, in words. */
        record Row(String pair, String participant, String state, String reviewers) {}

        static ReviewList of(WorkingStore store, StoredRun run) {
            List<ReviewCase> cases = store.reviewCases().read(run.id());
            Map<String, Deliberation> said = Deliberation.of(store.judgements().all());
            Map<String, VerdictUse> uses = new LinkedHashMap<>();
            store.verdictUses()
                    .read(run.id())
                    .forEach(use -> uses.put(use.verdict().key(), use));
            Map<String, Row> rows = new LinkedHashMap<>();
            for (ReviewCase pair : cases) {
                Deliberation deliberation = said.get(pair.key());
                rows.put(
                        pair.key(),
                        new Row(
                                pair.key(),
                                pair.participant().value(),
                                pair.contradicted() ? "contradicts another verdict" : state(deliberation, null),
                                reviewers(deliberation)));
            }
            said.forEach((key, deliberation) -> rows.putIfAbsent(
                    key,
                    new Row(
                            key,
                            deliberation.participant().value(),
                            state(deliberation, uses.get(key)),
                            reviewers(deliberation))));
            return new ReviewList(run, new ArrayList<>(rows.values()), Waiting.of(cases, said));
        }

        void print(PrintWriter out, boolean json) {
            if (json) {
                out.println(JsonMapper.builder().build().writeValueAsString(rows));
                return;
            }
            if (rows.isEmpty()) {
                out.println("run " + run.id() + " has no pair in doubt, and there are no verdicts");
                return;
            }
            TextTable table = new TextTable("pair", "participant", "state", "reviewers");
            rows.forEach(row -> table.row(row.pair(), row.participant(), row.state(), row.reviewers()));
            table.print(out);
            if (waiting.pairs() > 0) {
                out.println("next: " + ReviewCommand.next(run.study(), waiting));
            }
        }

        private static String state(@Nullable Deliberation said, @Nullable VerdictUse use) {
            if (said == null) {
                return "waits for reviewers";
            }
            Answer decision = said.decision();
            if (decision == null) {
                return said.state() == Deliberation.State.AWAITS_ADJUDICATOR
                        ? "waits for an adjudicator"
                        : "waits for another reviewer";
            }
            if (use == null) {
                return decision.words() + ", for the next run";
            }
            return decision.words() + (use.stale() == null ? ", used" : ", stale: " + use.stale());
        }

        private static String reviewers(@Nullable Deliberation said) {
            return said == null
                    ? ""
                    : said.judgements().stream()
                            .map(Judgement::reviewer)
                            .distinct()
                            .collect(Collectors.joining(", "));
        }
    }
}
