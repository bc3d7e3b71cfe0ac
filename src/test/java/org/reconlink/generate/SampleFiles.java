package org.reconlink.generate;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Reads the sample study's files back without the generator's help. */
final class SampleFiles {
    private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final String LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY";

    record ChargeRow(
            String pncId,
            String surname,
            LocalDate born,
            String reference,
            String number,
            String code,
            LocalDate committed,
            LocalDate convicted,
            String adjudication) {
        boolean guilty() {
            return adjudication.equals("GUILTY");
        }

        String offence() {
            return reference + " " + number + " " + committed;
        }
    }

    record SpellRow(LocalDate from, String type) {}

    record Participant(Map<String, String> cells, NamedCsvRecord truthRow) {
        String id() {
            return text("Study no");
        }

        String text(String heading) {
            return cells.getOrDefault(heading, "");
        }

        LocalDate date(String heading) {
            return Objects.requireNonNull(known(heading, null), heading);
        }

        LocalDate known(String heading, LocalDate otherwise) {
            return text(heading).isEmpty() ? otherwise : day(text(heading));
        }

        String truth(String column) {
            return truthRow.getField(column);
        }
    }

    private final List<ChargeRow> rows = new ArrayList<>();
    private final List<Participant> participants = new ArrayList<>();
    private final Map<String, List<SpellRow>> spells = new HashMap<>();

    SampleFiles(Path directory) throws IOException {
        rows.addAll(read(directory.resolve("pnc-extract-north.csv"), StandardCharsets.UTF_8, ',', SampleFiles::charge));
        rows.addAll(read(
                directory.resolve("pnc-extract-south.csv"), Charset.forName("windows-1252"), ';', SampleFiles::charge));
        Map<String, NamedCsvRecord> truth =
                read(directory.resolve("truth.csv"), StandardCharsets.UTF_8, ',', row -> row).stream()
                        .collect(Collectors.toMap(row -> row.getField(0), row -> row));
        for (Map<String, String> cells : sheet(directory.resolve("participants.xlsx"), "Study no")) {
            if (cells.getOrDefault("Study no", "").startsWith("RS-")) {
                participants.add(new Participant(cells, truth.get(cells.get("Study no"))));
            }
        }
        for (Map<String, String> cells : sheet(directory.resolve("custody.xlsx"), "Prison no")) {
            spells.computeIfAbsent(cells.get("Prison no"), k -> new ArrayList<>())
                    .add(new SpellRow(day(cells.get("From")), cells.get("Type")));
        }
    }

    List<ChargeRow> rows() {
        return rows;
    }

    List<Participant> participants() {
        return participants;
    }

    List<ChargeRow> charges(Participant participant) {
        return rows.stream()
                .filter(row -> !row.pncId().isEmpty() && row.pncId().equals(participant.truth("pnc id")))
                .toList();
    }

    List<SpellRow> spells(String prisonNumber) {
        return spells.getOrDefault(prisonNumber, List.of());
    }

    static boolean rightLetter(String pncId) {
        long digits = Long.parseLong(pncId.substring(2, 4) + pncId.substring(5, 12));
        return LETTERS.charAt((int) (digits % 23)) == pncId.charAt(12);
    }

    private static <T> List<T> read(Path file, Charset encoding, char separator, Function<NamedCsvRecord, T> read)
            throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator)
                .ofNamedCsvRecord(Files.newBufferedReader(file, encoding))) {
            return csv.stream().map(read).toList();
        }
    }

    private static ChargeRow charge(NamedCsvRecord row) {
        return new ChargeRow(
                canonical(row.getField("PNC ID")),
                row.getField("Surname"),
                day(row.getField("Date of birth")),
                row.getField("Case ref"),
                row.getField("Offence no"),
                row.getField("CJS code"),
                day(row.getField("Offence from")),
                day(row.getField("Convicted")),
                row.getField("Adjudication"));
    }

    private static String canonical(String pncId) {
        if (pncId.isEmpty() || pncId.indexOf('/') == 4) {
            return pncId;
        }
        String century = Integer.parseInt(pncId.substring(0, 2)) < 30 ? "20" : "19";
        String serial = pncId.substring(3, pncId.length() - 1);
        return century
                + pncId.substring(0, 3)
                + "0".repeat(7 - serial.length())
                + serial
                + pncId.substring(pncId.length() - 1);
    }

    private static LocalDate day(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return text.indexOf('/') > 0 ? LocalDate.parse(text, DAY_FIRST) : LocalDate.parse(text);
    }

    /** The rows below the row that begins with that heading, as text, dates as yyyy-MM-dd. */
    private static List<Map<String, String>> sheet(Path file, String firstHeading) throws IOException {
        List<Map<String, String>> read = new ArrayList<>();
        try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(file))) {
            Sheet sheet = workbook.getSheetAt(0);
            List<String> headings = null;
            for (Row row : sheet) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < row.getLastCellNum(); i++) {
                    cells.add(text(row.getCell(i)));
                }
                if (cells.get(0).equals(firstHeading)) {
                    headings = cells;
                } else if (headings != null) {
                    Map<String, String> named = new HashMap<>();
                    for (int i = 0; i < cells.size(); i++) {
                        named.put(headings.get(i), cells.get(i));
                    }
                    read.add(named);
                }
            }
        }
        return read;
    }

    private static String text(Cell cell) {
        if (cell == null) {
            return "";
        }
        if (cell.getCellType() == CellType.NUMERIC) {
            return DateUtil.isCellDateFormatted(cell)
                    ? cell.getLocalDateTimeCellValue().toLocalDate().toString()
                    : Double.toString(cell.getNumericCellValue());
        }
        return cell.getCellType() == CellType.STRING ? cell.getStringCellValue() : "";
    }
}
