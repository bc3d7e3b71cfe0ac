package org.reconlink.generate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.reconlink.generate.ExtractWriter.ExtractStyle;
import org.reconlink.generate.Referral.ReferralColumn;
import org.reconlink.generate.SampleCast.PlannedParticipant;
import org.reconlink.generate.SampleCast.SamplePerson;
import org.reconlink.generate.SampleStudy.Workbooks.SheetFiller;
import org.reconlink.generate.StudyHistory.PrisonRecord;
import org.reconlink.generate.StudyHistory.Spell;
import org.reconlink.generate.Tables.TableWriter;
import org.reconlink.kernel.Sha256;

/** The sample study: 69 invented participants, planned one by one, among some thousands of invented others. */
public final class SampleStudy {
    private static final List<String> TRUTH = List.of(
            "participant id",
            "pnc id",
            "traps",
            "included",
            "exclusion reason",
            "violent or sexual convictions",
            "recalled during",
            "reoffended during",
            "reoffended after",
            "worst after");

    /** What is written. */
    public static final List<String> FILES = List.of(
            "participants.xlsx",
            "custody.xlsx",
            "pnc-extract-north.csv",
            "pnc-extract-south.csv",
            "truth.csv",
            "README.md",
            DemonstrationKey.FILE);

    private SampleStudy() {}

    /**
     * Writes all files of the sample study, the same bytes every time.
     *
     * @param directory made if it does not exist; files of the same names in it are replaced
     */
    public static void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        SampleCast cast = new SampleCast();
        cast.extracts().write(directory);
        ReferralWorkbook.write(referrals(cast), directory.resolve("participants.xlsx"));
        CustodyWorkbook.write(spells(cast), directory.resolve("custody.xlsx"));
        DemonstrationKey.write(directory);
        truth(cast, directory.resolve("truth.csv"));
        Files.writeString(directory.resolve("README.md"), Tables.text("sample/README.md"), StandardCharsets.UTF_8);
    }

    private static List<Referral> referrals(SampleCast cast) {
        List<Referral> rows = new ArrayList<>();
        for (SamplePerson person : cast.participants()) {
            Dice dice = cast.diceFor(rows.size());
            String elsewhere = cast.people().postcodeElsewhere(dice);
            rows.add(new SampleReferral(person, cast.names(), elsewhere, dice).fill());
        }
        return rows;
    }

    private static List<Spell> spells(SampleCast cast) {
        List<Spell> spells = new ArrayList<>();
        for (int i = 0; i < cast.participants().size(); i++) {
            SamplePerson person = cast.participants().get(i);
            PlannedParticipant plan = person.plan();
            String number = person.truth().number().prisonNumber();
            spells.addAll(PrisonRecord.upToRelease(
                    number, plan.custodyFrom(), plan.indexConviction(), plan.released(), cast.diceFor(500 + i)));
            spells.addAll(cast.followUp().spells(plan.studyNo(), number));
        }
        spells.sort(Comparator.comparing(Spell::prisonNumber).thenComparing(Spell::from));
        return spells;
    }

    private static void truth(SampleCast cast, Path file) throws IOException {
        try (TableWriter table = new TableWriter(file, TRUTH)) {
            for (SamplePerson person : cast.participants()) {
                PlannedParticipant plan = person.plan();
                List<String> cells = new ArrayList<>(List.of(
                        plan.studyNo(),
                        plan.inExtracts() ? person.truth().number().pncId() : "",
                        plan.traps(),
                        plan.included() ? "yes" : "no",
                        plan.excluded(),
                        plan.inExtracts() ? Integer.toString(plan.violentOrSexual()) : ""));
                cells.addAll(plan.outcome());
                table.row(cells);
            }
        }
    }

    /** Writes the custody spells to the sheet {@code Spells}. */
    private static final class CustodyWorkbook {
        private CustodyWorkbook() {}

        static void write(List<Spell> spells, Path file) throws IOException {
            try (XSSFWorkbook workbook = new XSSFWorkbook()) {
                SheetFiller sheet = new SheetFiller(workbook, "Spells", Spell.HEADINGS.size());
                sheet.headings(Spell.HEADINGS);
                for (Spell spell : spells) {
                    sheet.row(spell.prisonNumber(), spell.from(), spell.to(), spell.type(), spell.reason());
                }
                Workbooks.write(workbook, file);
            }
        }
    }

    /**
     * Writes the participant sheet as a data manager keeps it: a title above the headings, the headings again and a blank row
     * where a page ends, a totals row and a note below, and a second sheet of notes.
     */
    private static final class ReferralWorkbook {
        private static final int ROWS_ON_THE_FIRST_PAGE = 36;

        private ReferralWorkbook() {}

        static void write(List<Referral> referrals, Path file) throws IOException {
            try (XSSFWorkbook workbook = new XSSFWorkbook()) {
                ReferralColumn[] columns = ReferralColumn.values();
                List<String> headings =
                        Arrays.stream(columns).map(ReferralColumn::heading).toList();
                SheetFiller sheet = new SheetFiller(workbook, "Referrals", columns.length);
                sheet.row("Resettle IIRMS: people referred and released");
                sheet.row("INVENTED PEOPLE - sample data. Kept by the research office, last changed 14/02/2022");
                sheet.blank();
                sheet.headings(headings);
                int first = sheet.rowNumber() + 1;
                for (int i = 0; i < referrals.size(); i++) {
                    if (i == ROWS_ON_THE_FIRST_PAGE) {
                        sheet.blank();
                        sheet.headings(headings);
                    }
                    sheet.row(cells(referrals.get(i), columns));
                }
                total(sheet, first, referrals);
                sheet.blank();
                sheet.row("Note: dates before 2010 were copied from paper files.");
                notes(new SheetFiller(workbook, "Notes", 2));
                Workbooks.write(workbook, file);
            }
        }

        private static @Nullable Object[] cells(Referral referral, ReferralColumn[] columns) {
            @Nullable Object[] cells = new @Nullable Object[columns.length];
            for (int i = 0; i < columns.length; i++) {
                cells[i] = referral.cell(columns[i]);
            }
            return cells;
        }

        private static void total(SheetFiller sheet, int first, List<Referral> referrals) {
            int last = sheet.rowNumber();
            sheet.row("Total", referrals.size() + " people");
            double aces = referrals.stream()
                    .mapToInt(referral -> referral.cell(ReferralColumn.ACE_COUNT) instanceof Integer count ? count : 0)
                    .sum();
            int column = List.of(ReferralColumn.values()).indexOf(ReferralColumn.ACE_COUNT);
            String letter = CellReference.convertNumToColString(column);
            sheet.formula(column, "SUM(" + letter + first + ":" + letter + last + ")", aces);
        }

        private static void notes(SheetFiller notes) {
            notes.row("Column", "What we put there");
            notes.row("In-reach from", "First session in prison");
            notes.row("Community from / to", "First and last day with the service after release");
            notes.row("Why ended", "As in the closing letter");
            notes.row(
                    "ACE count", "Adverse childhood experiences, 0 to 10, from the assessment; blank if not assessed");
            notes.row("Consent", "To the linkage with police records; blank if nobody asked");
        }
    }

    /** Fills in the sheet row of a participant of the sample study, with the errors that are planned for it. */
    private static final class SampleReferral {
        private static final Pattern MARKS = Pattern.compile("\\p{M}+");

        private final SamplePerson person;
        private final PlannedParticipant plan;
        private final NameStock names;
        private final String elsewhere;
        private final Dice dice;

        SampleReferral(SamplePerson person, NameStock names, String elsewhere, Dice dice) {
            this.person = person;
            this.plan = person.plan();
            this.names = names;
            this.elsewhere = elsewhere;
            this.dice = dice;
        }

        Referral fill() {
            Referral row = new Referral()
                    .with(ReferralColumn.STUDY_NO, plan.studyNo())
                    .with(ReferralColumn.SURNAME, surname())
                    .with(ReferralColumn.FIRST_NAME, plain(forename()))
                    .with(ReferralColumn.MIDDLE_NAMES, plain(plan.name().middleNames()))
                    .with(ReferralColumn.ALSO_KNOWN_AS, aliases())
                    .with(ReferralColumn.SEX, "Male")
                    .with(ReferralColumn.ETHNICITY, plan.ethnicity())
                    .with(ReferralColumn.PNC_ID, pncId())
                    .with(
                            ReferralColumn.CRO_NO,
                            plan.onSheet("no-cro") ? "" : person.numberOnSheet().croNumber())
                    .with(ReferralColumn.PRISON_NO, person.truth().number().prisonNumber())
                    .with(ReferralColumn.POSTCODES, postcodes())
                    .with(ReferralColumn.CONSENT, plan.consent())
                    .with(ReferralColumn.INDEX_OFFENCE_CODE, plan.onSheet("no-index-offence") ? "" : plan.indexCode())
                    .with(ReferralColumn.INDEX_SENTENCE, person.indexSentence())
                    .with(ReferralColumn.WHY_ENDED, plan.whyEnded());
            if (!plan.aces().isEmpty()) {
                row.with(ReferralColumn.ACE_COUNT, Integer.parseInt(plan.aces()));
            }
            dates(row);
            return row;
        }

        private void dates(Referral row) {
            LocalDate convicted = plan.indexConviction();
            date(row, ReferralColumn.DOB, plan.onSheet("swap-dob") ? Typos.swapped(plan.born()) : plan.born());
            date(row, ReferralColumn.INDEX_OFFENCE_DATE, plan.indexOffence());
            date(
                    row,
                    ReferralColumn.INDEX_CONVICTION_DATE,
                    plan.onSheet("index-date-off") ? convicted.plusDays(1) : convicted);
            date(row, ReferralColumn.IN_CUSTODY_FROM, plan.custodyFrom());
            date(row, ReferralColumn.IN_REACH_FROM, plan.inReachFrom());
            date(row, ReferralColumn.RELEASED, plan.released());
            date(row, ReferralColumn.COMMUNITY_FROM, plan.communityFrom());
            date(row, ReferralColumn.COMMUNITY_TO, plan.communityTo());
            date(row, ReferralColumn.DIED, plan.died());
            date(row, ReferralColumn.DEPORTED, plan.deported());
        }

        /** A date cell, or text for those whose row was typed in by hand. */
        private void date(Referral row, ReferralColumn column, @Nullable LocalDate date) {
            if (date != null && plan.onSheet("text-dates")) {
                row.with(column, ExtractStyle.DAY_FIRST.format(date));
            } else {
                row.with(column, date);
            }
        }

        private String surname() {
            String surname = plain(plan.name().surname());
            return (plan.onSheet("surname-typo") ? Typos.word(surname, dice) : surname).toUpperCase(Locale.ROOT);
        }

        private String forename() {
            String forename = plan.name().forename();
            return plan.onSheet("nickname")
                    ? Objects.requireNonNull(names.nickname(forename, dice), "no nickname is known")
                    : forename;
        }

        private String aliases() {
            String joined = plan.aliases().stream()
                    .map(alias -> plain(alias.forename()) + " " + plain(alias.surname()))
                    .collect(Collectors.joining("; "));
            return joined.isEmpty() ? "" : "aka " + joined;
        }

        private String pncId() {
            if (plan.onSheet("no-pnc")) {
                return "";
            }
            PoliceNumber number = person.numberOnSheet();
            if (plan.onSheet("pnc-wrong-letter")) {
                return PoliceNumber.withWrongLetter(number.pncId());
            }
            return plan.onSheet("short-pnc") ? number.shortPncId() : number.pncId();
        }

        private String postcodes() {
            if (plan.onSheet("moved")) {
                return elsewhere;
            }
            Set<String> homes = new LinkedHashSet<>();
            homes.add(person.truth().lastPostcode());
            homes.add(person.truth().postcodeOn(plan.indexConviction()));
            return String.join("; ", homes);
        }

        /** As somebody types it who has no accents and no curly apostrophe on the keyboard. */
        private static String plain(String name) {
            return MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                    .replaceAll("")
                    .replace('’', '\'');
        }
    }

    /** Writes a key for pseudonyms of invented people: 64 hexadecimal digits that everybody can know. */
    static final class DemonstrationKey {
        static final String FILE = "demonstration-key-NOT-SECRET.txt";

        private DemonstrationKey() {}

        static void write(Path directory) throws IOException {
            Files.writeString(
                    directory.resolve(FILE),
                    Sha256.hex("a key that everybody knows") + "\n",
                    StandardCharsets.US_ASCII);
        }
    }

    /**
     * Writes a workbook so that the same cells give the same bytes: its dates are fixed, and its parts are packed in order of
     * name, uncompressed, because how well they compress differs between Java versions.
     */
    static final class Workbooks {
        private static final Instant MADE = Instant.parse("2022-02-14T09:00:00Z");
        private static final LocalDateTime PACKED = LocalDateTime.of(2022, 2, 14, 9, 0);

        private Workbooks() {}

        static void write(XSSFWorkbook workbook, Path file) throws IOException {
            POIXMLProperties.CoreProperties properties =
                    workbook.getProperties().getCoreProperties();
            properties.setCreator("Data manager");
            properties.setCreated(Optional.of(Date.from(MADE)));
            properties.setModified(Optional.of(Date.from(MADE)));
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            workbook.write(packed);
            try (OutputStream out = Files.newOutputStream(file)) {
                pack(parts(packed.toByteArray()), out);
            }
        }

        /** The uncompressed parts of a workbook, by name. */
        static Map<String, byte[]> parts(byte[] workbook) throws IOException {
            Map<String, byte[]> parts = new TreeMap<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    parts.put(entry.getName(), zip.readAllBytes());
                }
            }
            return parts;
        }

        private static void pack(Map<String, byte[]> parts, OutputStream out) throws IOException {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                    ZipEntry entry = new ZipEntry(part.getKey());
                    entry.setTimeLocal(PACKED);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(part.getValue().length);
                    CRC32 sum = new CRC32();
                    sum.update(part.getValue());
                    entry.setCrc(sum.getValue());
                    zip.putNextEntry(entry);
                    zip.write(part.getValue());
                    zip.closeEntry();
                }
            }
        }

        /** Fills a sheet from the top, row after row, with texts, numbers and date cells shown as dd/mm/yyyy. */
        static final class SheetFiller {
            private final XSSFSheet sheet;
            private final CellStyle dates;
            private final CellStyle bold;
            private int next;

            SheetFiller(XSSFWorkbook workbook, String name, int columns) {
                sheet = workbook.createSheet(name);
                for (int i = 0; i < columns; i++) {
                    sheet.setColumnWidth(i, 14 * 256);
                }
                dates = workbook.createCellStyle();
                dates.setDataFormat(workbook.createDataFormat().getFormat("dd/mm/yyyy"));
                Font strong = workbook.createFont();
                strong.setBold(true);
                bold = workbook.createCellStyle();
                bold.setFont(strong);
                bold.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
                bold.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            }

            void headings(List<String> texts) {
                XSSFRow row = sheet.createRow(next++);
                for (int i = 0; i < texts.size(); i++) {
                    XSSFCell cell = row.createCell(i);
                    cell.setCellValue(texts.get(i));
                    cell.setCellStyle(bold);
                }
            }

            /** A row of {@link String}, {@link Integer} and {@link LocalDate}; null and what lies behind the end is blank. */
            void row(@Nullable Object... values) {
                XSSFRow row = sheet.createRow(next++);
                for (int i = 0; i < values.length; i++) {
                    Object value = values[i];
                    if (value instanceof String text) {
                        row.createCell(i).setCellValue(text);
                    } else if (value instanceof Integer number) {
                        row.createCell(i).setCellValue(number);
                    } else if (value instanceof LocalDate date) {
                        XSSFCell cell = row.createCell(i);
                        cell.setCellValue(date);
                        cell.setCellStyle(dates);
                    }
                }
            }

            void blank() {
                next++;
            }

            /** Puts a formula into the row written last. */
            void formula(int column, String formula, double shown) {
                XSSFCell cell = sheet.getRow(next - 1).createCell(column);
                cell.setCellFormula(formula);
                cell.setCellValue(shown);
            }

            /** Number of the row written last, as a spreadsheet shows it. */
            int rowNumber() {
                return next;
            }
        }
    }
}
