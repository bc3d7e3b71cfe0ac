package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two runs, between which the police correct the date of a conviction by two days: of two namesakes born on the same day
 * the right one then is right with a probability of .93 instead of .999.
 */
class EarlierLinksTest {
    @TempDir
    Path folder;

    private Path protocol;

    @BeforeEach
    void writeAStudyWithNamesakes() throws IOException {
        protocol = TinyStudy.write(folder);
        add("participants.csv", "T3,Jones,Mary,1979-05-06,,TH68010,2011-04-04,2014-03-12");
        add("convictions.csv", "99/77P,Jones,Mary,1979-05-06,TH68010,2010-04-01,2011-04-04,GUILTY,1002");
        add("convictions.csv", "97/5F,Jones,Mary,1979-05-06,TH68010,2012-04-01,2013-04-04,GUILTY,1002");
    }

    private void add(String file, String row) throws IOException {
        Files.writeString(folder.resolve(file), row + "\n", StandardOpenOption.APPEND);
    }

    private void correctTheDate() throws IOException {
        Path extract = folder.resolve("convictions.csv");
        Files.writeString(extract, Files.readString(extract).replace("2011-04-04,GUILTY", "2011-04-06,GUILTY"));
    }

    @Test
    void anEarlierLinkIsKeptWithAWarningInExplainFindingsAndAudit() throws Exception {
        assertThat(run("work").exitCode()).isEqualTo(0);
        correctTheDate();

        Given second = run("work");

        assertThat(second.exitCode()).as(second.err()).isEqualTo(0);
        assertThat(explain("work"))
                .contains(
                        "linked; best pair",
                        "warning: a link of an earlier run is kept though its match probability is now below link from",
                        "(kept: a link of an earlier run, from keep link from to below link from)");
        assertThat(output(second, "findings.csv"))
                .contains("link of an earlier run", "a link of an earlier run is kept");
        assertThat(output(second, "audit.jsonl"))
                .contains("earlier links given", "kept: a link of an earlier run, from keep link from");
    }

    @Test
    void withoutAnEarlierRunTheSamePairGoesToClericalReview() throws Exception {
        correctTheDate();
        assertThat(run("fresh").exitCode()).isEqualTo(4);
        assertThat(explain("fresh")).contains("in review; best pair").doesNotContain("earlier run");
    }

    @Test
    void theSecondRunMadeAgainIsNothingNew() throws Exception {
        assertThat(run("work").exitCode()).isEqualTo(0);
        correctTheDate();
        assertThat(run("work").exitCode()).isEqualTo(0);
        assertThat(run("work").exitCode()).isEqualTo(6);
    }

    @Test
    void aHigherThresholdBreaksTheLinkAndSaysSo() throws Exception {
        assertThat(run("work").exitCode()).isEqualTo(0);
        correctTheDate();
        Files.writeString(protocol, Files.readString(protocol).replace("outcome:", "  keep link from: 0.95\noutcome:"));
        assertThat(run("work").exitCode()).isEqualTo(4);
        assertThat(explain("work"))
                .contains("in review; best pair", "warning: a link of an earlier run is broken: the match probability");
    }

    private Given run(String work) {
        return Given.here(
                "run",
                protocol.toString(),
                "--work",
                folder.resolve(work).toString(),
                "--output",
                folder.resolve("output").toString());
    }

    private String explain(String work) {
        return Given.here(
                        "explain",
                        "T3",
                        "--study",
                        "tiny",
                        "--work",
                        folder.resolve(work).toString())
                .out();
    }

    private static String output(Given run, String file) throws IOException {
        Path dataset = run.out()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("dataset"))
                .map(line -> Path.of(line.substring("dataset".length()).strip()))
                .findFirst()
                .orElseThrow();
        try (Stream<String> lines = Files.lines(dataset.resolveSibling(file))) {
            return String.join("\n", lines.toList());
        }
    }
}
