package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another outcome is from one run to the next, and which runs are compared where none is named. */
class RunDifferenceTest {
    @TempDir
    Path folder;

    @Test
    void anOutcomeIsAnotherOnlyIfAPublishedCellIs() throws Exception {
        Path protocol = TinyStudy.write(folder);
        Path convictions = folder.resolve("convictions.csv");
        Path participants = folder.resolve("participants.csv");
        assertThat(command("run", protocol.toString()).exitCode()).isZero();
        assertThat(command("runs", "diff").exitCode()).as("one run is no two").isEqualTo(2);

        // a person of no study before all others, a name in capitals: rows move, and what is known of two people
        // changes
        List<String> rows = new ArrayList<>(Files.readAllLines(convictions));
        rows.add(1, "62/77T,Adam,Zoe,1971-05-05,TH68010,2001-06-01,2001-08-01,GUILTY,1015");
        Files.write(convictions, rows);
        Files.writeString(participants, Files.readString(participants).replace("T1,Rowe", "T1,ROWE"));
        assertThat(command("run", protocol.toString()).exitCode()).isZero();
        Given moved = command("runs", "diff");
        assertThat(moved.out())
                .contains("2 participants with the same outcome\n")
                .contains("2 participants with the same outcome from other rows of the files\n")
                .doesNotContain("another outcome");
        String latest = Files.readString(folder.resolve("output/tiny/latest")).strip();
        assertThat(folder.resolve("output/tiny").resolve(latest).resolve("report-appendix.html"))
                .content()
                .containsPattern("Participants with another outcome</th>\\s*<td[^>]*>0<")
                .containsPattern("Participants with the same outcome from other rows of the files</th>\\s*<td[^>]*>2<");

        Files.writeString(
                convictions,
                Files.readString(convictions)
                        .replace("GUILTY,1015\n79", "GUILTY,1002\n79")
                        .replace("2014-06-01,2014-08-01,GUILTY,1015\n85", "2014-06-01,2014-08-01,GUILTY,1002\n85"));
        assertThat(command("run", protocol.toString()).exitCode()).isZero();
        assertThat(command("runs", "diff").out())
                .contains("1 participants with another outcome\n", "1 participants with the same outcome\n");
        assertThat(command("runs", "diff", latest).exitCode()).isEqualTo(2);
    }

    private Given command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--work", folder.resolve("work").toString()));
        if (words[0].equals("run")) {
            all.addAll(List.of("--output", folder.resolve("output").toString()));
        }
        return Given.here(all.toArray(String[]::new));
    }
}
