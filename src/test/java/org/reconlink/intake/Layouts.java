package org.reconlink.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Files as different places keep them, written from a list of their headings. People and everything about them are invented
 * here: twelve, by counting.
 */
public final class Layouts {
    private static final int PEOPLE = 12;
    private static final LocalDate EPOCH = LocalDate.of(2012, 1, 4);
    private static final List<String> SURNAMES = List.of(
            "Ashcroft",
            "Bexley",
            "Carrow",
            "Dunmore",
            "Ellerby",
            "Fenwick",
            "Garside",
            "Hollis",
            "Ibbotson",
            "Jarrow",
            "Kettley",
            "Lowther");
    private static final List<String> FORENAMES =
            List.of("Anna", "Ben", "Chloe", "Dan", "Ellie", "Fred", "Grace", "Harry", "Isla", "Jack", "Kate", "Leo");
    private static final List<String> MIDDLE = List.of("", "Jane", "", "Lee", "", "Ray");
    private static final List<String> CODES = List.of("TH68010", "OF61016", "TH68023", "CJ88116", "CD71039");
    private static final List<String> OFFICE = List.of("39/01", "8/06", "34/01", "105/01", "149/00");
    private static final List<String> TITLES = List.of(
            "Theft from shop",
            "Assault occasioning actual bodily harm",
            "Robbery",
            "Common assault",
            "Criminal damage to property");
    private static final List<String> POSTCODES = List.of("LS6 3QS", "YO1 7HH", "HU5 2NH", "BD7 1DP", "S11 8TZ");

    /** A column: its heading, the field that it is (empty for none), and what stands under it. */
    record Column(String heading, String field, String values) {}

    /** @param rowsEach for each person */
    record Sheeted(String layout, String file, String sheet, int rowsEach, int titles, List<Column> columns) {}

    private Layouts() {}

    /** The layouts of a list by their names. */
    static Map<String, List<Sheeted>> read(String list) throws IOException {
        Map<String, List<Sheeted>> layouts = new LinkedHashMap<>();
        List<Column> columns = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/layouts", list))) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals(">")) {
                columns = new ArrayList<>();
                layouts.computeIfAbsent(cells[1], name -> new ArrayList<>())
                        .add(new Sheeted(
                                cells[1],
                                cells[2],
                                cells[3],
                                Integer.parseInt(cells[4]),
                                Integer.parseInt(cells[5]),
                                columns));
            } else if (cells.length == 3) {
                columns.add(new Column(cells[0], cells[1], cells[2]));
            }
        }
        return layouts;
    }

    /** Writes the files of a layout and returns them in the list's order. */
    public static List<Path> write(String list, String layout, Path folder) throws IOException {
        return write(read(list).get(layout), folder);
    }

    static List<Path> write(List<Sheeted> tables, Path folder) throws IOException {
        Map<String, List<Sheeted>> byFile =
                tables.stream().collect(Collectors.groupingBy(Sheeted::file, LinkedHashMap::new, Collectors.toList()));
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, List<Sheeted>> entry : byFile.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (entry.getKey().endsWith(".csv")) {
                csv(entry.getValue().get(0), file);
            } else {
                workbook(entry.getValue(), file);
            }
            files.add(file);
        }
        return files;
    }

    private static void csv(Sheeted table, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(table.columns.stream().map(column -> quoted(column.heading)).collect(Collectors.joining(",")));
        for (int row = 0; row < PEOPLE * table.rowsEach; row++) {
            int at = row;
            lines.add(table.columns.stream()
                    .map(column -> quoted(String.valueOf(value(column.values, at / table.rowsEach, at))))
                    .collect(Collectors.joining(",")));
        }
        Files.write(file, lines);
    }

    private static String quoted(String text) {
        return text.contains(",") ? '"' + text + '"' : text;
    }

    private static void workbook(List<Sheeted> tables, Path file) throws IOException {
        boolean old = file.toString().endsWith(".xls");
        try (Workbook book = old ? new HSSFWorkbook() : new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            CellStyle dates = book.createCellStyle();
            dates.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy"));
            for (Sheeted table : tables) {
                Sheet sheet = book.createSheet(table.sheet);
                int at = 0;
                for (int title = 0; title < table.titles; title++) {
                    sheet.createRow(at++).createCell(0).setCellValue("Version " + title);
                }
                Row headings = sheet.createRow(at++);
                for (int i = 0; i < table.columns.size(); i++) {
                    headings.createCell(i).setCellValue(table.columns.get(i).heading);
                }
                for (int row = 0; row < PEOPLE * table.rowsEach; row++) {
                    Row cells = sheet.createRow(at++);
                    for (int i = 0; i < table.columns.size(); i++) {
                        Object value = value(table.columns.get(i).values, row / table.rowsEach, row);
                        Cell cell = cells.createCell(i);
                        if (value instanceof LocalDate date) {
                            cell.setCellValue(date);
                            cell.setCellStyle(dates);
                        } else {
                            cell.setCellValue(String.valueOf(value));
                        }
                    }
                }
            }
            book.write(out);
        }
    }

    /** What a row has: a text, or a day that the file is to hold as one. */
    private static Object value(String kind, int person, int row) {
        String[] words = kind.split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        long year = 70L + person;
        return switch (words[0]) {
            case "surname" -> SURNAMES.get(person);
            case "forename" -> FORENAMES.get(person);
            case "middle" -> MIDDLE.get(person % MIDDLE.size());
            case "alias" -> person % 4 == 0 ? FORENAMES.get(person) + " Smith" : "";
            case "full" -> SURNAMES.get(person).toUpperCase(Locale.ROOT) + ", " + FORENAMES.get(person);
            case "full-first" -> FORENAMES.get(11 - person) + " " + SURNAMES.get(11 - person);
            case "born" -> day(LocalDate.of(1970 + person, 1 + person % 12, 3 + 2 * person), rest);
            case "day" -> {
                String[] when = rest.split(" ", 2);
                yield day(EPOCH.plusDays(Long.parseLong(when[0]) + 37L * row), when[1]);
            }
            case "pnc" -> "19" + year + "/" + String.format(Locale.ROOT, "%07d", serial(person)) + letter(person);
            case "pnc-short" -> year + "/" + serial(person) + letter(person);
            case "cro" -> serial(person) + "/" + year + CheckLetters.of(year * 1_000_000L + serial(person));
            case "prison" -> "A" + (1000 + person) + "BC";
            case "postcode" -> POSTCODES.get(person % POSTCODES.size());
            case "nhs" -> String.valueOf(9434765870L + person);
            case "phone" -> "07700 9000" + (10 + person);
            case "email" -> FORENAMES.get(person).toLowerCase(Locale.ROOT) + "@example.org";
            case "cjs" -> CODES.get(row % CODES.size());
            case "ho" -> OFFICE.get(row % OFFICE.size());
            case "title" -> TITLES.get(row % TITLES.size());
            case "id" -> rest + String.format(Locale.ROOT, "%04d", 11 + person);
            case "number-id" -> String.valueOf(501 + person);
            case "number" -> String.valueOf(row * 7 % 19);
            case "note" -> "seen again " + (row % 5) + " weeks later";
            case "blank" -> "";
            case "of" -> {
                String[] choices = rest.split("\\|", -1);
                yield choices[row % choices.length];
            }
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Object day(LocalDate day, String form) {
        return form.equals("cell")
                ? day
                : DateTimeFormatter.ofPattern(form, Locale.UK).format(day);
    }

    private static long serial(int person) {
        return 41_000L + 137L * person;
    }

    private static char letter(int person) {
        return CheckLetters.of((70L + person) * 10_000_000L + serial(person));
    }
}
