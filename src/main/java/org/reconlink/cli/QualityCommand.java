package org.reconlink.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExitCode;
import org.reconlink.publish.quality.QualityFigure;
import org.reconlink.publish.quality.QualityTotals;
import org.reconlink.store.StoredRun;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Option(names = "--study", paramLabel = "ID", description = "The study (default: the only one that has run).")
    private @Nullable String study;

    @Override
    public Integer call() {
        if (runs.size() == 1) {
            throw new UsageException(
                    "name two runs to compare, or none to list the last ones; see: reconlink runs list");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (WorkingStore store = WorkingStore.open(Stores.one(places.work, study))) {
            if (runs.isEmpty()) {
                list(store, out);
            } else {
                new QualityDifference(
                                runs.get(0), figures(store, runs.get(0)), runs.get(1), figures(store, runs.get(1)), all)
                        .print(out);
            }
        }
        return ExitCode.DONE.code();
    }

    private static List<QualityFigure> figures(WorkingStore store, String id) {
        StoredRun run = Stores.run(store, id);
        List<QualityFigure> figures = store.qualityFigures().read(run.id());
        if (figures.isEmpty()) {
            throw new UsageException("no figures of quality are kept of run " + id
                    + ": it did not complete, or an earlier version of Reconlink made it");
        }
        return figures;
    }

    private void list(WorkingStore store, PrintWriter out) {
        List<QualityTotals> totals = new ArrayList<>();
        for (StoredRun run : store.runs().all()) {
            List<QualityFigure> figures = store.qualityFigures().read(run.id());
            if (!figures.isEmpty()) {
                totals.add(QualityTotals.of(run.id(), figures));
            }
        }
        TextTable table = new TextTable("run", "section", "rows rejected", "findings", "cells usable");
        for (QualityTotals run : totals.subList(Math.max(0, totals.size() - last), totals.size())) {
            String id = run.run();
            for (QualityTotals.Section section : run.sections()) {
                table.row(
                        id,
                        section.section(),
                        Words.share(section.rejected(), section.rows()),
                        Words.number(section.failures()),
                        Words.share(section.usable(), section.cells()));
                id = "";
            }
        }
        table.print(out);
        if (totals.isEmpty()) {
            spec.commandLine().getErr().println("no run of this study has figures of quality yet");
        }
    }
}
