package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Finding.Severity;

class FindingsFileTest {
    @TempDir
    Path folder;

    @Test
    void findingsAreWrittenInTheOrderOfFilesAndRows() throws IOException {
        Path file = folder.resolve("findings.csv");
        FindingsFile.write(
                file,
                List.of(
                        new Finding(Severity.WARNING, "postcode", "p.xlsx", "One", 12L, "Home", "B12", "bad", "mend"),
                        new Finding(Severity.REJECTED, "date", "p.xlsx", "One", 3L, "DOB, day", "C3", "bad", "mend"),
                        new Finding(Severity.ERROR, "missing file", "c.csv", null, null, null, "gone", "find")));
        assertThat(Files.readString(file)).isEqualTo("""
                severity,rule,file,sheet,row,column,cell,problem,advice
                error,missing file,c.csv,,,,,gone,find
                rejected,date,p.xlsx,One,3,"DOB, day",C3,bad,mend
                warning,postcode,p.xlsx,One,12,Home,B12,bad,mend
                """);
    }

    @Test
    void namesThatOthersGaveNeitherRunNorControl() throws IOException {
        Path file = folder.resolve("findings.csv");
        Finding finding = new Finding(
                Severity.WARNING, "postcode", "a\u001b[2Jb\u202e.xlsx", "=1+1", 2L, "@SUM(A1)", "B2", "bad", "mend");
        FindingsFile.write(file, List.of(finding));
        assertThat(Files.readString(file))
                .endsWith("warning,postcode,a\\u001b[2Jb\\u202e.xlsx,"
                        + "withheld: begins like a formula,2,withheld: begins like a formula,B2,bad,mend\n");
        assertThat(finding.toString()).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void withoutFindingsThereAreTheHeadingsAlone() throws IOException {
        Path file = folder.resolve("findings.csv");
        FindingsFile.write(file, List.of());
        assertThat(Files.readString(file)).isEqualTo("severity,rule,file,sheet,row,column,cell,problem,advice\n");
    }
}
