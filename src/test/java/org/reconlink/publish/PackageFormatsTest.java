package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reconlink.Needed;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.PublishedTable.StatisticsName;

/** The tables of a package are the same in every format that it has. */
class PackageFormatsTest {
    private static final List<String> TABLES = List.of(
            "participants", "outcomes", "offences", "recalls", "links", "classification", "definitions", "sensitivity");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void thePackageIsAsItsDescriptorSays(PublishSettings.Dates dates) throws IOException {
        write(dates);

        assertThat(DescribedPackage.problems(directory)).isEmpty();
    }

    @Test
    void aPackageThatIsNotAsItsDescriptorSaysIsFound() throws IOException {
        write(PublishSettings.Dates.AS_DAYS);
        Path recalls = directory.resolve("recalls.csv");
        String text = Files.readString(recalls, UTF_8);
        String last = text.lines().reduce((a, b) -> b).orElseThrow();
        Files.writeString(recalls, text + last.replaceFirst(",[a-z]+,", ",nowhere,") + "\n" + last + "\n", UTF_8);

        assertThat(DescribedPackage.problems(directory))
                .containsExactly(
                        "recalls: bytes",
                        "recalls: hash",
                        "recalls, follow_up_window: nowhere is not listed",
                        "recalls: two rows with one key");
    }

    @ParameterizedTest
    @EnumSource
    void theWorkbookSaysWhatTheFilesSay(PublishSettings.Dates dates) throws IOException {
        write(dates);

        try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(directory.resolve(PackageWorkbook.FILE)))) {
            for (String table : TABLES) {
                Sheet sheet = workbook.getSheet(table);
                List<NamedCsvRecord> rows = Csv.read(directory.resolve(table + ".csv"));
                assertThat(sheet.getLastRowNum()).as(table).isEqualTo(rows.size());
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(texts(sheet.getRow(i + 1)))
                            .as(table)
                            .usingElementComparator(PackageFormatsTest::compare)
                            .containsExactlyElementsOf(rows.get(i).getFields());
                }
            }
            assertThat(workbook.getSheetAt(0).getLastRowNum())
                    .isEqualTo(Csv.read(directory.resolve("codebook.csv")).size());
        }
    }

    @Test
    void datesOfTheWorkbookAreDatesAndWordsAreText() throws IOException {
        write(PublishSettings.Dates.AS_THEY_ARE);

        try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(directory.resolve(PackageWorkbook.FILE)))) {
            Row row = workbook.getSheet("offences").getRow(1);
            List<String> columns = texts(workbook.getSheet("offences").getRow(0));
            assertThat(DateUtil.isCellDateFormatted(row.getCell(columns.indexOf("proof_date"))))
                    .isTrue();
            Cell code = row.getCell(columns.indexOf("disposal_code"));
            assertThat(code.getCellType()).isEqualTo(CellType.STRING);
            assertThat(code.getCellStyle().getDataFormatString()).isEqualTo("@");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theParquetFilesSayWhatTheFilesSay(PublishSettings.Dates dates) throws IOException {
        write(dates);

        for (String table : TABLES) {
            List<NamedCsvRecord> rows = Csv.read(directory.resolve(table + ".csv"));
            try (ParquetFileReader file = ParquetFileReader.open(
                    new LocalInputFile(directory.resolve(table + ".parquet")),
                    ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
                MessageType schema = file.getFileMetaData().getSchema();
                PageReadStore pages = file.readNextRowGroup();
                RecordReader<Group> groups = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
                assertThat(pages.getRowCount()).as(table).isEqualTo(rows.size());
                for (NamedCsvRecord row : rows) {
                    Group group = groups.read();
                    assertThat(row.getHeader())
                            .as(table)
                            .allSatisfy(column -> assertThat(compare(text(group, column), row.getField(column)))
                                    .isZero());
                }
            }
        }
    }

    private static String text(Group group, String column) {
        if (group.getFieldRepetitionCount(column) == 0) {
            return group.getString(column + "_missing", 0);
        }
        PrimitiveType type = group.getType().getType(column).asPrimitiveType();
        if (type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
            return LocalDate.ofEpochDay(group.getInteger(column, 0)).toString();
        }
        return switch (type.getPrimitiveTypeName()) {
            case BINARY -> group.getString(column, 0);
            case BOOLEAN -> group.getBoolean(column, 0) ? "yes" : "no";
            case INT64 -> Long.toString(group.getLong(column, 0));
            case DOUBLE -> Double.toString(group.getDouble(column, 0));
            default -> throw new IllegalStateException("no column is a " + type.getPrimitiveTypeName());
        };
    }

    /** Where Python has pyarrow, a reader that we did not write and that is not that of the writer. */
    @ParameterizedTest
    @EnumSource
    void whatPyarrowReadsIsWhatTheFilesSay(PublishSettings.Dates dates) throws Exception {
        Needed.that(ends("python3", "-c", "import pyarrow"), "Python has no pyarrow here");
        write(dates);
        Files.writeString(directory.resolve("compare.py"), """
                import csv, glob
                import pyarrow.parquet as parquet
                def text(value, why):
                    if value is None:
                        return why
                    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
                for name in sorted(glob.glob("*.parquet")):
                    rows = parquet.read_table(name).to_pylist()
                    expected = list(csv.DictReader(open(name.replace(".parquet", ".csv"), encoding="utf-8")))
                    assert len(rows) == len(expected), name
                    for row, said in zip(rows, expected):
                        for column, word in said.items():
                            found = text(row[column], row.get(column + "_missing"))
                            same = float(found) == float(word) if isinstance(row[column], float) else found == word
                            assert same, (name, column)
                """, UTF_8);
        assertThat(ends("python3", "compare.py")).isTrue();
    }

    private boolean ends(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void everyScriptNamesEveryColumn() throws IOException {
        write(PublishSettings.Dates.BY_MONTH);

        for (String script : List.of(RScript.FILE, SpssScript.FILE, StataScript.FILE)) {
            String text = Files.readString(directory.resolve(script), UTF_8);
            for (String table : TABLES) {
                assertThat(text).contains(table + ".csv");
                for (String column :
                        Csv.read(directory.resolve(table + ".csv")).get(0).getHeader()) {
                    assertThat(text).as(script).containsPattern("\\b" + column + "\\b");
                }
            }
        }
    }

    @Test
    void namesThatAProgramCannotTakeHaveTheirPlaceAtTheirEnd() {
        StatisticsName rule = new StatisticsName(8, Set.of("if"));

        assertThat(rule.of(List.of("short", "if", "12_months", "muchtoolong", "muchtoolonger")))
                .containsExactly("short", "if_2", "w12_mo_3", "muchto_4", "muchto_5");
    }

    /** Where R is installed, as it is not everywhere. */
    @ParameterizedTest
    @EnumSource
    void whatRLoadsIsWhatTheFilesSay(PublishSettings.Dates dates) throws Exception {
        Needed.program("Rscript");
        write(dates);
        Files.writeString(directory.resolve("compare.R"), """
                source("load.R")
                for (name in c("participants", "outcomes", "offences", "recalls", "links", "classification", "definitions")) {
                  file <- read.csv(paste0(name, ".csv"), colClasses = "character", na.strings = character(0))
                  loaded <- get(name)
                  for (column in names(file)) {
                    value <- loaded[[column]]
                    why <- attr(value, "missing")
                    known <- is.na(why)
                    same <- if (is.numeric(value)) as.numeric(file[[column]][known]) == value[known]
                            else file[[column]][known] == as.character(value)[known]
                    stopifnot(nrow(file) == length(value), same, file[[column]][!known] == why[!known],
                              is.na(value[!known]), nchar(attr(value, "label")) > 0)
                  }
                }
                cat("same")
                """, UTF_8);
        Process r = new ProcessBuilder("Rscript", "compare.R")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(r.getInputStream().readAllBytes(), UTF_8)).isEqualTo("same");
        assertThat(r.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Where R and its package survival are installed. */
    @Test
    void whatTheDocumentationSaysToRRuns() throws Exception {
        Needed.program("Rscript");
        Needed.that(output("Rscript", "-e", "library(survival)").isEmpty(), "R has no package survival");
        write(PublishSettings.Dates.AS_DAYS);
        String page = Files.readString(Path.of("src/docs/analysing.md"), UTF_8);
        String said = Pattern.compile("```r\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        Files.writeString(directory.resolve("page.R"), said + "cat(\"to the end\")\n", UTF_8);

        assertThat(output("Rscript", "page.R"))
                .contains("survfit(formula = Surv(time, event) ~ 1)")
                .endsWith("to the end");
    }

    /** Where PSPP is installed, which reads what SPSS reads. */
    @Test
    void whatSpssLoadsHasEveryRow() throws Exception {
        Needed.program("pspp");
        write(PublishSettings.Dates.AS_DAYS);
        assertThat(output("pspp", "load.sps")).isEmpty();
        Files.writeString(
                directory.resolve("count.sps"),
                "GET FILE='participants.sav'.\nFREQUENCIES after_reconvicted.\nSHOW N.\n",
                UTF_8);
        long rows =
                Files.readAllLines(directory.resolve("participants.csv"), UTF_8).size() - 1L;

        assertThat(output("pspp", "count.sps"))
                .contains("Whether a reoffence of the window was proved by a court conviction.")
                .containsPattern("Total +\\| +" + rows + "\\|");
    }

    private String output(String... command) throws Exception {
        Process program = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), UTF_8);
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void theCrateNamesEveryFileByContentAndNoFileOfTheRoom() throws IOException {
        write(PublishSettings.Dates.AS_DAYS);
        Manifest manifest = new Manifest(
                "resettle", "run-1", "ab", "resettle.yml", "cd", "key", Map.of("reconlink", "0.1.0"), Made.files());
        new ResearchCrate("Title", Made.result(Made.desister("a")).outcome().dataCut(), manifest).write(directory);

        String crate = Files.readString(directory.resolve(ResearchCrate.FILE), UTF_8);
        for (FileDigest file : FileDigest.all(directory)) {
            if (!file.file().equals(ResearchCrate.FILE)) {
                assertThat(crate).contains("\"" + file.file() + "\"", "sha256:" + file.sha256());
            }
        }
        assertThat(crate)
                .contains("https://w3id.org/ro/crate/1.1", "\"CreateAction\"", "\"0.1.0\"", "sha256:cd")
                .doesNotContain("convictions.csv");
    }

    private static List<String> texts(Row row) {
        return java.util.stream.IntStream.range(0, row.getLastCellNum())
                .mapToObj(row::getCell)
                .map(cell -> cell.getCellType() == CellType.STRING
                        ? cell.getStringCellValue()
                        : DateUtil.isCellDateFormatted(cell)
                                ? cell.getLocalDateTimeCellValue().toLocalDate().toString()
                                : Double.toString(cell.getNumericCellValue()))
                .toList();
    }

    /** A spreadsheet's numbers have no fixed number of places. */
    private static int compare(String left, String right) {
        try {
            return Double.compare(Double.parseDouble(left), Double.parseDouble(right));
        } catch (NumberFormatException e) {
            return left.compareTo(right);
        }
    }

    private void write(PublishSettings.Dates dates) throws IOException {
        DataPackage.write(
                directory,
                Made.result(
                        dates,
                        List.of(
                                Made.reoffender("R1"),
                                Made.reoffender("R2"),
                                Made.desister("D1"),
                                Made.unlinked("U1"),
                                Made.immature("I1"))));
    }
}
