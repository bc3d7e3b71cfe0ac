package org.reconlink.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.reconlink.Unpacked;

/** The identifying values of the sample's participants, as their sheet writes them. */
final class Identifying {
    private static final List<String> COLUMNS =
            List.of("Study no", "Surname", "PNC ID", "CRO no", "Prison no", "Postcode(s)");

    private Identifying() {}

    /** Study numbers, surnames, identifiers and postcodes; at least 200 of them. */
    static List<String> values(Path sample) throws IOException {
        List<String> values = new ArrayList<>();
        DataFormatter formatter = new DataFormatter(Locale.ROOT);
        try (Workbook workbook =
                WorkbookFactory.create(sample.resolve("participants.xlsx").toFile(), null, true)) {
            Sheet sheet = workbook.getSheet("Referrals");
            List<Integer> columns = new ArrayList<>();
            for (Row row : sheet) {
                if (columns.isEmpty()) {
                    row.forEach(cell -> {
                        if (COLUMNS.contains(formatter.formatCellValue(cell).strip())) {
                            columns.add(cell.getColumnIndex());
                        }
                    });
                    continue;
                }
                for (int column : columns) {
                    String value =
                            formatter.formatCellValue(row.getCell(column)).strip();
                    if (value.length() >= 4
                            && !COLUMNS.contains(value)
                            && !value.toLowerCase(Locale.ROOT).startsWith("total")) {
                        values.add(value);
                    }
                }
            }
        }
        if (values.size() < 200) {
            throw new IllegalStateException("the sheet's identifying columns were not found");
        }
        return values;
    }

    /** Those of the values that stand in a file as words of their own, in any case, however it is packed. */
    static List<String> in(Path file, List<String> values) throws IOException {
        String text = new String(
                String.join("\n", Unpacked.texts(file)).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String lower = text.toLowerCase(Locale.ROOT);
        return values.stream()
                // most are not even part of a word, which is quicker to see
                .filter(value -> lower.contains(value.toLowerCase(Locale.ROOT)))
                .filter(value -> Pattern.compile(
                                "(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])",
                                Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .find())
                .toList();
    }
}
