package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.Permissions;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.report.Waterfall;
import org.reconlink.store.StoredRun;
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
            explanation.print(spec.commandLine().getOut());
            draw(explanation.linkage());
        });
    }

    private Explanation explain(WorkingStore store, StoredRun run) {
        ParticipantId id = new ParticipantId(participant);
        List<ParticipantOutcome> outcomes = store.outcomes().read(run.id());
        ParticipantOutcome outcome = outcomes.stream()
                .filter(o -> o.participant().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "the study has no participant of this number; its numbers look like " + example(outcomes)));
        return new Explanation(outcome, store.readLinkage(run.id()), store.readPersonJoins(run.id()), run);
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
}
