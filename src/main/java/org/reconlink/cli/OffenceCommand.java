package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.inquiry.OffenceAnswer;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.IntakeException;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.intake.OffencesNamed;
import org.reconlink.job.ExitCode;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.NearTitles;
import org.reconlink.offence.OffenceClassifier;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.study.Study;
import org.reconlink.study.StudyReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code reconlink offence}: what an offence is, and by which source. */
@Command(
        name = "offence",
        description =
                "Explains an offence: its court mode and the evidence for it, group, seriousness, and who says so.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink offence TH68023 8/6",
            "  reconlink offence SX56001A",
            "  reconlink offence 195/66",
            "  reconlink offence --title \"robbery\"",
            "  reconlink offence TH68010 --protocol jobs/resettle.yml --json",
            "  reconlink offence --titles courts.csv --out titles.csv"
        })
final class OffenceCommand implements Callable<Integer> {
    /** Of two-digit years, which say nothing of offences. */
    private static final int LATEST_YEAR = 2099;

    private static final int LABEL = 14;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            paramLabel = "CODE",
            arity = "0..2",
            description = "A CJS code, a Home Office code, or both, as a record of an extract may have them.")
    private List<String> codes = List.of();

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "The offence's title, looked at where there is no code.")
    private @Nullable String title;

    @Option(
            names = "--titles",
            paramLabel = "EXTRACT",
            description = {
                "Write the titles and local codes of this file, how often each is there, and the nearest codes of the national"
                        + " list: a file in which you confirm codes, for the protocol (offence, titles).",
                "Columns are those of the protocol, else found by their usual headings."
            })
    private @Nullable Path extract;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where --titles writes; default: titles.csv. A file that exists is not replaced.")
    private Path out = Path.of("titles.csv");

    @Option(
            names = "--protocol",
            paramLabel = "FILE",
            description = "With the tables and settings of this study's protocol.")
    private @Nullable Path protocol;

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        OffenceSettings settings = protocol == null
                ? OffenceAnswer.withEveryScale()
                : StudyReader.read(protocol).offence();
        List<Finding> wrong = OffenceClassifier.check(settings);
        if (!wrong.isEmpty()) {
            Findings.print(wrong, spec.commandLine().getErr());
            return ExitCode.INPUT_REJECTED.code();
        }
        if (extract != null) {
            return titles(extract, settings);
        }
        OffenceAnswer answer;
        try {
            answer = OffenceAnswer.to(codes, title, settings);
        } catch (OffenceAnswer.NoAnswerException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(answer.fields()));
        } else {
            print(answer, out);
        }
        return ExitCode.DONE.code();
    }

    private int titles(Path from, OffenceSettings settings) throws IOException {
        if (!codes.isEmpty() || title != null || json) {
            throw new UsageException("--titles reads a file; leave out codes, --title and --json");
        }
        try {
            Study study = protocol == null ? null : StudyReader.read(protocol);
            TitlesFile titles = TitlesFile.of(
                    OffencesNamed.in(
                            from,
                            study == null ? null : study.convictions(),
                            study == null ? new IntakeSettings(1, LATEST_YEAR, List.of()) : study.intake()),
                    OffenceClassifier.shipped(settings));
            titles.write(out);
            spec.commandLine().getOut().println(titles.summary(out));
            return ExitCode.DONE.code();
        } catch (IntakeException e) {
            Findings.print(e.findings(), spec.commandLine().getErr());
            return ExitCode.INPUT_REJECTED.code();
        }
    }

    private static void print(OffenceAnswer answer, PrintWriter out) {
        for (OffenceAnswer.Line line : answer.lines()) {
            out.println(
                    line.label().isEmpty()
                            ? "  " + line.text()
                            : line.label() + " ".repeat(LABEL - line.label().length()) + line.text());
        }
    }

    /**
     * The titles and local codes of an extract, to be confirmed: how often each is there, the code that it has for certain, and the
     * nearest of the national list. Only what stands under {@code code} counts when a protocol names the file.
     */
    static final class TitlesFile {
        private static final int NEAREST = 3;
        private static final String HEADINGS = "title,rows,code,"
                + "nearest code 1,nearest title 1,likeness 1,nearest code 2,nearest title 2,likeness 2,"
                + "nearest code 3,nearest title 3,likeness 3";
        private static final int CODES_SHOWN = 3;

        /** One title: its number of rows, and its one code, empty if it has none for certain. */
        private record Titled(String title, long rows, String code) {}

        private final List<Titled> titles;

        private TitlesFile(List<Titled> titles) {
            this.titles = titles;
        }

        /** @param offences of the extract, with their number of rows; those that have a code need no title */
        static TitlesFile of(Map<OffenceDescription, Long> offences, OffenceClassifier classifier) {
            Map<String, Long> rows = new HashMap<>();
            offences.forEach((offence, count) -> {
                if (offence.cjsCode() == null && offence.homeOfficeCode() == null && offence.title() != null) {
                    rows.merge(offence.title(), count, Long::sum);
                }
            });
            return new TitlesFile(rows.entrySet().stream()
                    .map(entry -> new Titled(entry.getKey(), entry.getValue(), code(entry.getKey(), classifier)))
                    .sorted(Comparator.comparingLong((Titled t) -> -t.rows()).thenComparing(Titled::title))
                    .toList());
        }

        /** The study's own file says it, or exactly one code has the title. */
        private static String code(String title, OffenceClassifier classifier) {
            OffenceDescription named = classifier
                    .classify(new OffenceDescription(null, null, title))
                    .offence();
            if (named.cjsCode() != null) {
                return named.cjsCode().value();
            }
            if (named.homeOfficeCode() != null) {
                return named.homeOfficeCode().toString();
            }
            OffenceCode exactly = classifier.codeOf(title);
            return exactly == null ? "" : exactly.value();
        }

        void write(Path file) throws IOException {
            if (Files.exists(file)) {
                throw new UsageException(file + " is there already; name another file with --out, or move it away");
            }
            List<String> lines = new ArrayList<>(List.of(HEADINGS));
            NearTitles near = NearTitles.shipped();
            for (Titled title : titles) {
                lines.add(line(title, title.code().isEmpty() ? near.to(title.title(), NEAREST) : List.of()));
            }
            Files.writeString(
                    file, String.join("\r\n", lines) + "\r\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        }

        private static String line(Titled title, List<NearTitles.Near> nearest) {
            List<String> cells = new ArrayList<>(List.of(title.title(), Long.toString(title.rows()), title.code()));
            for (int i = 0; i < NEAREST; i++) {
                boolean there = i < nearest.size();
                cells.add(there ? codes(nearest.get(i).codes()) : "");
                cells.add(there ? nearest.get(i).title() : "");
                cells.add(
                        there
                                ? String.format(
                                        Locale.ROOT, "%.2f", nearest.get(i).likeness())
                                : "");
            }
            return cells.stream().map(TitlesFile::cell).collect(Collectors.joining(","));
        }

        private static String codes(List<OffenceCode> codes) {
            String first =
                    codes.stream().limit(CODES_SHOWN).map(OffenceCode::value).collect(Collectors.joining(" "));
            return codes.size() > CODES_SHOWN ? first + " and " + (codes.size() - CODES_SHOWN) + " more" : first;
        }

        /** Nothing that a spreadsheet would take for a formula. */
        private static String cell(String text) {
            String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
            boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            return plain
                    ? safe
                    : "\"" + safe.replace("\"", "\"\"").replace('\n', ' ').replace('\r', ' ') + "\"";
        }

        /** What was written, in one or two sentences. */
        String summary(Path file) {
            long rows = titles.stream().mapToLong(Titled::rows).sum();
            List<Titled> open =
                    titles.stream().filter(title -> title.code().isEmpty()).toList();
            String found = Words.count(titles.size(), "distinct title") + " on " + Words.count(rows, "row")
                    + " without a code, in "
                    + file + ": " + Words.number(titles.size() - open.size()) + " have exactly one code, "
                    + Words.number(open.size()) + " ("
                    + Words.count(open.stream().mapToLong(Titled::rows).sum(), "row")
                    + ") are to be confirmed";
            return found
                    + "\nWrite a code under \"code\" where you know it; a blank one says nothing. Then, in the protocol: offence,"
                    + " titles: " + file.getFileName();
        }
    }
}
