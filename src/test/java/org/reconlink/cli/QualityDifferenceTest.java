package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reconlink.inquiry.QualityDifference;
import org.reconlink.result.quality.QualityFigure;

class QualityDifferenceTest {
    @Test
    void countsAndSharesStandBesideEachOtherWithTheDifference() {
        String said = compared(
                false,
                List.of(check("pnc.csv", "date year", "warning", 2, 100)),
                List.of(check("pnc.csv", "date year", "warning", 3, 200)));
        assertThat(said).isEqualTo("""
                convictions pnc.csv
                             column     A              B              difference
                  date year  Convicted  2/100 (2.00%)  3/200 (1.50%)  +1 (-0.50 points)

                """);
    }

    @Test
    void aFileWhoseNameChangedWithTheExtractStandsBesideItsFollower() {
        String said = compared(
                false,
                List.of(check("pnc-2020.csv", "date year", "warning", 2, 100)),
                List.of(check("pnc-2021.csv", "date year", "passed", 0, 100)));
        assertThat(said)
                .startsWith("convictions pnc-2020.csv -> convictions pnc-2021.csv\n")
                .contains("-2 (-2.00");
    }

    @Test
    void checksThatFoundNothingInEitherRunAreCountedUnlessAllAreAskedFor() {
        List<QualityFigure> passed = List.of(check("pnc.csv", "date year", "passed", 0, 100));
        List<QualityFigure> inapplicable = List.of(check("pnc.csv", "date year", "not applicable", 0, 0));
        assertThat(compared(false, passed, inapplicable))
                .contains("1 check found nothing in either run")
                .doesNotContain("date year");
        assertThat(compared(true, passed, inapplicable)).contains("0/100 (0.00%)", "does not apply");
    }

    @Test
    void aFileThatIsNewStandsAlone() {
        assertThat(compared(false, List.of(), List.of(check("pnc.csv", "date year", "warning", 2, 100))))
                .startsWith("- -> convictions pnc.csv\n");
    }

    private static QualityFigure check(String file, String rule, String outcome, long count, long of) {
        return new QualityFigure("convictions", file, null, "row", rule, "Convicted", outcome, count, of);
    }

    private static String compared(boolean all, List<QualityFigure> before, List<QualityFigure> after) {
        StringWriter said = new StringWriter();
        QualityCommand.print(QualityDifference.between("A", before, "B", after), all, new PrintWriter(said));
        return said.toString().replace("\r\n", "\n");
    }
}
