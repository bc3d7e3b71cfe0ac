package org.reconlink.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Intake;
import org.reconlink.intake.IntakeException;
import org.reconlink.intake.PlainReader;
import org.reconlink.intake.PncIds;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.Permissions;
import org.reconlink.review.ClericalLabels;
import org.reconlink.review.Deliberation;
import org.reconlink.review.FilledWorkbook;
import org.reconlink.review.GivenOut;
import org.reconlink.review.Judgement;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.ReviewException;
import org.reconlink.review.ReviewWorkbook;
import org.reconlink.review.Tracing;
import org.reconlink.review.TracingWorkbook;
import org.reconlink.review.Verification;
import org.reconlink.review.Worklist;

/**
 * Gives workbooks of clerical review out and takes them in, whoever asks: the command line and the console do nothing else. What is
 * about to be given out or taken in is told before it is.
 */
public final class WorkbookExchange {
    private final WorkingStore store;
    private final Told told;
    private final RandomGenerator secrets;
    private final String by;
    private final Instant now;

    /**
     * An exchange with a store.
     *
     * @param told where it is told, for the study's events
     * @param secrets where seals come from: nobody may be able to guess one
     * @param by who gives out
     */
    public WorkbookExchange(WorkingStore store, Told told, RandomGenerator secrets, String by, Instant now) {
        this.store = store;
        this.told = told;
        this.secrets = secrets;
        this.by = by;
        this.now = now;
    }

    /** Where something is told before it is done. */
    public interface Told {
        /** Is on disk when this returns. */
        void append(String event, Map<String, ?> details) throws IOException;
    }

    /** Writes a worklist for whom it is. */
    public void give(Worklist worklist, Path file) throws IOException {
        String secret = secret(
                worklist.study(),
                worklist.run(),
                worklist.reviewer(),
                worklist.adjudication(),
                worklist.cases().size());
        ReviewWorkbook.write(worklist, Deliberation.of(store.judgements().all()), secret, file);
        Permissions.toGroup(file);
    }

    /** Writes an audited sample for who traces it. */
    public void give(TracingWorkbook sample, Path file) throws IOException {
        sample.write(
                secret(
                        sample.study(),
                        sample.run(),
                        sample.by(),
                        false,
                        sample.people().size()),
                file);
        Permissions.toGroup(file);
    }

    /** What a workbook is sealed with; kept before it is written: none is out of which there is no record. */
    private String secret(String study, String run, String name, boolean adjudicator, int size) throws IOException {
        told.append(
                "giving out review workbook",
                Map.of("run", run, "to", name, "as", adjudicator ? "adjudicator" : "reviewer", "people", size));
        byte[] secret = new byte[32];
        secrets.nextBytes(secret);
        GivenOut record =
                new GivenOut(study, run, name, adjudicator, size, HexFormat.of().formatHex(secret), by, now);
        store.givenOut().append(record);
        return record.secret();
    }

    /**
     * Reads workbooks that came back, without judging what they say.
     *
     * @throws ReviewException if one is none of clerical review, or two are one reviewer's
     */
    public static List<FilledWorkbook> read(List<Path> files) throws IOException {
        List<FilledWorkbook> workbooks = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                Intake.requireWorkbook(file);
                workbooks.add(FilledWorkbook.read(file));
            } catch (IntakeException e) {
                problems.addAll(problems(e));
            } catch (ReviewException e) {
                problems.addAll(e.problems());
            }
        }
        Verification.sameReviewer(workbooks)
                .forEach(
                        file -> problems.add(file + ": another of these files is by the same reviewer; leave one out"));
        ReviewException.throwIfAny(problems);
        return workbooks;
    }

    /**
     * The verdicts on a run's pairs as the lines of a file of {@link ClericalLabels}, its headings first.
     *
     * @param by whose; null for what all came to together
     */
    public List<String> labels(String run, @Nullable String by, boolean adjudicator) throws IOException {
        Map<String, Deliberation> said = Deliberation.of(store.judgements().all());
        List<String> labels = ClericalLabels.write(
                store.reviewCases().read(run),
                pair -> Optional.ofNullable(said.get(pair.key()))
                        .flatMap(about -> by == null
                                ? Optional.ofNullable(about.together())
                                : about.by(by, adjudicator).map(Judgement::answer))
                        .orElse(null));
        told.append("giving out labels", Map.of("run", run, "by", by == null ? "all" : by, "pairs", labels.size() - 1));
        return labels;
    }

    /**
     * Takes labels in, all of a file or none.
     *
     * @param by who judged
     * @return the verdicts that were not there before
     * @throws ReviewException with everything that is wrong in it
     */
    public List<Judgement> takeLabels(Path file, String run, String by, boolean adjudicator) throws IOException {
        ClericalLabels labels = new ClericalLabels(String.valueOf(file.getFileName()), by, adjudicator, rows(file));
        List<ReviewCase> cases = store.reviewCases().read(run);
        List<Judgement> taken = new ArrayList<>();
        store.judgements().append(said -> {
            taken.addAll(labels.judgements(cases, Deliberation.of(said), now));
            tell(run, by, taken.size());
            return taken;
        });
        return taken;
    }

    private static List<ClericalLabels.Row> rows(Path file) throws IOException {
        try (PlainReader table = PlainReader.open(file)) {
            List<String> headings = table.headings();
            ClericalLabels.requireColumns(table.file(), headings);
            List<ClericalLabels.Row> rows = new ArrayList<>();
            for (String[] cells = table.next(); cells != null; cells = table.next()) {
                Map<String, String> row = new HashMap<>();
                for (String column : ClericalLabels.COLUMNS) {
                    row.put(column, cells[headings.indexOf(column)]);
                }
                rows.add(new ClericalLabels.Row(table.number(), row));
            }
            table.requireRejected(0);
            return rows;
        } catch (IntakeException e) {
            ReviewException.throwIfAny(problems(e));
            throw e;
        }
    }

    private static List<String> problems(IntakeException e) {
        return e.findings().stream()
                .map(f ->
                        f.file() + (f.row() == null ? "" : ", row " + f.row()) + ": " + f.problem() + "; " + f.advice())
                .toList();
    }

    /** Before it is on disk. */
    private void tell(String run, String by, int pairs) {
        try {
            told.append("taking in verdicts", Map.of("run", run, "by", by, "pairs", pairs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes workbooks in, all of them or none.
     *
     * @return what each says
     * @throws ReviewException with everything that is wrong in any
     */
    public Map<FilledWorkbook, List<Judgement>> take(List<FilledWorkbook> workbooks) {
        Map<FilledWorkbook, List<Judgement>> taken = new LinkedHashMap<>();
        store.judgements().append(said -> verified(workbooks, Deliberation.of(said), taken));
        return taken;
    }

    /** What the workbooks say, once all of it is found to be in order and the study's events tell that it comes in. */
    private List<Judgement> verified(
            List<FilledWorkbook> workbooks,
            Map<String, Deliberation> before,
            Map<FilledWorkbook, List<Judgement>> taken) {
        List<GivenOut> givenOut = store.givenOut().all();
        List<String> problems = new ArrayList<>();
        for (FilledWorkbook workbook : workbooks) {
            try {
                taken.put(
                        workbook,
                        Verification.judgements(
                                workbook, store.reviewCases().read(workbook.run()), before, givenOut, now));
            } catch (ReviewException e) {
                problems.addAll(e.problems());
            }
        }
        ReviewException.throwIfAny(problems);
        taken.forEach((workbook, judgements) -> tell(workbook.run(), workbook.reviewer(), judgements.size()));
        return taken.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Takes workbooks of audited samples in, all of them or none.
     *
     * @return what they say
     * @throws ReviewException with everything that is wrong in any
     */
    public List<Tracing> takeSamples(List<TracingWorkbook.Filled> workbooks) throws IOException {
        List<String> problems = new ArrayList<>();
        List<Tracing> tracings = new ArrayList<>();
        for (TracingWorkbook.Filled workbook : workbooks) {
            try {
                tracings.addAll(workbook.tracings(
                        drawn(store, workbook.run()), store.givenOut().all(), PncIds::ofFullYear, now));
            } catch (ReviewException e) {
                problems.addAll(e.problems());
            }
        }
        ReviewException.throwIfAny(problems);
        for (TracingWorkbook.Filled workbook : workbooks) {
            told.append("taking in tracings", Map.of("run", workbook.run(), "by", workbook.by()));
        }
        tracings.forEach(store.tracings()::append);
        return tracings;
    }

    /** The unlinked of a run and those in review, in the order in which an audited sample is drawn from them. */
    public static List<Participant> drawn(WorkingStore store, String run) {
        Map<ParticipantId, Participant> people =
                store.participants().read(run).stream().collect(Collectors.toMap(Participant::id, Function.identity()));
        return store.unlinked().read(run).stream()
                .map(id -> Optional.ofNullable(people.get(id)))
                .flatMap(Optional::stream)
                .toList();
    }
}
