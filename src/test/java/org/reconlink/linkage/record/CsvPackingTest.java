package org.reconlink.linkage.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.kernel.CellRule;
import org.reconlink.kernel.CellRule.Outcome;
import org.reconlink.linkage.comparison.NaivePeople;
import org.reconlink.linkage.record.CsvPacking.PackedFile;
import org.reconlink.linkage.record.PackedColumns.PackedColumn;

/** Packed files against rows set one value at a time. */
class CsvPackingTest {
    private static final List<String> HEADINGS =
            NaivePeople.COLUMNS.stream().map(PackedColumn::name).toList();
    private static final List<PackedColumn> NAME = List.of(new PackedColumn("name", ColumnKind.NAME));
    private static final CellRule ASCII = new AsWritten(false);
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @TempDir
    Path folder;

    /** Cells as they are, sets at bars; digits of dates are also read without a text. */
    private record AsWritten(boolean set) implements CellRule {
        @Override
        public Made of(String cell) {
            return new Made(Outcome.READ, set ? List.of(cell.split("\\|", -1)) : List.of(cell));
        }

        @Override
        public int of(byte[] cell, int from, int to, byte[] into) {
            boolean digits = true;
            for (int i = from; i < to; i++) {
                into[i - from] = cell[i];
                digits &= cell[i] >= '0' && cell[i] <= '9';
            }
            return digits ? to - from : NO_BYTES;
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1000000", "2,50", "2,700", "4,50", "7,5000", "64,50"})
    void anyNumberOfPartsPacksWhatTheBuilderPacks(int threads, int part) throws IOException {
        @Nullable String[][] rows = NaivePeople.rows(41, 300);
        PackedTable wanted = NaivePeople.table(new PackedColumns(NaivePeople.COLUMNS), rows);
        for (String end : List.of("\n", "\r\n")) {
            Path file = file(rows, end, new Random(threads));
            PackedFile read = read(file, new PackedColumns(NaivePeople.COLUMNS), threads, part);
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
        String name = "ÄB".repeat(150_000);
        PackedFile read = read(
                written("1,\"" + name + "\"\n" + name + ",X\n\n3,"),
                new PackedColumns(NAME),
                layout(UTF_8),
                2,
                100_000);
        assertThat(texts(read.table())).containsExactly(name + ";", "X;", ";");
        assertThat(read.kept().text(1)).isEqualTo(name);
        assertThat(read.kept().text(2)).isEqualTo("3");
    }

    @Test
    void blankRowsAreNone() throws IOException {
        PackedFile read = read("1,\n \n2 , A  \n,\u00a0,\n3,B\n", 1, UTF_8);
        assertThat(texts(read.table())).containsExactly(";", "A;", "B;");
        assertThat(read.kept().text(1)).isEqualTo("2");
    }

    @Test
    @SuppressWarnings("EnumOrdinal") // as they are counted
    void cellsOfSeveralColumnsAreReadAsOneAndWhatCameOfThemIsCounted() throws IOException {
        CsvLayout layout =
                new CsvLayout(',', 0, List.of(UTF_8), 4, List.of(new int[] {1, 3, 2}), List.of(ASCII), /* kept= */ 0);
        PackedFile read = read(written("1,A,B,C\n2,,B,\n3,,,\n"), new PackedColumns(NAME), layout, 2, 1);
        assertThat(texts(read.table())).containsExactly("A\u007fC\u007fB;", "\u007f\u007fB;", "\u007f\u007f;");
        assertThat(read.outcomes()[0][Outcome.READ.ordinal()]).isEqualTo(3);
        PackedFile one = read("1,A\n2,\n3,\n", 2, UTF_8);
        assertThat(one.outcomes()[0][Outcome.READ.ordinal()]).isEqualTo(1);
        assertThat(one.outcomes()[0][Outcome.BLANK.ordinal()]).isEqualTo(2);
    }

    @Test
    void aFileThatIsNotWellFormedIsReadInTheNextEncoding() throws IOException {
        Path file = Files.write(folder.resolve("rows.csv"), "1,Zoë\n2,Ann".getBytes(WINDOWS));
        PackedFile read = read(file, new PackedColumns(NAME), layout(UTF_8, WINDOWS), 2, 1);
        assertThat(texts(read.table())).containsExactly("Zoë;", "Ann;");
        assertThat(CsvPacking.read(file, new PackedColumns(NAME), layout(UTF_8), CsvPackingTest::stripped, 2, 100_000))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,\"A\n",
                "1,A\"B\n2,C\n",
                "1,\"A\"B\n2,C\n",
                "1, \"A\"\n",
                "1,A\r2,B\r",
                "1,\"A\"\r2,B\n",
                "1,A\u0000\n",
                "1,\u00c4\u0000\n",
                "1,A\n2\n",
                "1,A\n2,B,C\n"
            })
    void whatIsNotPlainIsLeftToOthers(String rows) throws IOException {
        for (int threads = 1; threads < 4; threads++) {
            assertThat(CsvPacking.read(
                            written(rows),
                            new PackedColumns(NAME),
                            layout(UTF_8),
                            CsvPackingTest::stripped,
                            threads,
                            1))
                    .isNull();
        }
    }

    @Test
    void aRowLongerThanAnyCellMayBeIsLeftToOthers() throws IOException {
        Path file = written("1," + "A".repeat(1 << 20) + "\n2,B\n");
        assertThat(CsvPacking.read(file, new PackedColumns(NAME), layout(UTF_8), CsvPackingTest::stripped, 2, 100_000))
                .isNull();
    }

    @Test
    void contentHasOneNumberHoweverTheRowIsWritten() throws IOException {
        List<PackedColumn> columns =
                List.of(new PackedColumn("name", ColumnKind.NAME), new PackedColumn("born", ColumnKind.DATE));
        CsvLayout layout = new CsvLayout(
                ',',
                0,
                List.of(UTF_8),
                2,
                List.of(new int[] {0}, new int[] {1}),
                List.of(ASCII, ASCII),
                /* kept= */ -1);
        Path file = written("A,19700102\n\"A\",\"19700102\"\nA,1970-01-02\n,\nA,\n");
        long[] content = read(file, new PackedColumns(columns), layout, 1, 1).content();
        assertThat(content[0]).isEqualTo(content[1]).isNotEqualTo(content[2]);
        long a = RowContent.with(RowContent.NONE, RowContent.of("A"));
        assertThat(content[0]).isEqualTo(RowContent.with(a, RowContent.of("19700102")));
        assertThat(content[3]).isEqualTo(RowContent.with(a, RowContent.of("")));
    }

    private static String stripped(String cell) {
        return cell.replace('\u00a0', ' ').strip();
    }

    private PackedFile read(String rows, int threads, Charset encoding) throws IOException {
        return read(written(rows), new PackedColumns(NAME), layout(encoding), threads, 100);
    }

    private static PackedFile read(Path file, PackedColumns columns, int threads, int part) throws IOException {
        List<CellRule> values = columns.list().stream()
                .<CellRule>map(column -> new AsWritten(column.kind() == ColumnKind.SET))
                .toList();
        List<int[]> places = IntStream.rangeClosed(1, columns.size())
                .mapToObj(place -> new int[] {place})
                .toList();
        long begin = Files.readString(file).indexOf('\n') + 1L;
        CsvLayout layout =
                new CsvLayout(',', begin, List.of(UTF_8), columns.size() + 2, places, values, columns.size() + 1);
        return read(file, columns, layout, threads, part);
    }

    private static PackedFile read(Path file, PackedColumns columns, CsvLayout layout, int threads, int part)
            throws IOException {
        return Objects.requireNonNull(CsvPacking.read(file, columns, layout, CsvPackingTest::stripped, threads, part));
    }

    private static CsvLayout layout(Charset... encodings) {
        return new CsvLayout(',', 0, List.of(encodings), 2, List.of(new int[] {1}), List.of(ASCII), 0);
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
        PackedColumns columns = table.columns();
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

    private static String text(PackedColumns columns, int column, long word) {
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
