package org.reconlink.offence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.CodeTableReader.StudyTableException;

class StudyTableTest {
    @TempDir
    Path folder;

    @Test
    void theStudysOwnTableOutranksTheSupplementAndTheCodesOwnRow() throws IOException {
        OffenceClassifier classifier = with("""
                code,mode,source
                SX56001,either way,a test
                TH68010,summary,a test
                """);

        assertThat(mode(classifier, "SX56001")).isEqualTo("EITHER_WAY STUDY_TABLE");
        assertThat(mode(classifier, "TH68010")).isEqualTo("SUMMARY STUDY_TABLE");
    }

    @Test
    void anAttemptFollowsTheStudysOwnTableAndAConspiracyDoesNot() throws IOException {
        OffenceClassifier classifier = with("""
                code,mode,source
                TH68010,summary,a test
                """);

        assertThat(mode(classifier, "TH68010A")).isEqualTo("SUMMARY STUDY_TABLE");
        assertThat(mode(classifier, "TH68010C")).isEqualTo("INDICTABLE_ONLY CONSPIRACY");
    }

    @Test
    void aConspiracyThatTheTableNamesIsAsTheTableSays() throws IOException {
        OffenceClassifier classifier = with("""
                code,mode,source
                TH68010C,either way,a test
                """);

        assertThat(mode(classifier, "TH68010C")).isEqualTo("EITHER_WAY STUDY_TABLE");
    }

    @Test
    void aHomeOfficeCodeInTheTableHoldsForItsCodesUnlessTheyAreNamedThemselves() throws IOException {
        OffenceClassifier classifier = with("""
                code,mode,source
                46/0,summary,a test
                TH68010A,either way,a test
                """);

        assertThat(mode(classifier, "TH68010")).isEqualTo("SUMMARY STUDY_TABLE");
        assertThat(mode(classifier, "TH68010A")).isEqualTo("EITHER_WAY STUDY_TABLE");
        assertThat(classifier
                        .classify(new OffenceDescription(null, new HomeOfficeCode(46, 0), null))
                        .mode())
                .isEqualTo(CourtMode.SUMMARY);
    }

    @Test
    void headingsMayStandInAnyOrderWithFurtherColumnsAndQuotedCells() throws IOException {
        OffenceClassifier classifier =
                with("\uFEFFSource,Note,Code,Mode\r\n\"Theft Act 1968, \"\"s.1\"\"\",,th68010,Indictable-Only\r\n\r\n");

        assertThat(mode(classifier, "TH68010")).isEqualTo("INDICTABLE_ONLY STUDY_TABLE");
        assertThat(classifier.explain(classifier.classify(coded("TH68010"))))
                .startsWith("Indictable only: the study's own table says so (Theft Act 1968, \"s.1\").");
    }

    @Test
    void everyProblemIsReportedAtOnceWithItsRow() throws IOException {
        Path table = table("""
                code,mode,source
                TH68010,summary,a test
                8.06.1,summary,a test
                TH68023,sometimes,a test
                TH68036,either way,
                TH68010,either way,a test
                TH68026,either way
                TH68027,"either way,a test
                NONSENSE,never,
                """);

        assertThatThrownBy(() -> OffenceClassifier.shipped(settings(table)))
                .isInstanceOf(StudyTableException.class)
                .hasMessage("""
                        error: modes.csv, row 3, column code: the code is neither a CJS code nor a Home Office code; write it like TH68023, TH68023A or 34/01
                        error: modes.csv, row 4, column mode: the mode is not one that a court has; write indictable only, either way or summary
                        error: modes.csv, row 5, column source: no source is given; name the Act and section, or where else the mode is from
                        error: modes.csv, row 6, column code: the code is given in row 2 already; keep one row for each code
                        error: modes.csv, row 7: the row has not as many cells as there are headings; put double quotes around a cell that contains a comma
                        error: modes.csv, row 8: the row has not as many cells as there are headings; put double quotes around a cell that contains a comma
                        error: modes.csv, row 9, column code: the code is neither a CJS code nor a Home Office code; write it like TH68023, TH68023A or 34/01
                        error: modes.csv, row 9, column mode: the mode is not one that a court has; write indictable only, either way or summary
                        error: modes.csv, row 9, column source: no source is given; name the Act and section, or where else the mode is from""".stripIndent())
                .satisfies(e -> assertThat(((StudyTableException) e).findings()).hasSize(9));
    }

    @Test
    void aMissingHeadingIsAnError() throws IOException {
        Path table = table("code;mode;source\nTH68010;summary;a test\n");

        assertThatThrownBy(() -> OffenceClassifier.shipped(settings(table)))
                .hasMessage("error: modes.csv, row 1: the heading code and mode and source is missing;"
                        + " the first row must hold code, mode and source, with commas between");
    }

    @Test
    void anEmptyFileHasNoHeadings() throws IOException {
        Path table = table("");

        assertThatThrownBy(() -> OffenceClassifier.shipped(settings(table)))
                .hasMessage("error: modes.csv, row 1: the heading code and mode and source is missing;"
                        + " the first row must hold code, mode and source, with commas between");
    }

    @Test
    void aTableThatIsNotThereIsAnError() {
        Path table = folder.resolve("modes.csv");

        assertThatThrownBy(() -> OffenceClassifier.shipped(settings(table)))
                .hasMessage("error: modes.csv: cannot be read;"
                        + " check that the file named in the protocol is there and readable");
    }

    @Test
    void aTableThatIsNotUtf8IsAnError() throws IOException {
        Path table = Files.write(
                folder.resolve("modes.csv"),
                "code,mode,source\nTH68010,summary,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> OffenceClassifier.shipped(settings(table)))
                .hasMessage("error: modes.csv: is not UTF-8; save it as CSV UTF-8");
    }

    private OffenceClassifier with(String text) throws IOException {
        return OffenceClassifier.shipped(settings(table(text)));
    }

    private Path table(String text) throws IOException {
        return Files.writeString(folder.resolve("modes.csv"), text);
    }

    private static OffenceSettings settings(Path table) {
        OffenceSettings defaults = OffenceSettings.defaults();
        return new OffenceSettings(
                defaults.scales(), defaults.indictable(), defaults.notCounted(), defaults.custodialDisposals(), table);
    }

    private static String mode(OffenceClassifier classifier, String code) {
        ClassifiedOffence found = classifier.classify(coded(code));
        return found.mode() + " " + found.evidence();
    }

    private static OffenceDescription coded(String code) {
        return new OffenceDescription(new OffenceCode(code), null, null);
    }
}
