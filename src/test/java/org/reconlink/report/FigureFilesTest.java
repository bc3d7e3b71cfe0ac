package org.reconlink.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.offence.OffenceSettings.Indictable;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.result.RunChanges.LastRun;
import org.reconlink.result.Studies;
import org.reconlink.result.StudyResult;

class FigureFilesTest {
    @TempDir
    private Path folder;

    @Test
    void everyPictureIsThereAsSvgAsPdfAndAsNumbers() throws IOException {
        write(Studies.of(Studies.twelve()), folder);
        assertThat(names(folder.resolve("figures")))
                .contains("flow.svg", "flow.pdf", "flow.csv", "survival-after.svg", "linkage-after.pdf", "model.csv")
                .contains("completeness.svg", "thresholds.svg", "unlinkable.svg", "weights.csv", "timelines.pdf")
                .hasSize(3
                        * (int) names(folder.resolve("figures")).stream()
                                .filter(name -> name.endsWith(".svg"))
                                .count());
    }

    @Test
    void wordsAreOutlinesSoThatNoFontIsNeeded() throws IOException {
        write(Studies.of(Studies.twelve()), folder);
        for (String name : names(folder.resolve("figures"))) {
            if (name.endsWith(".svg")) {
                String svg = Files.readString(folder.resolve("figures").resolve(name));
                assertThat(svg)
                        .as(name)
                        .doesNotContain("<text", "font", "class=", "var(")
                        .contains("<title>", "<desc>", "mm\"");
            }
        }
    }

    @Test
    void aPdfHasItsObjectsWhereItsTableSays() throws IOException {
        write(Studies.of(Studies.twelve()), folder);
        for (String name : names(folder.resolve("figures"))) {
            if (name.endsWith(".pdf")) {
                String pdf = Files.readString(folder.resolve("figures").resolve(name), ISO_8859_1);
                Matcher place = Pattern.compile("(\\d{10}) 00000 n ").matcher(pdf);
                int number = 0;
                while (place.find()) {
                    number++;
                    assertThat(pdf.substring(Integer.parseInt(place.group(1))))
                            .as(name)
                            .startsWith(number + " 0 obj\n");
                }
                assertThat(number).isEqualTo(5);
                Matcher length = Pattern.compile("/Length (\\d+) >>\nstream\n").matcher(pdf);
                assertThat(length.find()).isTrue();
                assertThat(pdf.substring(length.end() + Integer.parseInt(length.group(1))))
                        .startsWith("\nendstream");
            }
        }
    }

    @Test
    void theCurveIsInNumbersStepByStep() throws IOException {
        write(Studies.of(Studies.twelve()), folder);
        assertThat(Files.readAllLines(folder.resolve("figures/survival-after.csv")))
                .hasSize(3)
                .startsWith("group,month,at_risk,events,censored,without_reoffence,lower,upper")
                .satisfies(lines -> assertThat(lines.get(1)).contains(",6,2,0,0.666667,"));
    }

    @Test
    void whereSmallCountsAreWithheldNoPictureOrNumberTellsOfOnePerson() throws IOException {
        write(Studies.of(Studies.twelve(), 3, Indictable.ONLY, ProofBasis.CONVICTIONS), folder);
        assertThat(names(folder.resolve("figures"))).noneMatch(name -> name.matches("(survival|timelines).*"));
        assertThat(Files.readString(folder.resolve("figures/weights.csv"))).contains("under 3");
        assertThat(Files.readString(folder.resolve("figures/thresholds.csv"))).contains("withheld/12");
        assertThat(Files.readString(folder.resolve("tables/outcomes.csv"))).contains("under 3/6");
    }

    @Test
    void theTablesAreThereAsCsvAndInOneWordDocument() throws IOException {
        StudyResult study = Studies.of(Studies.twelve());
        write(study, folder);
        assertThat(names(folder.resolve("tables"))).containsExactly("outcomes.csv", "participants.csv", "tables.docx");
        try (InputStream in = Files.newInputStream(folder.resolve("tables/tables.docx"));
                XWPFDocument document = new XWPFDocument(in)) {
            assertThat(document.getTables()).hasSize(2);
            XWPFTable outcomes = document.getTables().get(1);
            assertThat(outcomes.getRow(1).getTableCells())
                    .extracting(cell -> cell.getText())
                    .containsExactly("Reconvicted", "0/7 (0.0%) 0.0 to 35.4", "2/6 (33.3%) 9.7 to 70.0");
            assertThat(document.getParagraphs())
                    .extracting(paragraph -> paragraph.getText())
                    .contains("Table 1. Characteristics of the included participants")
                    .anyMatch(text -> text.startsWith("* what this study counts as indictable."));
        }
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(folder.resolve("tables/participants.csv"))) {
            assertThat(reader.stream().toList())
                    .extracting(CsvRecord::getFields)
                    .contains(List.of("Group", "Characteristic", "All included"))
                    .contains(List.of("Mean (SD), n", "Age at start", "41.0 (0.0), 8"));
        }
    }

    @Test
    void theSameResultGivesTheSameBytes() throws IOException {
        Path again = Files.createDirectory(folder.resolve("again"));
        write(Studies.of(Studies.twelve()), folder);
        write(Studies.of(Studies.twelve()), again);
        for (String part : List.of("figures", "tables")) {
            for (String name : names(folder.resolve(part))) {
                assertThat(again.resolve(part).resolve(name))
                        .hasSameBinaryContentAs(folder.resolve(part).resolve(name));
            }
        }
    }

    private static Set<String> names(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        }
    }

    private static void write(StudyResult study, Path into) throws IOException {
        Report report = new Report(study, Map.of("Reconlink", "0.1.0"), "run-1", LastRun.NONE);
        report.writeFigures(into);
        report.writeTables(into);
    }
}
