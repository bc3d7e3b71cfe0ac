package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every exit code, and what is said with it, on a study of a few people; {@code ExitCodesIT} asks processes for them. */
class ExitCodesTest {
    @TempDir
    Path folder;

    private Path protocol;

    @BeforeEach
    void writeAStudy() throws Exception {
        protocol = TinyStudy.write(folder);
    }

    @Test
    void aCleanStudyEndsWith0AndTheSameAgainWith6() throws Exception {
        Given first = run();
        assertThat(first.exitCode()).as(first.err()).isEqualTo(0);
        assertThat(first.out()).contains("report.html");
        assertThat(run().exitCode()).isEqualTo(6);
    }

    @Test
    void aForcedRunIsAVersionOfItsOwnAndKeepsItsReason() throws Exception {
        assertThat(run().exitCode()).isEqualTo(0);
        assertThat(run("--force", "checked again").exitCode()).isEqualTo(0);
        Given list = Given.here("runs", "list", "--work", work());
        assertThat(list.out().lines().filter(line -> line.contains("completed")))
                .hasSize(2);
        assertThat(list.out()).contains("-2  ");
    }

    @Test
    void aMisspeltProtocolEndsWith2AndSaysWhere() throws Exception {
        String text = Files.readString(protocol);
        Files.writeString(protocol, text.replace("surname: Surname", "surnme: Surname"));
        Given ended = run();
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("study.yml:", "surnme", "did you mean \"surname\"");
    }

    @Test
    void anUnknownOptionEndsWith2() throws Exception {
        assertThat(run("--forse", "x").exitCode()).isEqualTo(2);
    }

    @Test
    void aMissingCommandEndsWith2() throws Exception {
        assertThat(Given.here().exitCode()).isEqualTo(2);
    }

    @Test
    void aRowThatCannotBeUsedEndsWith3AndNoOutput() throws Exception {
        Path convictions = folder.resolve("convictions.csv");
        Files.writeString(
                convictions,
                Files.readString(convictions) + "91/10V,Rowe,Kim,1980-02-03,TH68010,2015-01-01,31.31.2015,GUILTY\n");
        Given ended = run();
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(3);
        assertThat(ended.err())
                .contains("convictions.csv, row 6, column Convicted")
                .doesNotContain("31.31.2015");
        assertThat(folder.resolve("output")).doesNotExist();
        assertThat(folder.resolve("work/tiny/findings.csv")).exists();
        assertThat(folder.resolve("work/tiny/data-quality.html"))
                .content()
                .contains(
                        "The run stopped here and wrote no outputs: more rows are rejected than the protocol accepts.")
                .contains("convictions.csv", "1/5 (20.0%)")
                .doesNotContain("31.31.2015");
        assertThat(ended.err()).contains("What to mend first, file by file: ", "work/tiny/data-quality.html.");
    }

    @Test
    void acceptedRejectionsEndWith4() throws Exception {
        Path convictions = folder.resolve("convictions.csv");
        Files.writeString(
                convictions,
                Files.readString(convictions) + "91/10V,Rowe,Kim,1980-02-03,TH68010,2015-01-01,31.31.2015,GUILTY\n");
        Files.writeString(protocol, Files.readString(protocol) + "intake:\n  rejected rows at most: 50%\n");
        assertThat(run().exitCode()).isEqualTo(4);
        assertThat(run("--force", "again", "--succeed-on", "4,6").exitCode()).isEqualTo(0);
    }

    @Test
    void aCheckThatFailsTooOftenEndsWith3BeforeLinkageOrBeforeAnythingIsPublished() throws Exception {
        String valid = Files.readString(protocol);
        Path participants = folder.resolve("participants.csv");
        Files.writeString(participants, Files.readString(participants).replace("1980-02-03", "1900-01-01"));
        Files.writeString(protocol, valid + "intake:\n  failed checks at most: { placeholder date of birth: 40% }\n");
        Given early = run();
        assertThat(early.exitCode()).as(early.err()).isEqualTo(3);
        assertThat(early.err())
                .contains(
                        "participants.csv, column DOB: the check \"placeholder date of birth\" fails for 1 of 2 filled")
                .doesNotContain("linkPersons");
        Files.writeString(
                protocol, valid + "intake:\n  failed checks at most: { participant without police identifier: 0 }\n");
        Files.writeString(participants, Files.readString(participants).replaceFirst("91/10V", ""));
        Given late = run();
        assertThat(late.exitCode()).as(late.err()).isEqualTo(3);
        assertThat(late.err()).contains("linkPersons", "\"participant without police identifier\" fails for 1 of 2");
        assertThat(folder.resolve("output")).doesNotExist();
        assertThat(folder.resolve("work/tiny/data-quality.html"))
                .content()
                .contains(
                        "a check failed more often than the protocol accepts",
                        "The row has no PNC id or CRO number that can be used");
    }

    @Test
    void aMissingHeadingEndsWith3AndNamesIt() throws Exception {
        Path participants = folder.resolve("participants.csv");
        Files.writeString(participants, Files.readString(participants).replace("DOB", "Born"));
        Given ended = run();
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(3);
        assertThat(ended.err()).contains("participants.csv", "DOB");
        assertThat(folder.resolve("work/tiny/data-quality.html")).doesNotExist();
    }

    @Test
    void aWorkFolderThatIsAFileEndsWith7() throws Exception {
        Path file = Files.writeString(folder.resolve("blocked"), "x", StandardCharsets.UTF_8);
        Given ended = Given.here(
                "run",
                protocol.toString(),
                "--work",
                file.toString(),
                "--output",
                folder.resolve("o").toString());
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(7);
    }

    @Test
    void anOutputFolderThatIsAFileEndsWith7AndLeavesNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("blocked"), "x", StandardCharsets.UTF_8);
        Given ended = Given.here("run", protocol.toString(), "--work", work(), "--output", file.toString());
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(7);
        assertThat(Files.readString(file)).isEqualTo("x");
    }

    @Test
    void checkLinksNothingAndWritesNothing() throws Exception {
        Given ended = Given.here("check", protocol.toString());
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(0);
        assertThat(folder.resolve("work")).doesNotExist();
        assertThat(folder.resolve("output")).doesNotExist();
    }

    @Test
    void explainKnowsTheParticipantAndNobodyElse() throws Exception {
        assertThat(run().exitCode()).isEqualTo(0);
        Given known = Given.here("explain", "T1", "--work", work());
        assertThat(known.exitCode()).as(known.err()).isEqualTo(0);
        assertThat(known.out()).contains("linked", "IN_WINDOW", "convictions.csv, row 3");
        assertThat(Given.here("explain", "T99", "--work", work()).exitCode()).isEqualTo(2);
    }

    @Test
    void anOutputThatWasChangedEndsWith8() throws Exception {
        assertThat(run().exitCode()).isEqualTo(0);
        Path outputs;
        try (java.util.stream.Stream<Path> runs = Files.list(folder.resolve("output/tiny"))) {
            outputs = runs.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        assertThat(Given.here("audit", "verify", outputs.toString()).exitCode()).isEqualTo(0);
        Path log = outputs.resolve("audit.jsonl");
        Files.writeString(log, Files.readString(log).replace("\"decision\":\"link\"", "\"decision\":\"review\""));
        Given changed = Given.here("audit", "verify", outputs.toString());
        assertThat(changed.exitCode()).isEqualTo(8);
        assertThat(changed.err()).contains("audit.jsonl is not as the run wrote it", "audit.jsonl, line");
    }

    @Test
    void aDamagedRecordInTheStoreEndsWith1AndIsNotQuoted() throws Exception {
        assertThat(run().exitCode()).isEqualTo(0);
        try (org.reconlink.store.WorkingStore store =
                        org.reconlink.store.WorkingStore.open(folder.resolve("work/tiny"));
                java.sql.Connection connection = store.dataSource().getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update outcome set body = '{\"Okafor'"))
                    .isPositive();
        }
        Given ended = Given.here("explain", "T1", "--work", work());
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
        assertThat(ended.err()).contains("unexpected error").doesNotContain("Okafor");
    }

    private String work() {
        return folder.resolve("work").toString();
    }

    private Given run(String... more) {
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "run",
                                protocol.toString(),
                                "--work",
                                work(),
                                "--output",
                                folder.resolve("output").toString()),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        return Given.here(all);
    }
}
