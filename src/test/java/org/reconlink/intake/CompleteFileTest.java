package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.intake.Intake.CompleteFile;
import org.reconlink.kernel.Sha256;

class CompleteFileTest {
    private static final ExtractSettings SETTINGS = Extracts.participantSettings();

    @TempDir
    Path folder;

    private Path file() {
        return Extracts.csv(folder, "p.csv", Extracts.PARTICIPANT_HEADINGS, "1,Smith,John,07/03/1984");
    }

    @Test
    void aFileThatIsWhatItsChecksumFileSaysIsRead() throws IOException {
        Path file = file();
        Files.writeString(folder.resolve("p.csv.sha256"), Sha256.hex(file) + "  p.csv\n");
        assertThat(Extracts.participants(file, SETTINGS).records()).hasSize(1);
    }

    @Test
    void aFileThatIsNotWhatItsChecksumFileSaysIsRefused() throws IOException {
        Path file = file();
        Files.writeString(folder.resolve("p.csv.sha256"), "0".repeat(64) + "  p.csv\n");
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessage("error: p.csv: the file is not what p.csv.sha256 says;"
                        + " run again when its copy has ended, or fetch both again");
    }

    @Test
    void aFileThatGrowsWhileItIsScannedIsRefused() throws IOException {
        Path file = file();
        FileScan scan = FileScan.of(file);
        Files.writeString(file, "2,Day,Al,07/03/1984\n", java.nio.file.StandardOpenOption.APPEND);
        assertThatThrownBy(() -> CompleteFile.require(new SourceFile(file, "participants"), scan))
                .hasMessage("error: p.csv: the file is still being written; run again when its copy has ended");
    }
}
