package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.kernel.Finding;

class CheckTest {
    @TempDir
    Path folder;

    @Test
    void onlyTheFirstRowsAreChecked() throws IOException {
        String rows = String.join(
                "\n", IntStream.range(0, 300).mapToObj(i -> i + ",,,").toList());
        Path file = Extracts.csv(folder, "p.csv", Extracts.PARTICIPANT_HEADINGS, rows);
        assertThat(Intake.check(ExtractKind.PARTICIPANTS, file, Extracts.participantSettings(), Extracts.INTAKE))
                .filteredOn(f -> f.severity() == Finding.Severity.REJECTED)
                .hasSize(200);
    }

    @Test
    void aFileThatCannotBeUsedIsAFinding() throws IOException {
        assertThat(Intake.check(
                        ExtractKind.CUSTODY, folder.resolve("s.csv"), Extracts.custodySettings(), Extracts.INTAKE))
                .extracting(Finding::toString)
                .containsExactly("error: s.csv: the file does not exist; correct its path in the protocol (custody)");
    }

    @Test
    void aGoodFileHasNoFindings() throws IOException {
        Path file = Extracts.csv(
                folder, "c.csv", Extracts.CONVICTION_HEADINGS, "81/34U,Smith,John,,TH68023,,,,,05/06/2010,G");
        assertThat(Intake.check(ExtractKind.CONVICTIONS, file, Extracts.convictionSettings(), Extracts.INTAKE))
                .isEmpty();
    }
}
