package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {
    /** So many that the thread begins, fills all its parts and has to wait. */
    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    @Test
    void rowsComeInTheirOrder() throws IOException {
        Path file = file(ROWS, -1);
        try (Table table = new ReadAhead(table(file));
                Table plain = table(file)) {
            assertThat(rest(table)).hasSize(ROWS).isEqualTo(rest(plain));
            assertThat(table.next()).isNull();
        }
    }

    @Test
    void aRowIsReadByItsPlaceWhileThoseBeforeWait() throws IOException {
        Path file = file(ROWS, -1);
        try (Table table = new ReadAhead(table(file));
                Table plain = table(file)) {
            List<String> all = rest(plain);
            TableRow second = null;
            for (int i = 0; i < 3_000; i++) {
                TableRow row = Objects.requireNonNull(table.next());
                second = i == 1 ? row : second;
            }
            TableRow again = table.at(Objects.requireNonNull(second).number(), second.place());
            assertThat(words(Objects.requireNonNull(again))).isEqualTo(all.get(1));
            assertThat(rest(table)).isEqualTo(all.subList(2, ROWS));
        }
    }

    @Test
    void damageIsThrownAtItsRow() throws IOException {
        try (Table table = new ReadAhead(table(file(ROWS, 7_777)))) {
            for (int i = 0; i < 7_777; i++) {
                assertThat(table.next()).isNotNull();
            }
            assertThatThrownBy(table::next).isInstanceOf(IntakeException.class);
        }
    }

    @Test
    void itIsClosedBeforeItsEnd() throws IOException {
        Path file = file(ROWS, -1);
        try (Table table = new ReadAhead(table(file))) {
            for (int i = 0; i < 1_500; i++) {
                assertThat(table.next()).isNotNull();
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("intake-ahead"));
    }

    private static List<String> rest(Table table) throws IOException {
        List<String> rows = new ArrayList<>();
        for (TableRow row = table.next(); row != null; row = table.next()) {
            rows.add(words(row));
        }
        return rows;
    }

    private static String words(TableRow row) {
        return row.number() + " at " + row.place() + ": " + row.text(0) + ", " + row.text(1);
    }

    /** @param damaged the row that has a character of nought, from 0; negative for none */
    private Path file(int rows, int damaged) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            text.append(i).append(i == damaged ? ",\0\n" : ",\"a cell\nof two lines\"\n");
        }
        Path file = folder.resolve("table.csv");
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return file;
    }

    private static Table table(Path file) throws IOException {
        SourceFile source = new SourceFile(file, "convictions");
        ExtractSettings settings = new ExtractSettings(List.of(file), null, ',', null, List.of(), Map.of(), List.of());
        return CsvTable.open(source, FileScan.of(file), settings);
    }
}
