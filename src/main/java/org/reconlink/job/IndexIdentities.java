package org.reconlink.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileFacts;
import org.reconlink.job.ExtractRows.InputFacts;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.IdentityIndex;
import org.reconlink.result.StudyResult;
import org.reconlink.result.quality.DataQuality;
import org.reconlink.store.WorkingStore;

/**
 * First pass over the conviction extract: collapses its rows to identities, and judges the input as a whole.
 *
 * <p>Not chunk by chunk: most rows are of people outside the study, who are held in memory and never stored. A chunk would have
 * nothing to write, and to promise that the step goes on behind its last chunk would be untrue: a restart has lost what was
 * read, and begins with the first row.
 */
final class IndexIdentities implements RunStep {
    private static final int SHOWN = 20;

    private final RunContext run;
    private final WorkingStore store;
    private final ExtractMemory memory;
    private final Progress progress;
    private String summary = "";
    private RowCount rows = new RowCount(0, 0);
    private @Nullable Refusal refusal;

    IndexIdentities(RunContext run, WorkingStore store, ExtractMemory memory, Progress progress) {
        this.run = run;
        this.store = store;
        this.memory = memory;
        this.progress = progress;
    }

    @Override
    public int execute() throws Exception {
        IdentityIndex identities = new IdentityIndex();
        ConvictionExtract extract = run.extract();
        List<Finding> findings = new ArrayList<>(InputCheck.undated(run.study()));
        List<FileFacts> facts = new ArrayList<>();
        extract.index(identities, findings, facts, progress);
        long total = facts.stream().mapToLong(FileFacts::rowsRead).sum();
        long rejected = facts.stream().mapToLong(FileFacts::rowsRejected).sum();
        identities.sharedIdentifiers().forEach(rows -> findings.add(shared(rows)));
        identities.contradictedKeys().forEach(rows -> findings.add(contradicted(rows)));
        InputFacts.replace(store, run.runId(), "convictions", facts);
        store.findings().replace(run.runId(), "indexIdentities", findings);
        refusal = judge();
        this.rows = new RowCount(total - rejected, rejected);
        memory.hold(identities);
        memory.hold(extract);
        summary = total + " conviction rows, " + identities.identities() + " identities of " + identities.persons()
                + " persons";
        return 0;
    }

    /** Rows of one identifier that are several people's. */
    private Finding shared(IdentityIndex.SharedBy shared) {
        List<RecordId> firstRows = shared.firstRows();
        String field = shared.by().toLowerCase(Locale.ROOT);
        RecordId first = firstRows.get(0);
        return new Finding(
                Finding.Severity.WARNING,
                field + " of several people",
                first.file(),
                first.sheet(),
                first.row(),
                run.study().convictions().columns().get(field),
                "the " + shared.by() + " is that of " + firstRows.size()
                        + " people, who share neither name nor date of birth; their first rows: "
                        + listed(firstRows),
                switch (field) {
                    case "cro number" ->
                        "ask whose it is; their rows are joined to nobody by it alone, and links that rest on it are weak";
                    case "person key" -> "ask whose it is; a participant who has it is not linked";
                    default ->
                        "ask whose it is; they are taken as people of their own and the id as none of theirs, unless one of"
                                + " them has most of its names; participants who have it are for review";
                });
    }

    /** Rows of one person key that are hardly one person's. */
    private Finding contradicted(IdentityIndex.Contradicted contradicted) {
        RecordId first = contradicted.firstRows().get(0);
        return new Finding(
                Finding.Severity.WARNING,
                "person key of several " + contradicted.of(),
                first.file(),
                first.sheet(),
                first.row(),
                run.study().convictions().columns().get("person key"),
                "the rows of this person key have " + contradicted.firstRows().size() + " " + contradicted.of()
                        + "; their first rows: " + listed(contradicted.firstRows()),
                "ask whose it is; all its rows are taken as one person's");
    }

    private static String listed(List<RecordId> firstRows) {
        RecordId first = firstRows.get(0);
        return firstRows.stream()
                        .limit(SHOWN)
                        .map(row -> (row.file().equals(first.file()) ? "" : row.file() + " ") + "row " + row.row())
                        .collect(Collectors.joining(", "))
                + (firstRows.size() > SHOWN ? " and more" : "");
    }

    private @Nullable Refusal judge() {
        StudyResult input = StudyResults.ofInput(run, store);
        if (input.findings().stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)) {
            return new Refusal("the participants are not told apart as the study needs it", input.findings());
        }
        double limit = run.study().intake().rejectedRowsAtMost();
        if (input.inputs().stream().anyMatch(file -> file.rowsRejected() > limit * file.rowsRead())) {
            return new Refusal("more rows are rejected than the protocol accepts", input.findings());
        }
        return input.intake().failedChecksAtMost().isEmpty() ? null : Refusal.of(DataQuality.of(input), input);
    }

    @Override
    public RowCount rows() {
        return rows;
    }

    @Override
    public @Nullable Refusal refusal() {
        return refusal;
    }

    @Override
    public String summary() {
        return summary;
    }
}
