package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.generate.PairedFiles;
import org.reconlink.generate.PairedFiles.PairedSize;
import org.reconlink.generate.Population;
import org.reconlink.generate.Population.PopulationSize;
import org.reconlink.generate.RepeatedRows;
import org.reconlink.generate.SampleStudy;
import org.reconlink.job.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code reconlink generate}: invented people for samples, tests and benchmarks. */
@Command(
        name = "generate",
        description =
                "Writes invented people: the sample study, a population or a pair of files of any size with the truth beside them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink generate sample sample-input",
            "  reconlink generate population big --participants 2000 --rows 1000000 --seed 1",
            "  reconlink generate people pair --left 20000 --right 1000000 --overlap 0.8 --seed 1"
        })
final class GenerateCommand implements Runnable {
    private static final String OVERWRITE = "Write over files of the same names that something else made.";

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    private static void require(Path folder, boolean overwrite, String marker, String beginning, List<String> files)
            throws IOException {
        new OutputFiles(List.of(), overwrite).requireFolder(folder, marker, beginning, files);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to generate: sample, population or people");
    }

    @Command(
            name = "sample",
            description = "Writes the inputs of the sample study.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  reconlink generate sample sample-input"})
    int sample(
            @Parameters(paramLabel = "DIR", description = "Folder to write into.") Path folder,
            @Option(names = "--overwrite", description = OVERWRITE) boolean overwrite)
            throws IOException {
        require(folder, overwrite, "README.md", "# Sample input", SampleStudy.FILES);
        SampleStudy.write(folder);
        spec.commandLine().getOut().println("the sample study's inputs are in " + folder);
        return ExitCode.DONE.code();
    }

    @Command(
            name = "population",
            description = "Writes a population with a protocol (study.yml) and the truth (truth.csv).",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  reconlink generate population big --participants 2000 --rows 1000000 --seed 1",
                "  reconlink run big/study.yml"
            })
    int population(
            @Parameters(paramLabel = "DIR", description = "Folder to write into.") Path folder,
            @Option(
                            names = "--participants",
                            paramLabel = "N",
                            defaultValue = "200",
                            description = "People in the study (default: ${DEFAULT-VALUE}).")
                    int participants,
            @Option(
                            names = "--rows",
                            paramLabel = "N",
                            defaultValue = "100000",
                            description =
                                    "Rows of the conviction extract, at least 100 a participant (default: ${DEFAULT-VALUE}).")
                    long rows,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "The same seed gives the same bytes (default: ${DEFAULT-VALUE}).")
                    long seed,
            @Option(
                            names = "--unnumbered-cases",
                            paramLabel = "SHARE",
                            defaultValue = "0",
                            description =
                                    "Share of cases recorded without police identifiers (default: ${DEFAULT-VALUE}).")
                    double unnumberedCases,
            @Option(names = "--overwrite", description = OVERWRITE) boolean overwrite)
            throws IOException {
        require(folder, overwrite, "study.yml", "# A population of invented people", Population.FILES);
        try {
            Population.write(folder, PopulationSize.of(participants, rows, seed).withUnnumberedCases(unnumberedCases));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        spec.commandLine()
                .getOut()
                .println("the population is in " + folder + "; next: reconlink run " + folder.resolve("study.yml"));
        return ExitCode.DONE.code();
    }

    @Command(
            name = "people",
            description = {
                "Writes two files about people who are partly the same, to measure linkage with:"
                        + " left.csv, right.csv and truth.csv with the two ids of everybody who is in both."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  reconlink generate people pair --left 20000 --right 1000000 --overlap 0.8 --seed 1",
                "  reconlink generate people one --left 50000 --right 50000 --one-file",
                "  reconlink generate people many --left 1200 --right 2400 --rows-a-person 3-10 --damage heavy"
            })
    int people(
            @Parameters(paramLabel = "DIR", description = "Folder to write into.") Path folder,
            @Option(
                            names = "--left",
                            paramLabel = "N",
                            defaultValue = "10000",
                            description = "Rows of the first file (default: ${DEFAULT-VALUE}).")
                    int left,
            @Option(
                            names = "--right",
                            paramLabel = "N",
                            defaultValue = "10000",
                            description =
                                    "Rows, or with --rows-a-person people, of the second file (default: ${DEFAULT-VALUE}).")
                    int right,
            @Option(
                            names = "--overlap",
                            paramLabel = "SHARE",
                            defaultValue = "0.8",
                            description =
                                    "Share of the smaller file's people who are in the other too (default: ${DEFAULT-VALUE}).")
                    double overlap,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "The same seed gives the same bytes (default: ${DEFAULT-VALUE}).")
                    long seed,
            @Option(names = "--one-file", description = "Writes both into people.csv: one file with duplicates.")
                    boolean oneFile,
            @Option(
                            names = "--rows-a-person",
                            paramLabel = "N-M",
                            description = "Rows of each person in the second file, each damaged by itself, with names,"
                                    + " date of birth and sex alone; the truth has a line for each (default: one row).")
                    @Nullable
                    String rows,
            @Option(
                            names = "--damage",
                            paramLabel = "HOW",
                            defaultValue = "heavy",
                            description =
                                    "How much is wrong in these rows, light or heavy (default: ${DEFAULT-VALUE}).")
                    String damage,
            @Option(names = "--overwrite", description = OVERWRITE) boolean overwrite)
            throws IOException {
        List<String> files =
                oneFile ? List.of("people.csv", "truth.csv") : List.of("left.csv", "right.csv", "truth.csv");
        require(folder, overwrite, files.get(0), PairedFiles.BEGINNING, files);
        try {
            PairedSize size = new PairedSize(left, right, overlap, seed);
            RepeatedRows repeated = rows == null ? null : RepeatedRows.of(rows, damage);
            if (oneFile) {
                PairedFiles.writeInOne(folder, size, repeated);
            } else {
                PairedFiles.write(folder, size, repeated);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        spec.commandLine()
                .getOut()
                .println((oneFile ? "people.csv" : "left.csv and right.csv") + " with truth.csv are in " + folder);
        return ExitCode.DONE.code();
    }
}
