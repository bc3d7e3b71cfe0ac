package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reconlink backfill}: one run for each of the extracts that were made over the years. */
@Command(
        name = "backfill",
        description = "Runs a study once for each of a list of data cuts, the oldest first, skipping what is done.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink backfill jobs/yearly.yml --data-cuts 2019-12-31,2020-12-31,2021-12-31",
            "  reconlink backfill jobs/yearly.yml --list extracts.txt --go-on",
            "",
            "In the protocol's file names {data cut} stands for the data cut: files: extracts/{data cut}/pnc-*.csv"
        })
final class BackfillCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "PROTOCOL", description = "The study's protocol.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path protocol;

    @Option(names = "--data-cuts", paramLabel = "DATE", split = ",", description = "The data cuts.")
    private List<LocalDate> dataCuts = List.of();

    @Option(names = "--list", paramLabel = "FILE", description = "A file of data cuts, one a line; # begins a remark.")
    private @Nullable Path list;

    @Option(names = "--go-on", description = "Go on with the next data cut when one fails.")
    private boolean goOn;

    @Mixin
    private final StudyRunner runner = new StudyRunner();

    @Override
    public Integer call() throws IOException {
        SortedSet<LocalDate> wanted = wanted();
        PrintWriter err = spec.commandLine().getErr();
        Map<LocalDate, ExitCode> codes = new TreeMap<>();
        for (LocalDate dataCut : wanted) {
            ExitCode code = ExitCode.of(runner.run(protocol, null, dataCut));
            codes.put(dataCut, code);
            if (code.isStop() || (code.isFailure() && !goOn)) {
                break;
            }
        }
        TextTable table = new TextTable("data cut", "exit", "meaning");
        wanted.forEach(dataCut -> {
            ExitCode code = codes.get(dataCut);
            table.row(
                    dataCut.toString(),
                    code == null ? "" : String.valueOf(code.code()),
                    code == null ? "not begun" : code.meaning());
        });
        table.print(err);
        return ExitCode.worst(codes.values()).code();
    }

    private SortedSet<LocalDate> wanted() throws IOException {
        SortedSet<LocalDate> wanted = new TreeSet<>(dataCuts);
        if (list != null) {
            wanted.addAll(listed(list));
        }
        if (wanted.isEmpty()) {
            throw new UsageException("name the data cuts: --data-cuts 2019-12-31,2020-12-31 or --list FILE");
        }
        return wanted;
    }

    private static List<LocalDate> listed(Path file) throws IOException {
        List<LocalDate> dates = new ArrayList<>();
        int line = 0;
        for (String text : Files.readAllLines(file)) {
            line++;
            String date = text.replaceFirst("#.*", "").strip();
            if (!date.isEmpty()) {
                dates.add(date(date, file, line));
            }
        }
        return dates;
    }

    private static LocalDate date(String text, Path file, int line) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException(file + ", line " + line + ": this is not a date; write it as 2021-12-31");
        }
    }
}
