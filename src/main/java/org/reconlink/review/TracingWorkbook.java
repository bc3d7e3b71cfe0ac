package org.reconlink.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.linkage.study.PersonIds.IdentityHash;
import org.reconlink.review.FilledWorkbook.FilledRow;
import org.reconlink.review.ReviewWorkbook.Styles;

/**
 * The audited sample of the unlinked as a workbook: who is looked for, one row each, with a verdict and the police identifier
 * to fill in. It says nothing of outcomes, nor of any candidate of the linkage.
 *
 * @param people in the order of the draw
 */
public record TracingWorkbook(String study, String run, String by, List<Participant> people) {
    private static final String SHEET = "Unlinked";
    private static final String ABOUT = Layout.ABOUT;
    private static final String TRACED = "traced";
    private static final String NOT_TRACED = "not traced";

    private static final List<String> HEADINGS = List.of(
            "Number",
            "Participant",
            "Surname",
            "Forename",
            "Middle names",
            "Other names",
            "Date of birth",
            "Sex",
            "PNC id",
            "CRO number",
            "Prison number",
            "Postcodes",
            "Index conviction",
            "Verdict",
            "PNC id found",
            "Comment");
    private static final int VERDICT = HEADINGS.indexOf("Verdict");
    private static final int FOUND = VERDICT + 1;
    private static final int COMMENT = FOUND + 1;
    private static final int WIDTH = 18 * 256;
    private static final int WIDE = 90 * 256;
    private static final int MOST_BYTES = 20_000_000;

    public TracingWorkbook {
        people = List.copyOf(people);
    }

    /** What is known of somebody who is looked for, by heading, without what is missing; never what became of them. */
    public static Map<String, String> shown(Participant participant) {
        List<String> values = locked(0, participant);
        Map<String, String> shown = new LinkedHashMap<>();
        for (int column = HEADINGS.indexOf("Surname"); column < values.size(); column++) {
            if (!values.get(column).isEmpty()) {
                shown.put(HEADINGS.get(column), values.get(column));
            }
        }
        return shown;
    }

    private static List<String> locked(int number, Participant participant) {
        PersonDetails details = participant.details();
        PersonName name = details.name();
        return Stream.of(
                        number,
                        participant.id().value(),
                        name.surname(),
                        name.forename(),
                        name.middleNames(),
                        details.aliases().stream().map(TracingWorkbook::words).collect(Collectors.joining("; ")),
                        details.dateOfBirth(),
                        details.sex() == null ? null : EnumWords.of(details.sex()),
                        details.pncId() == null ? null : details.pncId().value(),
                        details.croNumber() == null ? null : details.croNumber().value(),
                        details.prisonNumber(),
                        details.postcodes().stream().map(Postcode::value).collect(Collectors.joining("; ")),
                        participant.date(ParticipantDate.INDEX_CONVICTION))
                .map(value -> value == null ? "" : value.toString())
                .toList();
    }

    private static String words(PersonName name) {
        return Stream.of(name.forename(), name.middleNames(), name.surname())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private String seal(String secret) {
        return Worklist.seal(
                secret,
                study,
                run,
                by,
                false,
                Stream.concat(
                                Stream.of(SHEET),
                                people.stream()
                                        .flatMap(person ->
                                                Stream.of(person.id().value(), IdentityHash.of(person.details()))))
                        .toList());
    }

    /**
     * Writes the file whole or not at all, readable by its owner only where the file system can do that.
     *
     * @param secret what it is sealed with
     */
    public void write(String secret, Path file) throws IOException {
        Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".review", ".xlsx");
        try {
            try (XSSFWorkbook workbook = new XSSFWorkbook();
                    OutputStream out = Files.newOutputStream(beside)) {
                workbook.getProperties().getCoreProperties().setCreator("Reconlink");
                Styles styles = new Styles(workbook);
                fill(workbook.createSheet(SHEET), styles);
                about(workbook.createSheet(ABOUT), styles, seal(secret));
                workbook.write(out);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private void fill(XSSFSheet sheet, Styles styles) {
        row(sheet, 0, HEADINGS, column -> styles.heading());
        for (int i = 0; i < people.size(); i++) {
            List<String> texts = new ArrayList<>(locked(i + 1, people.get(i)));
            while (texts.size() < HEADINGS.size()) {
                texts.add("");
            }
            row(sheet, i + 1, texts, column -> column < VERDICT ? styles.locked(column, false) : styles.open());
        }
        for (int column = 0; column < HEADINGS.size(); column++) {
            sheet.setColumnWidth(column, WIDTH);
        }
        DataValidationHelper helper = sheet.getDataValidationHelper();
        DataValidation choice = helper.createValidation(
                helper.createExplicitListConstraint(new String[] {TRACED, NOT_TRACED}),
                new CellRangeAddressList(1, people.size(), VERDICT, VERDICT));
        choice.setShowErrorBox(true);
        choice.createErrorBox("Verdict", "Choose traced or not traced.");
        sheet.addValidationData(choice);
        sheet.createFreezePane(2, 1);
        sheet.enableLocking();
        sheet.lockFormatColumns(false);
        sheet.lockFormatRows(false);
    }

    private void about(XSSFSheet sheet, Styles styles, String seal) {
        List<List<String>> rows = List.of(
                List.of("study", study),
                List.of("run", run),
                List.of("by", by),
                List.of("people", String.valueOf(people.size())),
                List.of("seal", seal),
                List.of(
                        "what to do",
                        "Look for each person by means that the linkage did not have: fingerprints, files, those who know"
                                + " them. Do not look at what they did after their index conviction."),
                List.of("", "If you find who they are to the police: traced, and their PNC id with the year in full."),
                List.of("", "If you have looked and not found them: not traced. Leave the verdict blank until then."),
                List.of(
                        "",
                        "They are a random sample: the figure is right only if nobody is left out, so begin at the top."),
                List.of(
                        "then",
                        "Save the file under its name and hand it back. It names people: keep it in the room."));
        sheet.setColumnWidth(0, WIDTH);
        sheet.setColumnWidth(1, WIDE);
        for (int i = 0; i < rows.size(); i++) {
            row(sheet, i, rows.get(i), column -> column == 0 ? styles.heading() : styles.locked(1, false));
        }
        sheet.enableLocking();
    }

    private static void row(XSSFSheet sheet, int number, List<String> texts, Function<Integer, XSSFCellStyle> style) {
        XSSFRow row = sheet.createRow(number);
        for (int column = 0; column < texts.size(); column++) {
            XSSFCell cell = row.createCell(column);
            if (!texts.get(column).isEmpty()) {
                cell.setCellValue(texts.get(column));
            }
            cell.setCellStyle(style.apply(column));
        }
    }

    /**
     * A workbook as it came back.
     *
     * @param file name without its folder
     */
    public record Filled(String file, String study, String run, String by, String seal, List<FilledRow> rows) {
        public Filled {
            rows = List.copyOf(rows);
        }

        /**
         * Reads a workbook without judging its content; empty if it is none of an audited sample.
         *
         * @throws IOException if there is no such file
         */
        public static Optional<Filled> read(Path path) throws IOException {
            if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
                return Optional.empty();
            }
            try (Workbook workbook = WorkbookFactory.create(path.toFile(), null, true)) {
                Sheet people = workbook.getSheet(SHEET);
                Sheet about = workbook.getSheet(ABOUT);
                if (people == null || about == null) {
                    return Optional.empty();
                }
                Map<String, String> said = new HashMap<>();
                rows(about, 2)
                        .forEach(row ->
                                said.putIfAbsent(row.cells().get(0), row.cells().get(1)));
                List<FilledRow> filled = rows(people, HEADINGS.size());
                return Optional.of(new Filled(
                        String.valueOf(path.getFileName()),
                        said.getOrDefault("study", ""),
                        said.getOrDefault("run", ""),
                        said.getOrDefault("by", ""),
                        said.getOrDefault("seal", ""),
                        filled.isEmpty() ? filled : filled.subList(1, filled.size())));
            } catch (IOException | RuntimeException e) {
                // whoever reads it as another kind of workbook says what is wrong with it
                return Optional.empty();
            }
        }

        private static List<FilledRow> rows(Sheet sheet, int columns) {
            DataFormatter formatter = new DataFormatter(Locale.ROOT);
            List<FilledRow> rows = new ArrayList<>();
            for (Row row : sheet) {
                List<String> cells = new ArrayList<>();
                for (int column = 0; column < columns; column++) {
                    String text = row.getCell(column) == null ? "" : formatter.formatCellValue(row.getCell(column));
                    cells.add(Objects.requireNonNullElse(text, "").strip());
                }
                if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                    rows.add(new FilledRow(row.getRowNum() + 1, cells));
                }
            }
            return rows;
        }

        /**
         * What was found out.
         *
         * @param drawn of the run that it names, in the order of the draw
         * @param givenOut the record of all workbooks that were given out
         * @param pncId reads a PNC id with its year in full; empty if it is none
         * @throws ReviewException with everything that is wrong in the workbook
         */
        public List<Tracing> tracings(
                List<Participant> drawn,
                List<GivenOut> givenOut,
                Function<String, Optional<PncId>> pncId,
                Instant time) {
            List<String> problems = new ArrayList<>();
            List<Tracing> tracings = new ArrayList<>();
            List<Participant> people = drawn.subList(0, Math.min(rows.size(), drawn.size()));
            if (people.size() < rows.size() || !sealed(new TracingWorkbook(study, run, by, people), givenOut)) {
                problems.add(
                        file + ": people are missing, added or moved, sheet " + ABOUT
                                + " was changed, or it was not given out to this name; undo the change or draw the sample again");
            } else {
                Set<PncId> found = new HashSet<>();
                for (int i = 0; i < rows.size(); i++) {
                    Tracing tracing = tracing(rows.get(i), i + 1, people.get(i), pncId, time, problems);
                    if (tracing != null) {
                        tracings.add(tracing);
                        if (tracing.found() != null && !found.add(tracing.found())) {
                            problem(problems, rows.get(i), FOUND, "this PNC id is another person's above; look again");
                        }
                    }
                }
            }
            ReviewException.throwIfAny(problems);
            return tracings;
        }

        private boolean sealed(TracingWorkbook written, List<GivenOut> givenOut) {
            return givenOut.stream()
                    .filter(given -> given.run().equals(run) && given.reviewer().equals(by))
                    .map(given -> written.seal(given.secret()))
                    .anyMatch(expected -> MessageDigest.isEqual(expected.getBytes(UTF_8), seal.getBytes(UTF_8)));
        }

        private @Nullable Tracing tracing(
                FilledRow row,
                int number,
                Participant person,
                Function<String, Optional<PncId>> pncId,
                Instant time,
                List<String> problems) {
            List<String> expected = locked(number, person);
            for (int column = 0; column < expected.size(); column++) {
                if (!expected.get(column).strip().equals(row.cells().get(column))) {
                    problem(problems, row, column, "the cell was changed; undo the change or draw the sample again");
                }
            }
            String verdict = row.cells().get(VERDICT).toLowerCase(Locale.ROOT);
            String text = row.cells().get(FOUND);
            PncId found = pncId.apply(text).orElse(null);
            if (!verdict.isEmpty() && !verdict.equals(TRACED) && !verdict.equals(NOT_TRACED)) {
                problem(problems, row, VERDICT, "this is no verdict; choose traced or not traced, or leave it blank");
            } else if (verdict.equals(TRACED) && found == null) {
                problem(
                        problems,
                        row,
                        FOUND,
                        (text.isEmpty() ? "the PNC id is missing" : "this is no valid PNC id")
                                + "; write it as year in full, slash, serial and check letter, or choose not traced");
            } else if (!verdict.equals(TRACED) && !text.isEmpty()) {
                problem(problems, row, FOUND, "a PNC id goes with the verdict traced; change one of the two");
            }
            String comment = row.cells().get(COMMENT);
            return verdict.isEmpty() ? null : Tracing.of(person, by, found, comment.isEmpty() ? null : comment, time);
        }

        private void problem(List<String> problems, FilledRow row, int column, String problem) {
            problems.add(file + ", sheet " + SHEET + ", cell " + row.name(column) + ": " + problem);
        }

        /** Keeps values out of messages. */
        @Override
        public String toString() {
            return "Filled[" + file + "]";
        }
    }

    /** Keeps names out of messages. */
    @Override
    public String toString() {
        return "TracingWorkbook[" + study + "]";
    }
}
