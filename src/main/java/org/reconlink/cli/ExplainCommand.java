package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reconlink.cli.Stores.WhichRun;
import org.reconlink.inquiry.Explanation;
import org.reconlink.inquiry.Explanation.Candidate;
import org.reconlink.inquiry.Explanation.OffenceRow;
import org.reconlink.inquiry.Explanation.PairWeights;
import org.reconlink.inquiry.Explanation.Sight;
import org.reconlink.inquiry.Words;
import org.reconlink.job.RunInquiry;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.Permissions;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.report.Waterfall;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reconlink explain}: why this outcome. */
@Command(
        name = "explain",
        description =
                "Explains one participant's outcome: every link weight, every offence's timing, the source row of each.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink explain RS-001",
            "  reconlink explain RS-001 --svg RS-001.svg",
            "  reconlink explain RS-001 --study resettle-iirms --run 2021-12-31-1a2b3c4d",
            "",
            "What it prints is about one person: keep it in the room."
        })
final class ExplainCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "PARTICIPANT", description = "The study's own number of the participant.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String participant;

    @Mixin
    private final WhichRun which = new WhichRun();

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Also draw the weights of the participant's pairs into this file.")
    private @Nullable Path svg;

    @Option(names = "--overwrite", description = "Let --svg write over a file that something else made.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        new OutputFiles(List.of(), overwrite).require("--svg", svg, Waterfall.BEGINNING);
        return which.show("explain", this::explain, (explanation, trail) -> {
            trail.append("showing person", explanation.subject());
            print(explanation, spec.commandLine().getOut());
            draw(explanation.linkage());
        });
    }

    private Explanation explain(WorkingStore store, StoredRun run) {
        ParticipantId id = new ParticipantId(participant);
        return RunInquiry.explanation(run, id, store, Sight.ALL)
                .orElseThrow(
                        () -> new UsageException("the study has no participant of this number; its numbers look like "
                                + example(store.outcomes().read(run.id()))));
    }

    private void draw(LinkageResult linkage) {
        if (svg == null) {
            return;
        }
        try {
            Waterfall.write(svg, new ParticipantId(participant), linkage);
            Permissions.toGroup(svg);
        } catch (IOException e) {
            throw new UsageException("the picture cannot be written to " + svg
                    + "; check that the folder is there and can be" + " written");
        }
        spec.commandLine().getErr().println("drew the weights into " + svg);
    }

    /** The pattern of the study's numbers, so that nobody's own is shown. */
    private static String example(List<ParticipantOutcome> outcomes) {
        return outcomes.isEmpty()
                ? "none"
                : outcomes.get(0).participant().id().value().replaceAll("\\d", "9");
    }

    private static void print(Explanation explained, PrintWriter out) {
        ParticipantOutcome outcome = explained.outcome();
        out.println("participant " + outcome.participant().id().value() + ", run " + explained.run());
        out.println("source      " + outcome.participant().source());
        out.println("in study    " + explained.inStudy());
        out.println("in short    " + explained.inShort());
        out.println();
        out.println("LINKAGE");
        explained.decisions().forEach(line -> out.println("  " + line));
        for (Candidate candidate : explained.candidates()) {
            if (candidate.weights() == null) {
                candidate
                        .pair()
                        .compared()
                        .forEach(field -> out.println("    " + field.comparison() + ": " + field.level()));
            } else {
                WeightTable.print(candidate.weights(), out);
            }
            candidate.joined().forEach(row -> out.println("    same person: " + row));
        }
        out.println();
        out.println("INDEX OFFENCE");
        out.println("  given by the sheet  " + explained.indexGiven());
        out.println("  derived             " + explained.indexDerived());
        explained.windows().forEach(window -> print("WINDOW " + window.window(), window.lines(), out));
        offences(explained, out);
        explained.why().forEach(why -> print("WHY, IN THE WINDOW " + why.window(), why.lines(), out));
        if (!outcome.warnings().isEmpty()) {
            print("WARNINGS", outcome.warnings(), out);
        }
    }

    private static void print(String heading, List<String> lines, PrintWriter out) {
        out.println();
        out.println(heading);
        lines.forEach(line -> out.println("  " + line));
    }

    private static void offences(Explanation explained, PrintWriter out) {
        List<OffenceRow> offences = explained.offences();
        if (offences.isEmpty()) {
            return;
        }
        out.println();
        out.println("OFFENCES (" + offences.size() + ")");
        List<String> headings = new ArrayList<>(List.of("offence date", "proved", "code", "mode", "decision"));
        explained.outcome().windows().forEach(window -> headings.add(window.window()));
        headings.add("source");
        TextTable table = new TextTable(headings.toArray(String[]::new));
        for (OffenceRow offence : offences) {
            List<String> cells = new ArrayList<>(
                    List.of(offence.committed(), offence.proved(), offence.code(), offence.mode(), offence.decision()));
            cells.addAll(offence.timings());
            cells.add(offence.sources());
            table.row(cells.toArray(String[]::new));
        }
        table.print(out, "  ");
    }

    /** The weights of one pair, each with a bar: to the right for what speaks for a match, to the left for what speaks against. */
    static final class WeightTable {
        private static final double BITS_A_BLOCK = 2;
        private static final String BLOCK = "▇";

        /** Blocks left of the line: room for the longest bar against. */
        private final int room;

        private WeightTable(int room) {
            this.room = room;
        }

        static void print(PairWeights pair, PrintWriter out) {
            out.println();
            out.println("  " + pair.decision());
            out.println("  found by " + pair.foundBy());
            double least = pair.rows().stream()
                    .filter(PairWeights.Row::part)
                    .mapToDouble(PairWeights.Row::bits)
                    .min()
                    .orElse(0);
            WeightTable weights = new WeightTable(Math.max(0, blocks(-least)));
            TextTable table = new TextTable(
                    "comparison",
                    "level",
                    "bits",
                    "rarity",
                    " ".repeat(weights.room) + "│ one " + BLOCK + " is 2 bits");
            for (PairWeights.Row row : pair.rows()) {
                table.row(
                        row.what(),
                        row.found(),
                        Words.bits(row.weight()),
                        row.rarity() == 0 ? "" : Words.bits(row.rarity()),
                        row.part() ? weights.bar(row.bits()) : "");
            }
            table.print(out, "    ");
        }

        private String bar(double bits) {
            int blocks = blocks(Math.abs(bits));
            return bits < 0
                    ? " ".repeat(Math.max(0, room - blocks)) + BLOCK.repeat(Math.min(room, blocks)) + "│"
                    : " ".repeat(room) + "│" + BLOCK.repeat(blocks);
        }

        /** None only for less than half a block. */
        private static int blocks(double bits) {
            return (int) Math.round(Math.max(0, bits) / BITS_A_BLOCK);
        }
    }
}
