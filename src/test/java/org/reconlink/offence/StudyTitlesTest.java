package org.reconlink.offence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.ClassifiedOffence.CourtMode;

class StudyTitlesTest {
    @TempDir
    Path folder;

    private OffenceSettings settings(String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("titles.csv"), String.join("\n", lines));
        OffenceSettings defaults = OffenceSettings.defaults();
        return new OffenceSettings(
                defaults.scales(),
                defaults.indictable(),
                defaults.notCounted(),
                defaults.custodialDisposals(),
                null,
                List.of(),
                Set.of(),
                file,
                OffenceSettings.Evidence.ANY);
    }

    private static OffenceDescription titled(String title) {
        return new OffenceDescription(null, null, title);
    }

    @Test
    void aTitleOrLocalCodeIsTheOffenceThatTheStudySays() throws IOException {
        OffenceClassifier classifier = OffenceClassifier.shipped(settings(
                "title,rows,code,nearest code 1",
                "\"Robbery, street\",12,TH68023,TH68023",
                "LOC-07,3,8/06,",
                "Something else,1,,TH68010"));
        ClassifiedOffence robbery = classifier.classify(titled("ROBBERY  - STREET"));
        assertThat(robbery.mode()).isEqualTo(CourtMode.INDICTABLE_ONLY);
        assertThat(robbery.offence().cjsCode()).isEqualTo(new OffenceCode("TH68023"));
        assertThat(classifier.classify(titled("loc 07")).homeOfficeCode()).isEqualTo(new HomeOfficeCode(8, 6));
        assertThat(classifier.classify(titled("Something else")).unmatchedTitle())
                .isTrue();
    }

    @Test
    void aCodeOfTheRecordOutranksItsTitle() throws IOException {
        OffenceClassifier classifier = OffenceClassifier.shipped(settings("title,code", "Robbery (street),TH68010"));
        OffenceDescription coded = new OffenceDescription(new OffenceCode("TH68023"), null, "Robbery (street)");
        assertThat(classifier.classify(coded).mode()).isEqualTo(CourtMode.INDICTABLE_ONLY);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws IOException {
        assertThat(OffenceClassifier.check(settings("title,code", "A,ROB1", "B,TH68023", "b,TH68010", "C,8/06,")))
                .extracting(Finding::toString)
                .containsExactly(
                        "error: titles.csv, row 2, column code: the code is neither a CJS code nor a Home Office code; write it"
                                + " like TH68023, TH68023A or 34/01, or leave it blank",
                        "error: titles.csv, row 4, column title: the title has another code in a row above; keep one row for"
                                + " each title",
                        "error: titles.csv, row 5: the row has not as many cells as there are headings; put double quotes around"
                                + " a cell that contains a comma");
        assertThat(OffenceClassifier.check(settings("name,code")))
                .extracting(Finding::toString)
                .containsExactly(
                        "error: titles.csv, row 1: the heading title or code is missing; the first row must hold title and code,"
                                + " with commas between");
    }
}
