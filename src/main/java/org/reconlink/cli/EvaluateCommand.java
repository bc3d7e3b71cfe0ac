package org.reconlink.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.reconlink.cli.Stores.WhichRun;
import org.reconlink.inquiry.Words;
import org.reconlink.job.ExitCode;
import org.reconlink.kernel.Flag;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PersonJoins;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.Cohort;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code reconlink evaluate}: how many links of a generated population are true, and what that does to the rate. */
@Command(
        name = "evaluate",
        description = "Compares the links and the rate of a run on a generated population with the truth beside it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  reconlink evaluate big/truth.csv --study population"})
final class EvaluateCommand implements Callable<Integer> {
    /** The window of a population's protocol that its truth knows. */
    private static final String WINDOW = "after";

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "TRUTH", description = "The truth.csv that \"generate population\" wrote.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path truth;

    @Mixin
    private final WhichRun which = new WhichRun();

    /** Whether each participant who is in the extract has a proven reoffence in truth. */
    private final Map<String, Boolean> reoffended = new LinkedHashMap<>();

    /** The rows of a participant's person in the conviction extract; empty if the extract does not know them. */
    private record Rows(long first, long last) {
        private static final Rows NONE = new Rows(1, 0);

        boolean isEmpty() {
            return last < first;
        }

        long size() {
            return last - first + 1;
        }

        boolean contains(long row) {
            return first <= row && row <= last;
        }
    }

    @Override
    public Integer call() throws IOException {
        Map<String, Rows> rows = read();
        Kept kept = which.look((store, run) -> kept(store, run.id()));
        print(rows, kept.linkage(), spec.commandLine().getOut());
        printHistories(rows, kept, spec.commandLine().getOut());
        printRates(kept, spec.commandLine().getOut());
        return ExitCode.DONE.code();
    }

    /** What a run decided, and the rows of the extract that it kept for each linked person. */
    private record Kept(LinkageResult linkage, Map<PersonId, List<Long>> rows, List<ParticipantOutcome> outcomes) {}

    private static Kept kept(WorkingStore store, String run) {
        PersonJoins.Finder persons = store.readPersonJoins(run).finder();
        Map<PersonId, List<Long>> rows = store.convictions().read(run).stream()
                .collect(Collectors.groupingBy(
                        row -> persons.of(row.person()),
                        Collectors.mapping(row -> row.source().row(), Collectors.toList())));
        return new Kept(store.readLinkage(run), rows, store.outcomes().read(run));
    }

    /** Of the participants who are linked to the right person: have they all of that person's rows, and no other? */
    private static void printHistories(Map<String, Rows> truth, Kept kept, PrintWriter out) {
        long right = 0;
        long complete = 0;
        long expected = 0;
        long own = 0;
        long foreign = 0;
        for (CandidatePair pair : kept.linkage().pairs()) {
            Rows rows = truth.getOrDefault(pair.participant().value(), Rows.NONE);
            if (pair.decision() == CandidatePair.Decision.LINK
                    && rows.contains(pair.source().row())) {
                List<Long> found = kept.rows().getOrDefault(pair.person(), List.of());
                long inside = found.stream().filter(rows::contains).count();
                right++;
                complete += inside == rows.size() ? 1 : 0;
                expected += rows.size();
                own += inside;
                foreign += found.size() - inside;
            }
        }
        out.println("histories complete            " + Words.share(complete, right) + " of true links");
        out.println("their conviction rows found   " + Words.share(own, expected));
        out.println("rows of somebody else         " + Words.number(foreign));
    }

    /** What linkage does to the rate of the window that the truth knows; nothing where it knows none. */
    private void printRates(Kept kept, PrintWriter out) {
        List<ParticipantOutcome> observed = kept.outcomes().stream()
                .filter(outcome -> outcome.windows().stream()
                        .anyMatch(window -> window.window().equals(WINDOW) && window.observed()))
                .toList();
        if (reoffended.isEmpty() || observed.isEmpty()) {
            return;
        }
        long found = observed.stream()
                .filter(outcome -> Cohort.reoffending(outcome.window(WINDOW)).reoffended() == Flag.YES)
                .count();
        long truly = observed.stream()
                .filter(outcome ->
                        reoffended.getOrDefault(outcome.participant().id().value(), false))
                .count();
        long all = reoffended.values().stream().filter(yes -> yes).count();
        out.println("reoffended, of those observed " + Words.share(found, observed.size()));
        out.println("the same people, by the truth " + Words.share(truly, observed.size()));
        out.println("all in the extract, by truth  " + Words.share(all, reoffended.size()));
        out.println("had the unlinked counted \"no\" "
                + Words.share(found, kept.outcomes().size()));
    }

    private Map<String, Rows> read() throws IOException {
        Map<String, Rows> rows = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(truth)) {
            for (NamedCsvRecord row : csv) {
                if (row.findField("first row").isEmpty()) {
                    throw new UsageException(
                            truth + " has no column \"first row\"; give the truth.csv of a population");
                }
                rows.put(row.getField("participant id"), rows(row));
                row.findField("reoffended " + WINDOW)
                        .filter(word -> !word.isEmpty())
                        .ifPresent(word -> reoffended.put(row.getField("participant id"), word.equals("yes")));
            }
        }
        return rows;
    }

    private Rows rows(NamedCsvRecord row) {
        String first = row.getField("first row");
        if (first.isEmpty()) {
            return Rows.NONE;
        }
        try {
            return new Rows(Long.parseLong(first), Long.parseLong(row.getField("last row")));
        } catch (NumberFormatException e) {
            throw new UsageException(truth + ", row " + row.getStartingLineNumber()
                    + ": first row and last row are not row numbers; give the truth.csv of a population");
        }
    }

    private static void print(Map<String, Rows> truth, LinkageResult linkage, PrintWriter out) {
        long known = truth.values().stream().filter(rows -> !rows.isEmpty()).count();
        long right = 0;
        long wrong = 0;
        for (CandidatePair pair : linkage.pairs()) {
            if (pair.decision() == CandidatePair.Decision.LINK) {
                Rows rows = truth.getOrDefault(pair.participant().value(), Rows.NONE);
                if (rows.contains(pair.source().row())) {
                    right++;
                } else {
                    wrong++;
                }
            }
        }
        out.println("participants in the extract   " + Words.number(known) + " of " + Words.number(truth.size()));
        out.println("true links found              " + Words.share(right, known) + " linkage recall");
        out.println("false links made              " + Words.number(wrong));
        out.println("precision                     " + Words.share(right, right + wrong));
    }
}
