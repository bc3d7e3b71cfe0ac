package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audited sample of the unlinked: drawn, looked for, taken in, and counted with in the next run. */
class ReviewSampleTest {
    private static final int PARTICIPANT = 1;
    private static final int VERDICT = 13;
    private static final int FOUND = 14;

    /** Four whom linkage cannot find; three are in the extract under other names, two of them reoffended. */
    private static final Map<String, String> POLICE_IDENTIFIERS =
            Map.of("T3", "1979/0000900E", "T4", "1985/0004322Q", "T5", "1985/0004323R");

    @TempDir
    Path folder;

    private Path protocol;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void writeAStudyOfWhomFourAreNotFound() throws IOException {
        protocol = TinyStudy.write(folder);
        append("participants.csv", """
                T3,Moss,Lee,1971-03-04,,TH68010,2008-01-10,2014-03-01
                T4,Hale,Jo,1972-05-06,,TH68010,2008-02-11,2014-03-01
                T5,Firth,Al,1973-07-08,,TH68010,2008-03-12,2014-03-01
                T6,Pryce,Max,1974-09-10,,TH68010,2008-04-13,2014-03-01
                """);
        append("convictions.csv", """
                79/900E,Lund,Ada,1962-01-01,TH68010,2007-12-01,2008-01-10,GUILTY,1002
                85/4322Q,Ward,Eve,1985-11-12,TH68010,2008-01-01,2008-02-11,GUILTY,1002
                85/4323R,Xu,Wei,1986-12-13,TH68010,2008-02-01,2008-03-12,GUILTY,1002
                85/4323R,Xu,Wei,1986-12-13,TH68010,2014-09-01,2014-10-01,GUILTY,1002
                """);
    }

    @Test
    void theSampleIsDrawnLookedForAndCountedWith() throws IOException {
        assertThat(command("run", protocol.toString())).isIn(0, 4);
        List<String> before = figures();
        assertThat(before).noneMatch(row -> row.contains("audited"));

        Path two = draw(2);
        Path four = draw(4);
        assertThat(names(four)).hasSize(4).startsWith(names(two).toArray(String[]::new));
        assertThat(text(four)).doesNotContain("LUND").contains("MOSS");

        assertThat(command("review", "import", four.toString(), "--work", work()))
                .as("nothing filled in yet")
                .isZero();
        fill(four, (id, row) -> {
            String found = POLICE_IDENTIFIERS.get(id);
            row.getCell(VERDICT).setCellValue(found == null ? "Not traced" : "traced");
            if (found != null) {
                row.getCell(FOUND).setCellValue(found);
            }
        });
        assertThat(command("review", "import", four.toString(), "--work", work()))
                .isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("4 looked for: 3 traced, 1 not traced");

        assertThat(command("run", protocol.toString())).isIn(0, 4);
        // one of two linked reoffended, two of the four unlinked; with the one who was not traced, three
        assertThat(figures())
                .anyMatch(row -> row.contains("audited least") && row.contains(",50.0,"))
                .anyMatch(row -> row.contains("audited most") && row.contains(",66.7,"));
        Map<String, List<String>> columns = participants();
        assertThat(columns.get("linkage_basis"))
                .containsExactlyInAnyOrder("linkage", "linkage", "traced", "traced", "traced", "not traced");
        assertThat(columns.get("audit_weight")).containsOnly("1.0000");
        assertThat(columns.get("year_traced_reoffended"))
                .containsExactlyInAnyOrder("not applicable", "not applicable", "yes", "yes", "no", "missing");
        assertThat(columns.get("year_reoffended"))
                .as("those traced never join the linked")
                .containsExactlyInAnyOrder("yes", "no", "not linked", "not linked", "not linked", "not linked");
        assertThat(Files.readString(latest().resolve("report-appendix.html")))
                .contains(
                        "Audited sample: of the 4 not linked 4 were looked for by other means, 3 were traced, 2 of them with");
        assertThat(command("runs", "diff", "--work", work())).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsPattern("audited sample +- +4, 3 traced")
                .contains("4 participants with another outcome");
    }

    @Test
    void whoeverWasNotLookedForEndsTheSample() throws IOException {
        assertThat(command("run", protocol.toString())).isIn(0, 4);
        Path three = draw(3);
        List<String> names = names(three);
        fill(three, (id, row) -> {
            if (!id.equals(names.get(1))) {
                row.getCell(VERDICT).setCellValue("not traced");
            }
        });
        assertThat(command("review", "import", three.toString(), "--work", work()))
                .isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("the sample is now the first 1 of 4 unlinked");
        assertThat(command("run", protocol.toString())).isIn(0, 4);
        assertThat(participants().get("audit_weight")).contains("4.0000").doesNotContain("2.0000");
    }

    @Test
    void nothingIsTakenFromAWorkbookInWhichAnythingIsWrong() throws IOException {
        assertThat(command("run", protocol.toString())).isIn(0, 4);
        Path file = draw(4);
        List<String> names = names(file);
        fill(file, (id, row) -> {
            switch (names.indexOf(id)) {
                case 0 -> row.getCell(VERDICT).setCellValue("traced");
                case 1 -> {
                    row.getCell(VERDICT).setCellValue("traced");
                    row.getCell(FOUND).setCellValue("1979/0000900F");
                }
                case 2 -> row.getCell(VERDICT).setCellValue("perhaps");
                default -> {
                    row.getCell(VERDICT).setCellValue("not traced");
                    row.getCell(FOUND).setCellValue("1979/0000900E");
                    row.getCell(2).setCellValue("Somebody");
                }
            }
        });
        assertThat(command("review", "import", file.toString(), "--work", work()))
                .isEqualTo(3);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(
                        "sheet Unlinked, cell O2: the PNC id is missing; write it as year in full, slash, serial and check"
                                + " letter, or choose not traced",
                        "cell O3: this is no valid PNC id",
                        "cell N4: this is no verdict; choose traced or not traced, or leave it blank",
                        "cell O5: a PNC id goes with the verdict traced; change one of the two",
                        "cell C5: the cell was changed; undo the change or draw the sample again")
                .doesNotContain("Somebody");
        Path three = draw(3);
        fill(three, (id, row) -> {
            if (id.equals(names.get(2))) {
                row.getSheet().removeRow(row);
            }
        });
        assertThat(command("review", "import", three.toString(), "--work", work()))
                .isEqualTo(3);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("people are missing, added or moved");
    }

    private void append(String file, String rows) throws IOException {
        Files.writeString(folder.resolve(file), Files.readString(folder.resolve(file)) + rows);
    }

    private String work() {
        return folder.resolve("work").toString();
    }

    private Path draw(int size) throws IOException {
        Path to = folder.resolve("sample-" + size);
        assertThat(command("review", "sample", "--unlinked", String.valueOf(size), "--work", work(), to.toString()))
                .isZero();
        try (Stream<Path> files = Files.list(to)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static List<String> names(Path workbook) throws IOException {
        try (InputStream in = Files.newInputStream(workbook);
                XSSFWorkbook sheets = new XSSFWorkbook(in)) {
            List<String> names = new ArrayList<>();
            sheets.getSheet("Unlinked")
                    .forEach(row -> names.add(row.getCell(PARTICIPANT).getStringCellValue()));
            return names.subList(1, names.size());
        }
    }

    private static String text(Path workbook) throws IOException {
        try (InputStream in = Files.newInputStream(workbook);
                XSSFWorkbook sheets = new XSSFWorkbook(in)) {
            StringBuilder text = new StringBuilder();
            sheets.forEach(sheet ->
                    sheet.forEach(row -> row.forEach(cell -> text.append(cell).append('\n'))));
            return text.toString();
        }
    }

    private static void fill(Path workbook, BiConsumer<String, Row> row) throws IOException {
        try (InputStream in = Files.newInputStream(workbook);
                XSSFWorkbook sheets = new XSSFWorkbook(in)) {
            Sheet sheet = sheets.getSheet("Unlinked");
            int last = sheet.getLastRowNum();
            for (int i = 1; i <= last; i++) {
                row.accept(sheet.getRow(i).getCell(PARTICIPANT).getStringCellValue(), sheet.getRow(i));
            }
            try (OutputStream out = Files.newOutputStream(workbook)) {
                sheets.write(out);
            }
        }
    }

    private Path latest() throws IOException {
        Path outputs = folder.resolve("output").resolve("tiny");
        return outputs.resolve(Files.readString(outputs.resolve("latest")).strip());
    }

    private List<String> figures() throws IOException {
        return Files.readAllLines(latest().resolve("sensitivity.csv"));
    }

    private Map<String, List<String>> participants() throws IOException {
        List<String> lines = Files.readAllLines(latest().resolve("participants.csv"));
        String[] headings = lines.get(0).split(",", 0);
        Map<String, List<String>> columns = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", 0);
            for (int i = 0; i < headings.length; i++) {
                columns.computeIfAbsent(headings[i], heading -> new ArrayList<>())
                        .add(cells[i]);
            }
        }
        return columns;
    }

    private int command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (arguments[0].equals("run")) {
            all.addAll(List.of("--output", folder.resolve("output").toString(), "--work", work()));
        }
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream here = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(here);
            System.setErr(here);
            return CommandLineEntry.run(all.toArray(String[]::new));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
