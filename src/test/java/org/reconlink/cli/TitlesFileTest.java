package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.cli.OffenceCommand.TitlesFile;
import org.reconlink.intake.IntakeException;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.intake.OffencesNamed;
import org.reconlink.offence.OffenceClassifier;
import org.reconlink.offence.OffenceSettings;

class TitlesFileTest {
    private static final IntakeSettings INTAKE = new IntakeSettings(1, 2099, List.of());

    @TempDir
    Path folder;

    private TitlesFile titles(String... lines) throws IOException {
        Path extract = Files.writeString(folder.resolve("courts.csv"), String.join("\n", lines));
        return TitlesFile.of(
                OffencesNamed.in(extract, null, INTAKE), OffenceClassifier.shipped(OffenceSettings.defaults()));
    }

    @Test
    void theTitlesOfAnExtractAreWrittenWithTheNearestCodes() throws IOException {
        TitlesFile titles = titles(
                "Defendant,Offence_Description,CJS code",
                "A,Robery,",
                "B,Robery,",
                "C,Robery,TH68023",
                "D,=cmd(1),",
                "E,,LOC07");
        Path out = folder.resolve("titles.csv");
        titles.write(out);
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("title,rows,code,nearest code 1,nearest title 1,likeness 1,");
        assertThat(lines.get(1)).startsWith("Robery,2,,").contains("TH68023");
        assertThat(lines.get(2)).startsWith("'=cmd(1),1,,");
        assertThat(lines.get(3)).startsWith("LOC07,1,,");
        assertThat(titles.summary(out))
                .contains("3 distinct titles on 4 rows without a code")
                .contains("3 (4 rows) are to be confirmed");
    }

    @Test
    void aFileThatExistsIsNotReplaced() throws IOException {
        TitlesFile titles = titles("Offence", "Robery");
        Path out = Files.writeString(folder.resolve("titles.csv"), "mine");
        assertThatThrownBy(() -> titles.write(out)).isInstanceOf(UsageException.class);
        assertThat(out).hasContent("mine");
    }

    @Test
    void aFileWithoutAUsualHeadingSaysSo() {
        assertThatThrownBy(() -> titles("Name,Born", "A,1980"))
                .isInstanceOf(IntakeException.class)
                .hasMessageContaining("no row has a usual heading for the title of the offence");
    }
}
