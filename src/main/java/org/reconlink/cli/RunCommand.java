package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reconlink run}: the whole study. */
@Command(
        name = "run",
        description = "Runs a study: reads its extracts, links, derives the outcomes, writes dataset and report.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink run jobs/resettle.yml",
            "  reconlink run jobs/resettle.yml --dry-run",
            "  reconlink run jobs/resettle.yml --force \"the extract was checked again\"",
            "  reconlink run jobs/resettle.yml --json --quiet",
            "  reconlink run jobs/pnc.yml --spark yarn --spark-work hdfs:///work/",
            "",
            "The same study, protocol, inputs, verdicts and version again is nothing new to do (6).",
            "The key for pseudonyms is in the protocol's key file or in RECONLINK_KEY."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROTOCOL", description = "The study's protocol, for example jobs/resettle.yml.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path protocol;

    @Mixin
    private final StudyRunner runner = new StudyRunner();

    @Mixin
    private final StudyCluster cluster = new StudyCluster();

    @Option(
            names = "--force",
            paramLabel = "REASON",
            description = "Run again what is complete, beside the earlier version; the audit log keeps the reason.")
    private @Nullable String force;

    @Option(
            names = "--data-cut",
            paramLabel = "DATE",
            description =
                    "Another data cut than the protocol's, such as 2021-12-31; {data cut} in its file names stands"
                            + " for it.")
    private @Nullable LocalDate dataCut;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Say what would be read, linked, written and published; read no row and write nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        cluster.check();
        if (dryRun && cluster.master() != null) {
            throw new UsageException("--dry-run asks no cluster; leave out --spark");
        }
        if (dryRun) {
            return runner.tell(protocol, dataCut);
        }
        return runner.run(protocol, force, dataCut, cluster);
    }
}
