package org.reconlink.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.OffenceSettings.Indictable;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.publish.DataPackage.CellNumbers;
import org.reconlink.result.Person;
import org.reconlink.result.RunChanges;
import org.reconlink.result.RunChanges.LastRun;
import org.reconlink.result.Studies;
import org.reconlink.result.StudyResult;

class ChangesTest {
    private static final String TABLE = "What changed since run run-1";

    @TempDir
    private Path folder;

    @Test
    void theFirstRunSaysThatItIsTheFirst() throws IOException {
        assertThat(page(0, LastRun.NONE).text()).contains("This is the study's first run");
    }

    @Test
    void aRunWhoseDataAreNotKeptCannotBeCompared() throws IOException {
        assertThat(page(0, LastRun.notKept("run-1")).text())
                .contains("The last run was run-1. What it made is not in the working store");
    }

    @Test
    void theSameAgainSaysThatNothingDiffers() throws IOException {
        ReportPage page = page(0, last(Studies.twelve()));
        assertThat(page.text()).contains("Compared with run run-1", "Nothing differs");
        assertThat(page.captions()).doesNotContain(TABLE);
    }

    @Test
    void newReconvictionsAreCountedByWindow() throws IOException {
        List<Person> before = new ArrayList<>(Studies.twelve());
        before.set(2, new Person(3));
        ReportPage page = page(0, last(before));
        Map<String, List<String>> groups = page.groups(TABLE);
        assertThat(groups.get("Reconvictions in the window “after”")).containsExactly("1", "pseudo", "0", "");
        assertThat(groups.get("Reconvictions in the window “during”")).containsExactly("0", "", "0", "");
    }

    @Test
    void reconvictionsThatAreGoneAreCountedToo() throws IOException {
        List<Person> before = new ArrayList<>(Studies.twelve());
        before.set(
                1,
                new Person(2)
                        .reconvicted(
                                Person.offence(CourtMode.SUMMARY, false, false), RelativeSeriousness.LESS_SERIOUS));
        assertThat(page(0, last(before)).row(TABLE, "Reconvictions gone")).isNotEmpty();
        assertThat(changes(before).noLongerReconvicted().get("after")).hasSize(1);
        RunChanges changes = changes(before);
        assertThat(changes.offences().added()).isZero();
        assertThat(changes.offences().gone()).isEqualTo(1);
        assertThat(changes.offences().whoHasMore()).isEmpty();
        assertThat(changes.byParticipant()).hasSize(1);
        assertThat(changes.byParticipant().values().iterator().next())
                .contains("offences of the same links gone", "reconvictions gone in the window after")
                .noneMatch(what -> what.contains("the same outcome") || what.contains("with the same link"));
    }

    @Test
    void participantsAddedAndGoneAreCounted() throws IOException {
        List<Person> before = new ArrayList<>(Studies.twelve());
        before.remove(11);
        before.add(new Person(13));
        before.add(new Person(14));
        ReportPage page = page(0, last(before));
        assertThat(page.row(TABLE, "Participants added")).containsExactly("1", "pseudo");
        assertThat(page.row(TABLE, "Participants gone")).containsExactly("2", "pseudo, pseudo");
    }

    @Test
    void changedDecisionsAreNamedByBeforeAndNow() throws IOException {
        List<Person> before = new ArrayList<>(Studies.twelve());
        before.set(10, new Person(11).excluded("unlinked").status(Status.UNLINKED));
        assertThat(page(0, last(before)).row(TABLE, "Unlinked before, now in review"))
                .containsExactly("1", "pseudo");
    }

    @Test
    void filesStandWithTheirRowsBeforeAndNow() throws IOException {
        RunChanges.Made now = made(Studies.twelve());
        List<FileFacts> files = new ArrayList<>(now.files());
        FileFacts second = files.remove(1);
        files.add(new FileFacts(
                second.section(), second.file(), "ef".repeat(32), 1, second.format(), 12_350, second.rowsRejected()));
        RunChanges.Made before = new RunChanges.Made(now.decisions(), now.outcomes(), now.cells(), files);
        ReportPage page = page(0, new LastRun("run-1", RunChanges.between(before, now), Map.of()));
        assertThat(page.row("Files of the two runs", "pnc-1.csv"))
                .containsExactly("convictions", "12,350", "12,345", "−5", "another");
        assertThat(page.row("Files of the two runs", "participants.xlsx")).endsWith("0", "the same");
    }

    @Test
    void smallCountsOfChangesAreWithheldAndNobodyIsNamed() throws IOException {
        List<Person> before = new ArrayList<>(Studies.twelve());
        before.remove(11);
        ReportPage page = page(3, last(before));
        assertThat(page.headings(TABLE)).contains("Participants added");
        assertThat(page.row(TABLE, "Participants added")).containsExactly("under 3");
        assertThat(page.row(TABLE, "Participants gone")).containsExactly("0");
    }

    @Test
    void theCommandNamesWhatIsThereAndLeavesOutWhatIsNot() {
        assertThat(changes(Studies.twelve()).counts())
                .containsExactly(
                        Map.entry("participants with the same outcome", 12L),
                        Map.entry("participants with the same link", 12L));
    }

    private static LastRun last(List<Person> before) {
        List<Person> all = new ArrayList<>(before);
        all.addAll(Studies.twelve());
        Map<ParticipantId, String> pseudonyms = new HashMap<>();
        all.forEach(person -> pseudonyms.put(person.id, "pseudonym of " + person.id.value()));
        return new LastRun("run-1", changes(before), pseudonyms);
    }

    private static RunChanges changes(List<Person> before) {
        return RunChanges.between(made(before), made(Studies.twelve()));
    }

    private static RunChanges.Made made(List<Person> people) {
        StudyResult result = Studies.of(people);
        return new RunChanges.Made(
                result.linkage().decisions(), result.outcomes(), CellNumbers.of(result), result.inputs());
    }

    private ReportPage page(int smallCountsBelow, LastRun last) throws IOException {
        StudyResult result =
                Studies.of(Studies.twelve(), smallCountsBelow, Indictable.INCLUDING_EITHER_WAY, ProofBasis.CONVICTIONS);
        Path file = folder.resolve("report-appendix.html");
        new Report(result, Map.of("reconlink", "0.1.0"), "run-2", last).writeAppendix(file);
        return ReportPage.parse(file);
    }
}
