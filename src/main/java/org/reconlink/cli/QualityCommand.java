package org.reconlink.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reconlink.inquiry.QualityDifference;
import org.reconlink.inquiry.Words;
import org.reconlink.job.ExitCode;
import org.reconlink.kernel.EnumWords;
import org.reconlink.result.quality.QualityFigure;
import org.reconlink.result.quality.QualityFigure.QualityTotals;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code reconlink runs quality}: how good the input of runs was, of two beside each other or of the last ones. */
@Command(
        name = "quality",
        description = {
            "Compares the quality of the input of two runs, file by file and check by check.",
            "Without runs: the last runs of the study in a few numbers."
        },
        mixinStandardHelpOptions = true)
final class QualityCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Parameters(paramLabel = "RUN", arity = "0..2", description = "The earlier run and the later one.")
    private final List<String> runs = new ArrayList<>();

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many runs to list where none is named (default: ${DEFAULT-VALUE}).")
    private int last;

    @Option(names = "--all", description = "Also list the checks that both runs passed, or that apply to neither.")
    private boolean all;

    @Option(names = "--json", description = "Print every figure of these runs as JSON.")
    private boolean json;

    @Option(names = "--study", paramLabel = "ID", description = "The study (default: the only one that has run).")
    private @Nullable String study;

    @Override
    public Integer call() {
        if (runs.size() == 1) {
            throw new UsageException(
                    "name two runs to compare, or none to list the last ones; see: reconlink runs list");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (WorkingStore store =
                Stores.read(Stores.one(places.work, study), spec.commandLine().getErr())) {
            if (json) {
                List<Kept> asked = runs.isEmpty()
                        ? last(store)
                        : runs.stream().map(id -> kept(store, id)).toList();
                out.println(JsonMapper.builder().build().writeValueAsString(asked));
            } else if (runs.isEmpty()) {
                list(last(store), out);
            } else {
                Kept before = kept(store, runs.get(0));
                Kept after = kept(store, runs.get(1));
                print(
                        QualityDifference.between(before.run(), before.figures(), after.run(), after.figures()),
                        all,
                        out);
            }
        }
        return ExitCode.DONE.code();
    }

    /** What is kept of the quality of a run's input. */
    private record Kept(String run, String status, List<QualityFigure> figures) {
        static Kept of(StoredRun run, WorkingStore store) {
            return new Kept(
                    run.id(), EnumWords.of(run.status()), store.qualityFigures().read(run.id()));
        }
    }

    /** Refused runs, too, as far as they came. */
    private List<Kept> last(WorkingStore store) {
        List<Kept> all = store.runs().all().stream()
                .map(run -> Kept.of(run, store))
                .filter(run -> !run.figures().isEmpty())
                .toList();
        return all.subList(Math.max(0, all.size() - last), all.size());
    }

    private static Kept kept(WorkingStore store, String id) {
        Kept kept = Kept.of(Stores.run(store, id), store);
        if (kept.figures().isEmpty()) {
            throw new UsageException("no figures of quality are kept of run " + id
                    + ": it ended before its rows were read, or an earlier version of Reconlink made it");
        }
        return kept;
    }

    private void list(List<Kept> kept, PrintWriter out) {
        TextTable table = new TextTable("run", "status", "section", "rows rejected", "findings", "cells usable");
        for (Kept run : kept) {
            String id = run.run();
            String status = run.status();
            for (QualityTotals.Section section :
                    QualityTotals.of(run.run(), run.figures()).sections()) {
                table.row(
                        id,
                        status,
                        section.section(),
                        Words.share(section.rejected(), section.rows()),
                        Words.number(section.failures()),
                        Words.share(section.usable(), section.cells()));
                id = "";
                status = "";
            }
        }
        table.print(out);
        if (kept.isEmpty()) {
            spec.commandLine().getErr().println("no run of this study has figures of quality yet");
        }
    }

    /** @param all whether checks that found nothing in either run are listed as well */
    static void print(QualityDifference difference, boolean all, PrintWriter out) {
        for (QualityDifference.File file : difference.files()) {
            out.println(file.words());
            TextTable table = new TextTable("", "column", difference.before(), difference.after(), "difference");
            file.checks().stream()
                    .filter(check -> all || !check.quiet())
                    .forEach(check -> table.row(
                            check.figure(), check.column(), check.before(), check.after(), check.difference()));
            table.print(out, "  ");
            out.println();
        }
        if (!all && difference.quiet() > 0) {
            out.println(Words.count(difference.quiet(), "check") + " found nothing in either run; --all lists them");
        }
    }
}
