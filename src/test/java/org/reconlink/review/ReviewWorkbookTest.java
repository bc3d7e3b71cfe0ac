package org.reconlink.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.review.Judgement.Reason;
import org.reconlink.review.Worklist.Waiting;

class ReviewWorkbookTest {
    private static final List<ReviewCase> CASES = Pairs.some(8);
    private static final int ROWS = SideBySide.of(CASES.get(0)).size();

    private static final String SECRET = "ab".repeat(32);
    private static final List<GivenOut> GIVEN_OUT = List.of(givenOut("anna", false), givenOut("cleo", true));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void export() throws IOException {
        file = folder.resolve("anna.xlsx");
        ReviewWorkbook.write(worklist("anna", CASES), Map.of(), SECRET, file);
    }

    @Test
    void whatAReviewerFillsInComesBack() throws IOException {
        edit(sheet -> {
            fillIn(sheet, "non-match");
            set(sheet, 1, Layout.VERDICT, " Match ");
            set(sheet, 1, Layout.REASON, "alias");
            set(sheet, 1, Layout.COMMENT, "same tattoo");
        });
        List<Judgement> judgements = read(Map.of());
        assertThat(judgements).hasSize(8).allSatisfy(j -> {
            assertThat(j.reviewer()).isEqualTo("anna");
            assertThat(j.adjudicator()).isFalse();
            assertThat(j.time()).isEqualTo(Pairs.TIME);
        });
        assertThat(judgements.get(0).answer()).isEqualTo(Answer.MATCH);
        assertThat(judgements.get(0).reason()).isEqualTo(Reason.ALIAS);
        assertThat(judgements.get(0).comment()).isEqualTo("same tattoo");
        assertThat(judgements.subList(1, 8)).extracting(Judgement::answer).containsOnly(Answer.NON_MATCH);
        assertThat(judgements)
                .extracting(Judgement::key)
                .containsExactlyElementsOf(worklist("anna", CASES).cases().stream()
                        .map(ReviewCase::key)
                        .toList());
    }

    @Test
    void reviewersGetTheSamePairsInOrdersOfTheirOwn() {
        List<ReviewCase> anna = worklist("anna", CASES).cases();
        List<ReviewCase> shuffled = new ArrayList<>(CASES);
        java.util.Collections.reverse(shuffled);
        assertThat(worklist("anna", shuffled).cases()).isEqualTo(anna);
        assertThat(worklist("ben", CASES).cases()).isNotEqualTo(anna).containsExactlyInAnyOrderElementsOf(anna);
    }

    @Test
    void aReviewerSeesNamesAndMarksAndNeitherWeightNorKey() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new FileInputStream(file.toFile()))) {
            XSSFSheet sheet = workbook.getSheet("Pairs");
            List<String> headings = new ArrayList<>();
            sheet.getRow(0).forEach(cell -> headings.add(cell.getStringCellValue()));
            assertThat(headings)
                    .containsExactly(
                            "Pair",
                            "Field",
                            "Participant",
                            "Mark",
                            "Person of the extract",
                            "Verdict",
                            "Reason",
                            "Comment",
                            "Key");
            assertThat(sheet.isColumnHidden(Layout.KEY)).isTrue();
            Row surname = sheet.getRow(1);
            assertThat(surname.getCell(Layout.FIELD).getStringCellValue()).isEqualTo("surname");
            assertThat(surname.getCell(Layout.PARTICIPANT).getStringCellValue()).startsWith("CARTER");
            assertThat(surname.getCell(Layout.MARK).getStringCellValue()).isEqualTo("~");
            assertThat(surname.getCell(Layout.PERSON).getStringCellValue()).startsWith("CATRER");
        }
    }

    @Test
    void onlyVerdictReasonAndCommentOfEachPairCanBeWrittenTo() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new FileInputStream(file.toFile()))) {
            XSSFSheet sheet = workbook.getSheet("Pairs");
            assertThat(sheet.getProtect()).isTrue();
            assertThat(workbook.getSheet("About").getProtect()).isTrue();
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            List<String> open = new ArrayList<>();
            sheet.forEach(row -> row.forEach(cell -> {
                if (!cell.getCellStyle().getLocked()) {
                    open.add(cell.getAddress().formatAsString());
                }
            }));
            assertThat(open).hasSize(3 * 8).startsWith("F2", "G2", "H2", "F" + (2 + ROWS));
            assertThat(sheet.getDataValidations())
                    .extracting(v -> v.getValidationConstraint().getFormula1())
                    .containsExactly(
                            "\"match,non-match,unsure\"",
                            "\"twins,relative,moved,alias,mistyped id,unmatchable,send to expert\"");
        }
    }

    @Test
    void aNameThatLooksLikeAFormulaStaysText() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new FileInputStream(file.toFile()))) {
            assertThat(workbook.getSheet("Pairs")
                            .getRow(2)
                            .getCell(Layout.PERSON)
                            .getCellType())
                    .isEqualTo(org.apache.poi.ss.usermodel.CellType.STRING);
        }
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws IOException {
        edit(sheet -> {
            fillIn(sheet, "match");
            set(sheet, 1, Layout.VERDICT, "");
            set(sheet, 1 + ROWS, Layout.VERDICT, "maybe");
            set(sheet, 1 + ROWS, Layout.REASON, "dunno");
            set(sheet, 2 + ROWS, Layout.PERSON, "SOMEBODY");
            set(sheet, 3 + ROWS, Layout.COMMENT, "here");
            for (int i = 0; i < ROWS; i++) {
                set(sheet, 1 + 2 * ROWS + i, Layout.KEY, "0123456789abcdef");
            }
        });
        int second = 2 + ROWS;
        assertThat(problems(Map.of()))
                .containsExactly(
                        "anna.xlsx, sheet Pairs, cell F2: the verdict is missing; choose one of: match, non-match, unsure",
                        "anna.xlsx, sheet Pairs, cell E" + (second + 1)
                                + ": the cell was changed; undo the change or export again",
                        "anna.xlsx, sheet Pairs, cell F" + second
                                + ": this is no verdict; choose one of: match, non-match, unsure",
                        "anna.xlsx, sheet Pairs, cell G" + second + ": this is no reason; write a comment instead or "
                                + "choose one of: twins, relative, moved, alias, mistyped id, unmatchable, send to expert",
                        "anna.xlsx, sheet Pairs, cell H" + (second + 2)
                                + ": the cell is not one to fill in; write into the first row of the pair",
                        "anna.xlsx, sheet Pairs, row " + (2 + 2 * ROWS)
                                + ": the key in column I is of no pair in doubt of this run; undo the change or export again");
    }

    @Test
    void aPairThatWasTakenOutIsMissed() throws IOException {
        edit(sheet -> {
            fillIn(sheet, "match");
            for (int i = 0; i < ROWS; i++) {
                sheet.removeRow(sheet.getRow(sheet.getLastRowNum()));
            }
        });
        assertThat(problems(Map.of()))
                .containsExactly("anna.xlsx: pairs are missing or moved, or sheet About was changed; "
                        + "undo the change or export again");
    }

    @Test
    void anotherNameOnSheetAboutIsNotTaken() throws IOException {
        edit(sheet -> {
            fillIn(sheet, "match");
            set(sheet.getWorkbook().getSheet("About"), 2, 1, "ben");
        });
        assertThat(problems(Map.of()))
                .containsExactly(
                        "anna.xlsx: no workbook of this study's run was given out to that name as reviewer; import the"
                                + " file that review export wrote, or export again");
    }

    @Test
    void aReviewerCannotSealAWorkbookInAnothersName() throws IOException {
        edit(sheet -> {
            fillIn(sheet, "match");
            XSSFSheet about = sheet.getWorkbook().getSheet("About");
            set(about, 2, 1, "ben");
            List<String> keys = worklist("anna", CASES).cases().stream()
                    .map(ReviewCase::key)
                    .toList();
            set(
                    about,
                    5,
                    1,
                    Seal.hex("study", "run-1", "ben", "false", String.join(" ", keys))
                            .substring(0, 16));
        });
        List<GivenOut> both = List.of(givenOut("anna", false), givenOut("ben", false));

        assertThat(catchThrowableOfType(
                                ReviewException.class,
                                () -> Verification.judgements(
                                        FilledWorkbook.read(file), CASES, Map.of(), both, Pairs.TIME))
                        .problems())
                .containsExactly("anna.xlsx: pairs are missing or moved, or sheet About was changed; "
                        + "undo the change or export again");
    }

    @Test
    void aReviewersWorkbookWithTheRoleOfAnAdjudicatorDecidesNothing() throws IOException {
        edit(sheet -> {
            fillIn(sheet, "match");
            set(sheet.getWorkbook().getSheet("About"), 3, 1, "adjudicator");
        });

        assertThat(problems(Map.of()))
                .containsExactly(
                        "anna.xlsx: no workbook of this study's run was given out to that name as adjudicator; import"
                                + " the file that review export wrote, or export again");
    }

    @Test
    void nobodyAdjudicatesWhatTwoOthersHaveNotReviewed() throws IOException {
        ReviewCase pair = CASES.get(0);
        Map<String, Deliberation> byTwo = Deliberation.of(
                List.of(Pairs.judgement(pair, "anna", Answer.MATCH), Pairs.judgement(pair, "ben", Answer.NON_MATCH)));
        Map<String, Deliberation> byOne = Deliberation.of(List.of(Pairs.judgement(pair, "anna", Answer.MATCH)));
        assertThat(Worklist.ofAdjudicator("study", "run-1", "cleo", CASES, byOne)
                        .cases())
                .isEmpty();
        file = folder.resolve("cleo.xlsx");
        ReviewWorkbook.write(Worklist.ofAdjudicator("study", "run-1", "cleo", CASES, byTwo), byTwo, SECRET, file);
        edit(sheet -> set(sheet, 1, Layout.VERDICT, "match"));
        String advice =
                "cleo.xlsx, sheet Pairs, row 2: the pair has not been reviewed by two others than this adjudicator;"
                        + " import the reviewers' workbooks first, and name a third person to adjudicate";

        assertThat(read(byTwo)).hasSize(1);
        assertThat(problems(byOne)).contains(advice);
        assertThat(problems(Deliberation.of(List.of(
                        Pairs.judgement(pair, "anna", Answer.MATCH),
                        new Judgement(
                                pair.key(),
                                pair.participant(),
                                "a",
                                "b",
                                "Cleo",
                                false,
                                Answer.NON_MATCH,
                                null,
                                null,
                                Pairs.TIME)))))
                .contains(advice);
    }

    @Test
    void aWorkbookThatMemoryIsNotThereForIsNotUnpacked() throws IOException {
        Path large = folder.resolve("large.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(large))) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] megabyte = new byte[1 << 20];
            for (long i = 0; i <= Runtime.getRuntime().maxMemory() / (24 << 20); i++) {
                zip.write(megabyte);
            }
        }

        assertThat(catchThrowableOfType(ReviewException.class, () -> FilledWorkbook.read(large))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("large.xlsx: unpacks to ")
                .endsWith(
                        " MB, for which there is not the memory; give the workbook that review export wrote, or more memory"
                                + " with java -Xmx");
    }

    @Test
    void aFileThatIsNoWorkbookIsSaidToBeNone() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.xlsx"), "no workbook");
        ReviewException failure = catchThrowableOfType(ReviewException.class, () -> FilledWorkbook.read(text));
        assertThat(failure.problems())
                .containsExactly("notes.xlsx: cannot be read as a spreadsheet; save it as .xlsx, without a password");
    }

    @Test
    void anAdjudicatorSeesWhatReviewersLeftOpenAndWhatTheySaid() throws IOException {
        ReviewCase disputed = CASES.get(3);
        List<Judgement> said = new ArrayList<>();
        for (ReviewCase pair : CASES) {
            said.add(Pairs.judgement(pair, "anna", Answer.MATCH));
            said.add(Pairs.judgement(pair, "ben", pair.equals(disputed) ? Answer.UNSURE : Answer.MATCH));
        }
        Map<String, Deliberation> before = Deliberation.of(said);
        Worklist worklist = Worklist.ofAdjudicator("study", "run-1", "cleo", CASES, before);
        assertThat(worklist.cases()).containsExactly(disputed);
        assertThat(worklist("dora", CASES, before).cases()).isEmpty();
        assertThat(Waiting.of(CASES, before)).isEqualTo(new Waiting(0, 1));

        file = folder.resolve("cleo.xlsx");
        ReviewWorkbook.write(worklist, before, SECRET, file);
        edit(sheet -> {
            assertThat(sheet.getRow(1 + ROWS).getCell(Layout.PARTICIPANT).getStringCellValue())
                    .isEqualTo("match");
            assertThat(sheet.getRow(2 + ROWS).getCell(Layout.PARTICIPANT).getStringCellValue())
                    .isEqualTo("unsure");
            set(sheet, 1, Layout.VERDICT, "non-match");
        });
        said.addAll(read(before));
        Deliberation after = Deliberation.of(said).get(disputed.key());
        assertThat(after.decision()).isEqualTo(Answer.NON_MATCH);
        assertThat(Waiting.of(CASES, Deliberation.of(said)).pairs()).isZero();
    }

    @Test
    void nothingInDoubtPrintsAPerson() throws IOException {
        edit(sheet -> fillIn(sheet, "match"));
        assertThat(CASES.get(0) + " " + SideBySide.of(CASES.get(0)) + " " + read(Map.of()) + " "
                        + FilledWorkbook.read(file))
                .doesNotContain("CARTER", "CATRER", "1984");
    }

    private static GivenOut givenOut(String reviewer, boolean adjudicator) {
        return new GivenOut("study", "run-1", reviewer, adjudicator, 8, SECRET, "operator", Pairs.TIME);
    }

    private static Worklist worklist(String reviewer, List<ReviewCase> cases) {
        return worklist(reviewer, cases, Map.of());
    }

    private static Worklist worklist(String reviewer, List<ReviewCase> cases, Map<String, Deliberation> said) {
        return Worklist.ofReviewer("study", "run-1", reviewer, cases, said);
    }

    private List<Judgement> read(Map<String, Deliberation> said) throws IOException {
        return Verification.judgements(FilledWorkbook.read(file), CASES, said, GIVEN_OUT, Pairs.TIME);
    }

    private List<String> problems(Map<String, Deliberation> said) {
        return catchThrowableOfType(ReviewException.class, () -> read(said)).problems();
    }

    private void edit(Consumer<XSSFSheet> change) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new FileInputStream(file.toFile()))) {
            change.accept(workbook.getSheet("Pairs"));
            try (OutputStream out = Files.newOutputStream(file)) {
                workbook.write(out);
            }
        }
    }

    private static void fillIn(XSSFSheet sheet, String verdict) {
        for (int row = 1; row <= sheet.getLastRowNum(); row += ROWS) {
            set(sheet, row, Layout.VERDICT, verdict);
        }
    }

    private static void set(XSSFSheet sheet, int row, int column, String text) {
        sheet.getRow(row).getCell(column).setCellValue(text);
    }
}
