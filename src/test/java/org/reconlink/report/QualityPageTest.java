package org.reconlink.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.result.Person;
import org.reconlink.result.Studies;
import org.reconlink.result.StudyResult;
import org.reconlink.result.quality.DataQuality;
import org.reconlink.result.quality.QualityFigure.QualityTotals;

class QualityPageTest {
    @TempDir
    private Path folder;

    private ReportPage page;

    @BeforeEach
    void writeThePageOfTwelve() throws IOException {
        page = write("page.html");
    }

    @Test
    void findingsStandUnderTheirFileWithCountPlaceAndAdvice() {
        String table = "Findings in pnc-1.csv";
        assertThat(page.headings(table)).contains("PNC id check letter, PNC ID", "Conviction date, PNC ID");
        assertThat(page.row(table, "PNC id check letter, PNC ID")).first().isEqualTo("warns");
        assertThat(page.row(table, "Conviction date, PNC ID")).first().isEqualTo("rejects");
        assertThat(page.row(table, "Conviction date, PNC ID")).last().isEqualTo("line 40");
    }

    @Test
    void whatCostsRowsIsToBeFixedFirst() {
        assertThat(page.groups("What to fix first").keySet()).first().isEqualTo("Rows are lost");
    }

    @Test
    void checksThatDoNotApplyAreNotAmongThosePassed() {
        assertThat(page.items())
                .anyMatch(item -> item.startsWith("The file is no workbook: ") && item.contains("password"))
                .anyMatch(item -> item.startsWith("The file: the file exists;") && !item.contains("password"));
    }

    @Test
    void earlierRunsStandAboveThisOne() {
        assertThat(page.headings("Quality by run")).startsWith("run-0", "run-1, this run");
        assertThat(page.row("Quality by run", "run-0")).containsExactly("2/9 (22.2%)", "1", "80/90 (88.9%)");
    }

    @Test
    void thePageIsTheSameEveryTime() throws IOException {
        write("again.html");
        assertThat(folder.resolve("again.html")).hasSameBinaryContentAs(folder.resolve("page.html"));
    }

    @Test
    void nobodyIsNamed() {
        assertThat(page.text()).doesNotContain(Person.SURNAME);
    }

    private ReportPage write(String name) throws IOException {
        Path file = folder.resolve(name);
        StudyResult result = Studies.of(Studies.twelve());
        QualityTotals earlier =
                new QualityTotals("run-0", List.of(new QualityTotals.Section("participants", 2, 9, 1, 80, 90)));
        QualityPage.write(file, result, "run-1", DataQuality.of(result), List.of(earlier), "");
        return ReportPage.parse(file);
    }
}
