package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study's night would fail on is found before it. */
class CheckTest {
    @TempDir
    Path folder;

    private Path protocol;
    private String right;

    @BeforeEach
    void writeAStudy() throws IOException {
        protocol = TinyStudy.write(folder);
        right = Files.readString(protocol);
    }

    @Test
    void filesStandWithTheirAgeAndOnesThatAreTooOldAreNamed() throws IOException {
        Files.writeString(
                protocol, right.replace("files: convictions.csv", "files: \"conv*.csv\"\n  freshness: 35 days"));
        assertThat(check().exitCode()).isZero();
        assertThat(check().out()).contains("convictions   convictions.csv", "key for pseudonyms: ");
        Files.setLastModifiedTime(
                folder.resolve("convictions.csv"), FileTime.from(Instant.now().minus(Duration.ofDays(36))));
        Given old = check();
        assertThat(old.exitCode()).isEqualTo(3);
        assertThat(old.out()).containsPattern("convictions.csv +0.0 .* 36 +35: too old");
        assertThat(old.err())
                .contains(
                        "convictions.csv: 36 days old, and the protocol's freshness of convictions is 35; put the new");
        Given run = Given.here(
                "run",
                protocol.toString(),
                "--quiet",
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("convictions.csv: 36 days old");
    }

    /** Somebody is linked and has a conviction, and nobody can tell whether it is of the window. */
    @Test
    void anExtractWithoutOffenceDatesIsSaidAndCountedAsUnknown() throws IOException {
        Files.writeString(protocol, right.replace("    offence start date: Offence date\n", ""));
        String said =
                "convictions.csv: no column of offence dates is mapped, so that no offence can be placed in a window; whoever"
                        + " may have one is unknown in every outcome";
        assertThat(check().err()).contains(said);
        Given run = Given.here(
                "run",
                protocol.toString(),
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString());
        assertThat(run.err()).contains(said);
        assertThat(run.out()).containsPattern("No reconviction \\(year\\) +1/2 to 2/2, 1 unknown");
    }

    @Test
    void aKeyThatCannotBeUsedIsFoundWithWhatElseIsWrong() throws IOException {
        Files.writeString(folder.resolve("key.txt"), "too short\n");
        Path participants = folder.resolve("participants.csv");
        Files.writeString(participants, Files.readString(participants).replace("DOB", "Born"));
        Given given = check();
        assertThat(given.exitCode()).isEqualTo(3);
        assertThat(given.err()).contains("key.txt", "DOB").doesNotContain("too short");
        Files.writeString(participants, Files.readString(participants).replace("Born", "DOB"));
        assertThat(check().exitCode()).isEqualTo(2);
    }

    @Test
    void aResearchDatabaseThatCannotBeReachedIsFoundAndNoneIsMade() throws IOException {
        Path password = Files.writeString(folder.resolve("password.txt"), "Sesame-Open\n");
        Files.writeString(
                protocol,
                right + "  database: { url: \"jdbc:postgresql://127.0.0.1:1/research\", user: loader, password file: "
                        + password.getFileName() + " }\n");
        Given given = check();
        assertThat(given.exitCode()).isEqualTo(7);
        assertThat(given.err())
                .contains(
                        "the research database (schema tiny of jdbc:postgresql://127.0.0.1:1/research) cannot be loaded: ")
                .doesNotContain("Sesame");
        Path made = folder.resolve("research");
        Files.writeString(protocol, right + "  database: { url: \"jdbc:hsqldb:file:" + made + "\", user: SA }\n");
        assertThat(check().exitCode()).isZero();
        assertThat(folder.resolve("research.properties")).doesNotExist();
        Path file = Files.writeString(folder.resolve("file"), "");
        Files.writeString(protocol, right + "  database: { url: \"jdbc:hsqldb:file:" + file + "/r\", user: SA }\n");
        assertThat(check().exitCode()).isEqualTo(7);
    }

    @Test
    void whoIsThereTwiceAndWhatIsRejectedIsToldTogetherAsARunWould() throws IOException {
        Path participants = folder.resolve("participants.csv");
        String sheet = Files.readString(participants);
        Files.writeString(
                participants, sheet + "T3,Rowe,Kim,1980-02-03,91/10V,OF61016,2010-03-01,2015-01-10\n,Nobody,,,,,,\n");
        Given refused = check();
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err())
                .contains(
                        "row 2 and this row, 4, are one person: the same PNC id",
                        "row 5",
                        "1 stop a file",
                        "1 reject a row");
        assertThat(refused.out()).contains("key for pseudonyms: ");
        Files.writeString(protocol, right.replace("participants:\n  file: participants.csv\n", """
                intake:
                  rejected rows at most: 50%
                participants:
                  file: participants.csv
                  repeated participants: each episode
                """));
        Given accepted = check();
        assertThat(accepted.exitCode()).isZero();
        assertThat(accepted.err()).contains("each is followed by itself, and one person counts as often");
        assertThat(accepted.out()).contains("next: reconlink run ");
    }

    @Test
    void aModelThatIsNoneIsNamedBeforeARunAndInIt() throws IOException {
        Files.writeString(folder.resolve("model.json"), "{\"a\":,}");
        Files.writeString(protocol, right.replace("linkage:\n", "linkage:\n  model: model.json\n"));
        String said = "model.json: the model is not JSON; check commas, quotes and braces";
        assertThat(check().exitCode()).isEqualTo(2);
        assertThat(check().err()).contains(said);
        Given run = Given.here(
                "run",
                protocol.toString(),
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(said).doesNotContain("unexpected error");
    }

    @Test
    void aFolderThatIsALinkIsRefused() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/deep"));
        Files.move(folder.resolve("convictions.csv"), elsewhere.resolve("convictions.csv"));
        Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("last"), elsewhere);
        for (String files : new String[] {"linked/deep/convictions.csv", "last/conv*.csv", "linked/deep/*.csv"}) {
            Files.writeString(protocol, right.replace("files: convictions.csv", "files: \"" + files + "\""));
            Given given = check();
            assertThat(given.exitCode()).as(files).isEqualTo(2);
            assertThat(given.err()).contains("is a link to another folder; name the folder itself");
        }
        Files.writeString(protocol, right.replace("files: convictions.csv", "files: elsewhere/deep/convictions.csv"));
        assertThat(check().exitCode()).isZero();
    }

    private Given check() {
        return Given.here("check", protocol.toString());
    }
}
