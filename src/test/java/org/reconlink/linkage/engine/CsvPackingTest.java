package org.reconlink.linkage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packed files against rows set one value at a time. */
class CsvPackingTest {
    private static final List<String> HEADINGS =
            NaivePeople.COLUMNS.stream().map(Column::name).toList();
    private static final CsvLayout LAYOUT = new CsvLayout(',', HEADINGS, "id", '|');

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "2,700", "4,1", "7,100", "64,1"})
    void anyNumberOfPartsPacksWhatTheBuilderPacks(int threads, int smallestPart) throws IOException {
        @Nullable String[][] rows = NaivePeople.rows(41, 300);
        PackedTable wanted = NaivePeople.table(new Columns(NaivePeople.COLUMNS), rows);
        for (String end : List.of("\n", "\r\n")) {
            CsvTable read = read(file(rows, end, new Random(threads)), threads, smallestPart);
            assertThat(texts(read.table())).isEqualTo(texts(wanted));
            for (int row = 0; row < rows.length; row++) {
                assertThat(read.kept().text(row)).isEqualTo(id(row));
                byte[] bytes = new byte[read.kept().length(row) + 1];
                assertThat(read.kept().write(row, bytes, 1)).isEqualTo(bytes.length);
                assertThat(new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8))
                        .isEqualTo(id(row));
            }
        }
    }

    @Test
    void valuesLongerThanTheBufferAreRead() throws IOException {
        String name = "ÄB".repeat(400_000);
        Path file = written("id,name\n1,\"" + name + "\"\n" + name + ",X\n\n3,");
        Columns columns = new Columns(List.of(new Column("name", ColumnKind.NAME)));
        CsvTable read = CsvPacking.read(file, columns, new CsvLayout(',', List.of("name"), "id", '|'), 2, 1);
        assertThat(texts(read.table())).containsExactly(name + ";", "X;", ";");
        assertThat(read.kept().text(1)).isEqualTo(name);
        assertThat(read.kept().text(2)).isEqualTo("3");
    }

    @Test
    void aFileOfHeadingsAloneHasNoRows() throws IOException {
        for (String text : List.of("\uFEFFid;name", "name;id\n", "id;name\n\n")) {
            Columns columns = new Columns(List.of(new Column("name", ColumnKind.NAME)));
            CsvLayout layout = new CsvLayout(';', List.of("name"), null, '|');
            assertThat(CsvPacking.read(written(text), columns, layout, 2)
                            .table()
                            .rows())
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            1,12\\n2\\n    ~ row 2 has 1 values, and the headings are 2; give each row a value, or nothing, for each heading
            1,12\\n\\n2,x\\n ~ row 2, column age: not a number; write it like 12 or 12.5, or leave it empty
            1,12\\n2,"3\\n  ~ row 2: a quote is opened and never closed; close it
            1"2,3\\n4,5\\n  ~ row 1: a quote within a value; put the value in quotes and double each quote in it
            "1"2,3\\n       ~ row 1: a quote within a value; put the value in quotes and double each quote in it
            """)
    void aRowThatCannotBeReadIsRefusedByItsNumberWithoutValues(String rows, String message) throws IOException {
        Path file = written("id,age\n" + rows.replace("\\n", "\n"));
        CsvLayout layout = new CsvLayout(',', List.of("age"), "id", '|');
        for (int threads = 1; threads < 5; threads++) {
            int parts = threads;
            Columns columns = new Columns(List.of(new Column("age", ColumnKind.NUMBER)));
            assertThatThrownBy(() -> CsvPacking.read(file, columns, layout, parts, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void headingsThatAreMissingOrTwiceAreAllNamed() throws IOException {
        Path file = written("id,birth,birth\n");
        Columns columns =
                new Columns(List.of(new Column("age", ColumnKind.NUMBER), new Column("birth", ColumnKind.DATE)));
        CsvLayout layout = new CsvLayout(',', List.of("age", "birth"), "id", '|');
        assertThatThrownBy(() -> CsvPacking.read(file, columns, layout, 1)).hasMessage("""
                        there is no heading age; add the column, or name the one meant
                        the heading birth is there twice; rename one of the columns
                        the headings are [id, birth, birth]""");
    }

    private CsvTable read(Path file, int threads, int smallestPart) throws IOException {
        return CsvPacking.read(file, new Columns(NaivePeople.COLUMNS), LAYOUT, threads, smallestPart);
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), text);
    }

    /** With a column that is not asked for, blank lines, quotes where none are needed, and line ends within values. */
    private Path file(@Nullable String[][] rows, String end, Random random) throws IOException {
        StringBuilder text = new StringBuilder("notes,").append(String.join(",", HEADINGS));
        text.append(",id").append(end);
        for (int row = 0; row < rows.length; row++) {
            text.append(random.nextInt(3) == 0 ? "\"said \"\"no\"\"," + end + "\"" : "");
            for (String value : rows[row]) {
                boolean quoted = value != null && random.nextInt(3) == 0;
                text.append(',').append(quoted ? "\"" + value + "\"" : value == null ? "" : value);
            }
            text.append(",\"").append(id(row).replace("\"", "\"\"")).append('"');
            text.append(row == rows.length - 1 && random.nextBoolean() ? "" : end);
            text.append(random.nextInt(9) == 0 ? end : "");
        }
        return written(text.toString());
    }

    private static String id(int row) {
        return "a \"" + "long ".repeat(row % 70) + "é\" " + row;
    }

    /** Rows as texts of their values. */
    private static List<String> texts(PackedTable table) {
        Columns columns = table.columns();
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < columns.size(); column++) {
                text.append(text(columns, column, table.word(row, column))).append(';');
            }
            rows.add(text.toString());
        }
        return rows;
    }

    private static String text(Columns columns, int column, long word) {
        if (word == 0) {
            return "";
        }
        return switch (columns.kind(column)) {
            case SET ->
                Arrays.stream(columns.sets().codes((int) word))
                        .mapToObj(columns.dictionary()::text)
                        .sorted()
                        .toList()
                        .toString();
            case NUMBER -> Long.toString(word);
            default -> word < 0 ? columns.dictionary().text((int) word) : Long.toString(word);
        };
    }
}
