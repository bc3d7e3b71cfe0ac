package org.reconlink.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
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

    /** Letters that each value has. */
    private static final int ENDING = 4;

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
                    if (value.length() >= ENDING
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
        BitSet endings = new BitSet();
        for (int end = ENDING; end <= lower.length(); end++) {
            endings.set(ending(lower, end));
        }
        return values.stream()
                // of most not even the last letters are there, and of others no part of a word, which is quicker to see
                .filter(value -> {
                    String small = value.toLowerCase(Locale.ROOT);
                    return endings.get(ending(small, small.length())) && lower.contains(small);
                })
                .filter(value -> Pattern.compile(
                                "(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])",
                                Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .find())
                .toList();
    }

    /** A number of 20 bits for the letters before a place: the same for the same letters. */
    private static int ending(String text, int end) {
        int number = 0;
        for (int i = end - ENDING; i < end; i++) {
            number = 31 * number + text.charAt(i);
        }
        return number & 0xfffff;
    }
}
