package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.ReportWords;
import org.reconlink.result.RunChanges;
import org.reconlink.result.RunChanges.InputFile;
import org.reconlink.result.RunChanges.LastRun;

/** What changed since the study's last run. */
final class ChangesChapter {
    private static final int MOST_NAMED = 12;
    private static final int LETTERS = 6;

    private final Cohort cohort;
    private final LastRun last;
    private final RunChanges changes;
    private final boolean named;

    private ChangesChapter(Cohort cohort, LastRun last, RunChanges changes) {
        this.cohort = cohort;
        this.last = last;
        this.changes = changes;
        this.named = !cohort.small().active()
                && cohort.result().publish().disclosure().equals(DisclosureRule.NONE);
    }

    static Chapter of(Cohort cohort, LastRun last) {
        return new Chapter("changes", "report", "What changed since the last run", body(cohort, last));
    }

    private static List<PagePart> body(Cohort cohort, LastRun last) {
        RunChanges changes = last.changes();
        if (last.id() == null) {
            return List.of(Html.p("This is the study's first run: there is nothing to compare it with."));
        }
        if (changes == null) {
            return List.of(
                    Html.p("The last run was " + last.id() + ". What it made is not in the working store, so what"
                            + " changed cannot be told; its outputs are as they were."));
        }
        return new ChangesChapter(cohort, last, changes).compared();
    }

    private List<PagePart> compared() {
        List<PagePart> body = new ArrayList<>();
        body.add(Html.p("Compared with run " + last.id() + ", which was complete when this run began: of its data cut"
                + " the newest, else that of the nearest data cut before, else the latest."));
        if (changes.nothing()) {
            body.add(Html.p("Nothing differs: the same files, participants, links, decisions and outcomes."));
            return body;
        }
        body.add(people());
        body.add(Html.note("A new reconviction is one of somebody included and observed who was not reconvicted in that"
                + " window before, whether the conviction is new or the person has become linked, included or"
                + " observed. Another outcome is a difference in a published cell of the participant, what tells how sure"
                + " the link is apart; rows that stand elsewhere in a file are no other outcome."
                + (named ? " People stand by the first letters of their pseudonyms." : "")));
        body.add(files());
        body.add(offences());
        return body;
    }

    private Element people() {
        DataTable table = named
                ? new DataTable("What changed since run " + last.id(), "Change", "Participants", "Who")
                : new DataTable("What changed since run " + last.id(), "Change", "Participants");
        table.group("Participants");
        List.of(
                        RunChanges.ADDED,
                        RunChanges.GONE,
                        RunChanges.NEWLY_INCLUDED,
                        RunChanges.NO_LONGER_INCLUDED,
                        RunChanges.ANOTHER_OUTCOME)
                .forEach(what -> row(table, what, changes.participants()));
        row(table, RunChanges.MOVED, changes.moved());
        table.group("Links and decisions");
        List.of(RunChanges.GAINED, RunChanges.LOST, RunChanges.ANOTHER_PERSON)
                .forEach(what -> row(table, what, changes.links()));
        changes.decisions().keySet().forEach(what -> row(table, what, changes.decisions()));
        for (WindowSettings window : cohort.windows()) {
            table.group("Reconvictions in the window “" + window.name() + "”");
            row(table, "new reconvictions", changes.reconvicted().getOrDefault(window.name(), Set.of()));
            row(table, "reconvictions gone", changes.noLongerReconvicted().getOrDefault(window.name(), Set.of()));
        }
        return table.build();
    }

    private void row(DataTable table, String what, Map<String, Set<ParticipantId>> of) {
        row(table, what, of.getOrDefault(what, Set.of()));
    }

    private void row(DataTable table, String what, Set<ParticipantId> who) {
        List<Element> cells = new ArrayList<>();
        cells.add(DataTable.figure(cohort.small().count(who.size())));
        if (named) {
            cells.add(DataTable.words(who(who)));
        }
        table.row(ReportWords.sentence(what), cells);
    }

    private String who(Set<ParticipantId> ids) {
        String shown = ids.stream()
                .map(id -> last.pseudonyms().getOrDefault(id, ""))
                .sorted()
                .limit(MOST_NAMED)
                .map(pseudonym -> pseudonym.substring(0, Math.min(LETTERS, pseudonym.length())))
                .collect(Collectors.joining(", "));
        return ids.size() > MOST_NAMED ? shown + " and " + (ids.size() - MOST_NAMED) + " more" : shown;
    }

    private Element files() {
        DataTable table = new DataTable(
                "Files of the two runs", "File", "What", "Rows before", "Rows now", "More or fewer", "Content");
        for (InputFile file : changes.files()) {
            table.row(
                    file.file(),
                    DataTable.words(file.section()),
                    DataTable.figure(rows(file.before())),
                    DataTable.figure(rows(file.now())),
                    DataTable.figure(difference(file.before(), file.now())),
                    DataTable.words(content(file)));
        }
        return table.build();
    }

    private String rows(@Nullable FileFacts file) {
        return file == null ? NumberText.NONE : cohort.small().count(file.rowsRead());
    }

    private String difference(@Nullable FileFacts before, @Nullable FileFacts now) {
        long more = (now == null ? 0 : now.rowsRead()) - (before == null ? 0 : before.rowsRead());
        return (more > 0 ? "+" : more < 0 ? "−" : "") + cohort.small().count(Math.abs(more));
    }

    private static String content(InputFile file) {
        if (file.before() == null) {
            return "new";
        }
        if (file.now() == null) {
            return "not read any more";
        }
        return file.sameContent() ? "the same" : "another";
    }

    private Element offences() {
        SmallCounts small = cohort.small();
        return Html.p("Offences of participants who are linked to the same person as before: "
                + small.count(changes.offences().added()) + " that were not there, "
                + small.count(changes.offences().gone())
                + " that are there no more, wherever in the files they stand.");
    }
}
