package org.reconlink.cli;

import java.io.IOException;
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

    /** Whether the value stands in the text as a word of its own, in any case. */
    static boolean occurs(String value, String text) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }
}
