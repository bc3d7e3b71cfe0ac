package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.reconlink.audit.ChainEnds;
import org.reconlink.audit.ChainFile;
import org.reconlink.audit.ChainFile.BrokenException;
import org.reconlink.job.ExitCode;
import org.reconlink.release.Releases;
import org.reconlink.release.Releases.Release;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reconlink releases}: what has left the room. */
@Command(
        name = "releases",
        description = {
            "Prints what output checkers released of a study, when and by whom, the earliest first, and checks it: ends with 8 and"
                    + " says what is wrong if an archive is not what left."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  reconlink releases resettle-iirms"})
final class ReleasesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY", description = "The study.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String study;

    @Mixin
    private final OutputFolder output = new OutputFolder();

    @Mixin
    private final Places places = new Places();

    @Override
    public Integer call() throws IOException {
        Path working = places.work.resolve(study);
        if (!Files.isDirectory(working)) {
            throw new UsageException(
                    "there is no " + working + "; name a study that has run, and its folder with --work");
        }
        Releases releases = new Releases(working, output.path.resolve(study), 1);
        List<String> problems = new ArrayList<>();
        try {
            print(releases.all());
            problems.addAll(releases.problems());
        } catch (BrokenException e) {
            problems.addAll(ChainFile.problems(working.resolve(Releases.FILE)).stream()
                    .map(problem -> Releases.FILE + ", " + problem)
                    .toList());
        }
        problems.addAll(ChainEnds.missing(working).stream()
                .filter(problem -> problem.startsWith(Releases.FILE))
                .toList());
        problems.forEach(spec.commandLine().getErr()::println);
        return (problems.isEmpty() ? ExitCode.DONE : ExitCode.INTEGRITY).code();
    }

    private void print(List<Release> all) {
        PrintWriter out = spec.commandLine().getOut();
        if (all.isEmpty()) {
            out.println("nothing of this study has been released");
            return;
        }
        TextTable table = new TextTable("release", "run", "when", "by", "tables", "SHA-256 of the archive");
        for (Release one : all) {
            table.row(
                    String.valueOf(one.number()),
                    one.run(),
                    one.at().toString(),
                    one.by(),
                    String.valueOf(one.tables().size()),
                    one.sha256());
        }
        table.print(out);
    }
}
