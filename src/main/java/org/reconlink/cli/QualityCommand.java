package org.reconlink.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExitCode;
import org.reconlink.kernel.EnumWords;
import org.reconlink.result.quality.QualityFigure;
import org.reconlink.result.quality.QualityFigure.QualityTotals;
import org.reconlink.store.StoredRun;
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
                new QualityDifference(before.run(), before.figures(), after.run(), after.figures(), all).print(out);
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

    /** The quality of the input of two runs, file by file. */
    static final class QualityDifference {
        private static final String NONE = "-";

        private final String a;
        private final String b;
        private final Map<String, List<QualityFigure>> before;
        private final Map<String, List<QualityFigure>> after;
        private final boolean all;
        private long alike;

        /** @param all whether checks that found nothing in either run are listed as well */
        QualityDifference(String a, List<QualityFigure> before, String b, List<QualityFigure> after, boolean all) {
            this.a = a;
            this.b = b;
            this.before = byFile(before);
            this.after = byFile(after);
            this.all = all;
        }

        /** A file of the earlier run and the one of the later run that stands in its place; empty if there is none. */
        private record Pair(String was, String is) {
            String words() {
                return was.equals(is) ? is : (was.isEmpty() ? NONE : was) + " -> " + (is.isEmpty() ? NONE : is);
            }
        }

        void print(PrintWriter out) {
            for (Pair pair : pairs()) {
                out.println(pair.words());
                table(byName(before.get(pair.was())), byName(after.get(pair.is())))
                        .print(out, "  ");
                out.println();
            }
            if (alike > 0) {
                out.println(Words.count(alike, "check") + " found nothing in either run; --all lists them");
            }
        }

        /**
         * Files of one name stand beside each other; of the others, whose names may have changed with the extract, the first of
         * a section beside the first.
         */
        private List<Pair> pairs() {
            List<String> added = new ArrayList<>(after.keySet());
            added.removeAll(before.keySet());
            List<Pair> pairs = new ArrayList<>();
            for (String was : before.keySet()) {
                String is = after.containsKey(was) ? was : firstOfSameSection(was, added);
                added.remove(is);
                pairs.add(new Pair(was, is));
            }
            added.forEach(is -> pairs.add(new Pair("", is)));
            return pairs;
        }

        private static String firstOfSameSection(String file, List<String> candidates) {
            String section = file.substring(0, file.indexOf(' ') + 1);
            return candidates.stream()
                    .filter(other -> other.startsWith(section))
                    .findFirst()
                    .orElse("");
        }

        private TextTable table(Map<String, QualityFigure> was, Map<String, QualityFigure> is) {
            TextTable table = new TextTable("", "column", a, b, "difference");
            Set<String> names = new LinkedHashSet<>(was.keySet());
            names.addAll(is.keySet());
            for (String name : names) {
                QualityFigure first = was.get(name);
                QualityFigure second = is.get(name);
                QualityFigure any = Objects.requireNonNull(first == null ? second : first);
                if (!all && isQuiet(first) && isQuiet(second)) {
                    alike++;
                } else {
                    table.row(any.figure(), any.column(), words(first), words(second), difference(first, second));
                }
            }
            return table;
        }

        /** A check that found nothing, where there was one. */
        private static boolean isQuiet(@Nullable QualityFigure figure) {
            return figure == null || (!figure.outcome().isEmpty() && figure.failures() == 0);
        }

        private static String words(@Nullable QualityFigure figure) {
            if (figure == null) {
                return NONE;
            }
            return figure.notApplicable() ? "does not apply" : Words.share(figure.count(), figure.of());
        }

        private static String difference(@Nullable QualityFigure was, @Nullable QualityFigure is) {
            if (was == null || is == null || was.notApplicable() || is.notApplicable()) {
                return "";
            }
            String count = String.format(Locale.ROOT, "%+,d", is.count() - was.count());
            return was.of() == 0 || is.of() == 0
                    ? count
                    : count + String.format(Locale.ROOT, " (%+.2f points)", perCent(is) - perCent(was));
        }

        private static double perCent(QualityFigure figure) {
            return 100.0 * figure.count() / figure.of();
        }

        private static Map<String, List<QualityFigure>> byFile(List<QualityFigure> figures) {
            return figures.stream()
                    .collect(Collectors.groupingBy(
                            f -> f.section() + " " + f.file(), LinkedHashMap::new, Collectors.toList()));
        }

        private static Map<String, QualityFigure> byName(@Nullable List<QualityFigure> figures) {
            Map<String, QualityFigure> byName = new LinkedHashMap<>();
            if (figures != null) {
                figures.forEach(f -> byName.put(f.part() + "\n" + f.figure() + "\n" + f.column(), f));
            }
            return byName;
        }
    }
}
