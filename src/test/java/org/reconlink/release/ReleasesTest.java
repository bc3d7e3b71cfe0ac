package org.reconlink.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.ChainFile;
import org.reconlink.kernel.Sha256;
import org.reconlink.release.Releases.NotNowException;
import org.reconlink.release.Releases.Release;
import org.reconlink.release.Releases.Request;
import org.reconlink.release.Releases.State;
import org.reconlink.release.SafeFolder.Fact;
import org.reconlink.release.SafeFolder.Table;

/** What checkers may say of a table and when, and that nothing leaves that they did not all approve as it is. */
class ReleasesTest {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");
    private static final String RUN = "2021-12-31-1a2b3c4d";

    @TempDir
    Path folder;

    private Path working;
    private Path outputs;

    @BeforeEach
    void run() throws IOException {
        working = Files.createDirectories(folder.resolve("work/study"));
        outputs = folder.resolve("output/study/" + RUN);
        tables(outputs, "a,group,25,62.5\nb,group,15,37.5\ntotal,group,40,100.0\n");
    }

    private static void tables(Path outputs, String... lines) throws IOException {
        Path safe = Files.createDirectories(outputs.resolve("safe-outputs"));
        StringBuilder told = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            String text = "colour,study_group,count,per_cent\n" + lines[i];
            Files.writeString(safe.resolve("table" + (i + 1) + ".csv"), text);
            told.append(i == 0 ? "" : ",").append("""
                    {"file": "table%d.csv", "sha256": "%s", "title": "Colours", "population": "everybody",
                     "redacted_because_small": 0, "redacted_to_protect_them": 0, "status": "pass"}
                    """.formatted(i + 1, Sha256.hex(text)));
        }
        Files.writeString(safe.resolve("checks.json"), """
                {"study": "study", "data_cut": "2021-12-31",
                 "controls": {"counts_redacted_up_to": 7, "zeros_redacted": false, "counts_rounded_to": 5},
                 "tables": [%s]}
                """.formatted(told));
        manifest(outputs);
    }

    /** As a run writes it, of the file that says how the tables have to be. */
    private static void manifest(Path outputs) throws IOException {
        Files.writeString(outputs.resolve("manifest.json"), """
                {"outputs": [{"file": "safe-outputs/checks.json", "sha256": "%s"}]}
                """.formatted(
                        Sha256.hex(outputs.resolve("safe-outputs/checks.json"))));
    }

    private Releases releases(int needed) {
        return new Releases(working, folder.resolve("output/study"), needed);
    }

    private Request request(Releases releases) throws IOException {
        return releases.request(RUN, outputs, Set.of("olive")).orElseThrow();
    }

    private void vote(Releases releases, String by, boolean approves) throws IOException {
        Table table = request(releases).safe().tables().get(0);
        releases.see(request(releases), table, by, AT);
        releases.vote(request(releases), table, table.sha256(), approves, approves ? "" : "too fine", by, AT);
    }

    private Release release(Releases releases, String by) throws IOException {
        AuditTrail trail = AuditTrail.begin(
                working,
                Map.of("study", "study"),
                new AuditTrail.Author("account", by, "0"),
                Clock.fixed(AT, ZoneOffset.UTC),
                "release",
                Map.of("run", RUN));
        Release made = releases.release(request(releases), outputs, by, AT, trail);
        trail.end(0, "released");
        return made;
    }

    /** Lines of a table, and the first fact of it that does not hold. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,g,25,62.5;b,g,15,37.5;total,g,40,100.0 |
            a,g,redacted,redacted;b,g,15,37.5;total,g,40,100.0 |
            a,g,redacted,redacted;total,g,redacted,redacted |
            a,g,0,0.0;b,g,40,100.0;total,g,40,100.0 |
            a,g,24,60.0;b,g,15,37.5;total,g,40,100.0 | every count that is shown is a multiple of 5
            a,g,5,12.5;b,g,35,87.5;total,g,40,100.0 | no count from 1 to 7 is shown
            a,g,25,63.0;b,g,15,37.5;total,g,40,100.0 | every percentage is that of the counts shown
            a,g,redacted,62.5;total,g,40,100.0 | every percentage is that of the counts shown
            a,g,25,62.5;total,g,redacted,redacted | every percentage is that of the counts shown
            a,g,-5,redacted;total,g,40,100.0 | every count that is shown is a multiple of 5
            a,g,25 | every line is a count with its percentage
            """)
    void factsAreWorkedOutFromTheTable(String lines, String wrong) throws IOException {
        tables(outputs, lines.replace(';', '\n') + "\n");
        assertThat(wrong()).containsExactlyElementsOf(wrong == null ? List.of() : List.of(wrong));
    }

    @Test
    void whatSaysHowTablesHaveToBeIsAsTheRunLeftIt() throws IOException {
        Path checks = outputs.resolve("safe-outputs/checks.json");
        Files.writeString(
                checks,
                Files.readString(checks).replace("\"counts_redacted_up_to\": 7", "\"counts_redacted_up_to\": 1"));
        assertThat(wrong()).containsExactly("the file is as the run left it");
        Files.delete(outputs.resolve("manifest.json"));
        assertThat(wrong()).containsExactly("the file is as the run left it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "counts_redacted_up_to": 7 | "counts_redacted": 7
            "counts_redacted_up_to": 7 | "counts_redacted_up_to": "seven"
            "counts_rounded_to": 5 | "counts_rounded_to": 0
            "zeros_redacted": false | "zeros": false
            """)
    void aRuleThatIsNotKnownIsNoneThatHolds(String from, String to) throws IOException {
        Path checks = outputs.resolve("safe-outputs/checks.json");
        Files.writeString(checks, Files.readString(checks).replace(from, to));
        manifest(outputs);
        assertThat(wrong()).containsExactly("the rule says from which counts on and to what multiple they are shown");
    }

    private List<String> wrong() throws IOException {
        return SafeFolder.of(outputs).orElseThrow().tables().get(0).facts().stream()
                .filter(fact -> !fact.holds())
                .map(Fact::words)
                .toList();
    }

    @Test
    void aRunWithoutDisclosureControlHasNothingToCheck() throws IOException {
        assertThat(releases(1).request("2021-12-31-00000000", folder.resolve("output/none"), Set.of()))
                .isEmpty();
    }

    @Test
    void oneCheckerApprovesAndReleasesWhatLiesThere() throws IOException {
        Releases releases = releases(1);
        assertThat(request(releases).state()).isEqualTo(State.OPEN);
        Table table = request(releases).safe().tables().get(0);
        assertThatThrownBy(() -> releases.vote(request(releases), table, table.sha256(), true, "", "cem", AT))
                .isInstanceOf(NotNowException.class)
                .hasMessageContaining("open the table");
        assertThatThrownBy(() -> releases.submit(request(releases), "cem", AT)).hasMessageContaining("1 table waits");
        vote(releases, "cem", true);
        assertThatThrownBy(() -> release(releases, "cem")).hasMessageContaining("not everybody");
        releases.submit(request(releases), "cem", AT);
        assertThat(request(releases).state()).isEqualTo(State.APPROVED);
        Release made = release(releases, "cem");
        Path place = releases.place(made.number());
        assertThat(place.resolve("release.zip")).exists();
        assertThat(Sha256.hex(place.resolve("release.zip"))).isEqualTo(made.sha256());
        assertThat(place.resolve("release.json"))
                .content()
                .contains("\"release\" : 1", table.sha256())
                .doesNotContain("cem");
        assertThat(place.resolve("summary.txt")).content().contains("Colours", "approved by 1 checker");
        assertThat(request(releases).state()).isEqualTo(State.RELEASED);
        assertThatThrownBy(() -> release(releases, "cem")).hasMessageContaining("has been released");
        assertThat(releases.lastReleased("table1").orElseThrow()).isEqualTo(table.rows());
        assertThat(AuditTrail.read(working.resolve(AuditTrail.FILE)))
                .anyMatch(event -> event.event().equals("releasing outputs")
                        && event.detail("zip_sha256").equals(made.sha256()));
        assertThat(ChainFile.read(working.resolve(Releases.FILE))).hasSize(4);
    }

    @Test
    void whoHadItMadeSaysNothing() throws IOException {
        assertThatThrownBy(() -> vote(releases(1), "olive", true)).hasMessageContaining("somebody else checks it");
        assertThatThrownBy(() -> release(releases(1), "olive")).hasMessageContaining("a checker releases it");
    }

    @Test
    void aVoteFallsWithTheBytesItWasAbout() throws IOException {
        Releases releases = releases(1);
        vote(releases, "cem", true);
        releases.submit(request(releases), "cem", AT);
        tables(outputs, "a,group,30,75.0\nb,group,10,25.0\ntotal,group,40,100.0\n");
        assertThat(request(releases).state()).isEqualTo(State.OPEN);
        assertThat(request(releases).fallen()).containsExactly("table1");
        assertThatThrownBy(() -> release(releases, "cem")).isInstanceOf(NotNowException.class);
        Table now = request(releases).safe().tables().get(0);
        releases.see(request(releases), now, "cem", AT);
        assertThatThrownBy(() -> releases.vote(request(releases), now, Sha256.hex("before"), true, "", "cem", AT))
                .hasMessageContaining("has changed since you opened it");
    }

    @Test
    void whatIsNotAsTheRunLeftItCannotBeApproved() throws IOException {
        Files.writeString(
                outputs.resolve("safe-outputs/table1.csv"),
                "colour,study_group,count,per_cent\na,group,25,62.5\nb,group,15,37.5\ntotal,group,40,100.0\n\n");
        assertThatThrownBy(() -> vote(releases(1), "cem", true)).hasMessageContaining("cannot be approved");
        vote(releases(1), "cem", false);
        releases(1).submit(request(releases(1)), "cem", AT);
        assertThat(request(releases(1)).state()).isEqualTo(State.CHANGES_ASKED);
    }

    @Test
    void twoAreBlindUntilBothHaveHandedInAndTheOneWhoDiffersVotesAnew() throws IOException {
        Releases releases = releases(2);
        vote(releases, "cem", true);
        vote(releases, "dot", false);
        releases.submit(request(releases), "cem", AT);
        Table table = request(releases).safe().tables().get(0);
        assertThat(request(releases).state()).isEqualTo(State.WAITING);
        assertThat(request(releases).others(table, "dot")).isEmpty();
        assertThat(request(releases).whyNot(table, "cem")).isEqualTo("you have handed your votes in");
        releases.submit(request(releases), "dot", AT);
        assertThat(request(releases).state()).isEqualTo(State.DISAGREEMENT);
        assertThat(request(releases).others(table, "cem")).hasSize(1);
        assertThatThrownBy(() -> release(releases, "cem")).hasMessageContaining("disagree");
        vote(releases, "dot", true);
        assertThat(request(releases).state()).isEqualTo(State.APPROVED);
        assertThat(release(releases, "dot").number()).isEqualTo(1);
    }

    @Test
    void changesCanBeAskedForOfAllAndNothingIsApprovedOfAll() throws IOException {
        tables(outputs, "a,group,40,100.0\ntotal,group,40,100.0\n", "b,group,20,100.0\ntotal,group,20,100.0\n");
        Releases releases = releases(1);
        assertThatThrownBy(() -> releases.askForChanges(request(releases), " ", "cem", AT))
                .hasMessageContaining("say what has to change");
        releases.askForChanges(request(releases), "an older extract", "cem", AT);
        releases.submit(request(releases), "cem", AT);
        assertThat(request(releases).state()).isEqualTo(State.CHANGES_ASKED);
    }

    /** The end between the line that tells of a release and its move to its place. */
    @Test
    void aReleaseThatWasCutOffIsPutInItsPlace() throws IOException {
        Releases releases = releases(1);
        vote(releases, "cem", true);
        releases.submit(request(releases), "cem", AT);
        release(releases, "cem");
        Files.move(releases.place(1), folder.resolve("output/study/releases/.1.made"));
        assertThat(releases.archive(1)).isPresent();
        assertThat(releases.place(1)).exists();
        Files.writeString(releases.place(1).resolve("release.zip"), "another");
        assertThat(releases.archive(1)).isEmpty();
    }
}
