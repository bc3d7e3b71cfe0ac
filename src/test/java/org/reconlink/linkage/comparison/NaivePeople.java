package org.reconlink.linkage.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedColumns.PackedColumn;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.TableBuilder;

/** Rows of text from small pools of awkward values, to be linked by the engine and by nested loops. */
public final class NaivePeople {
    public static final List<PackedColumn> COLUMNS = List.of(
            new PackedColumn("forename", ColumnKind.NAME),
            new PackedColumn("surname", ColumnKind.NAME),
            new PackedColumn("birth", ColumnKind.DATE),
            new PackedColumn("sex", ColumnKind.CATEGORY),
            new PackedColumn("postcode", ColumnKind.POSTCODE),
            new PackedColumn("police", ColumnKind.ID),
            new PackedColumn("age", ColumnKind.NUMBER),
            new PackedColumn("aliases", ColumnKind.SET),
            new PackedColumn("record", ColumnKind.ID),
            new PackedColumn("former", ColumnKind.SET));
    public static final int FORENAME = 0;
    public static final int SURNAME = 1;
    public static final int BIRTH = 2;
    public static final int SEX = 3;
    public static final int POSTCODE = 4;
    public static final int POLICE = 5;
    public static final int AGE = 6;
    public static final int ALIASES = 7;
    public static final int RECORD = 8;
    public static final int FORMER = 9;

    private static final List<String> NAMES = List.of(
            "ANNA",
            "ANNE",
            "HANNAH",
            "J",
            "JOHN",
            "JON",
            "JONATHAN",
            "JOHNATHAN",
            "O'BRIEN",
            "OBRIEN",
            "SMITH-JONES",
            "JONES",
            "JONES SMITH",
            "SMITH",
            "SMYTHE",
            "MARTHA",
            "MARHTA",
            "DIXON",
            "DICKSONX",
            "ZOË",
            "ZOE",
            "Łukasz",
            "ЕЛЕНА",
            "ЕЛЕНИ",
            "李小龍",
            "李龍小",
            "AAAAAAAA",
            "AAABAAAA",
            "X".repeat(100),
            "X".repeat(99) + "Y",
            "ABCDEFGHIJ".repeat(7),
            "ABCDEFGHIJ".repeat(6),
            "ABCDEFGHIJ".repeat(6) + "JIHG",
            "\uD83D\uDE00SMILE",
            "SMILE");
    private static final List<String> BIRTHS = List.of(
            "1984-03-07",
            "1984-07-03",
            "19840308",
            "1984-03-17",
            "1984/03/21",
            "1985-03-07",
            "1894-03-07",
            "19849999",
            "about 1984",
            "19840370",
            "2000-02-29",
            "20000301");
    private static final List<String> SEXES = List.of("F", "M", "X");
    private static final List<String> POSTCODES = List.of(
            "SW1A 1AA",
            "SW1A 1AB",
            "sw1a 2aa",
            "SW1 1AA",
            "SW2 1AA",
            "S1 1AA",
            "S1 1AB",
            "S11 1AA",
            "M1 1AE",
            "SW1A",
            "ZZ99",
            "EC1A 1BB",
            "EC1 1BB");
    private static final List<String> POLICE_IDS = List.of(
            "99/12345A",
            "99/12345B",
            "99/1234A",
            "99/21345A",
            "99/123456A",
            "1999/0012345A",
            "1999/0012345B",
            "1999/012345A",
            "9912345A",
            "9/912345A",
            "ABCDEFGHIJ",
            "ABCDEFGHIJK",
            "BCDEFGHIJ",
            "ABCDEFGHJI",
            "2010/4468652G",
            "2010/4468652H",
            "2010/4468562G",
            "2010/448652G",
            "2010/446865G2",
            "20104468652G",
            "20104468652",
            "2010446865",
            "É1");
    private static final List<String> AGES = List.of("0", "-0.0", "1", "10", "10.5", "11", "100", "-3");

    private NaivePeople() {}

    /** A row; several values of a set are parted by a bar. */
    public static @Nullable String[][] rows(long seed, int count) {
        Random random = new Random(seed);
        @Nullable String[][] rows = new String[count][];
        Arrays.setAll(rows, row -> new String[] {
            pick(NAMES, random),
            pick(NAMES, random),
            pick(BIRTHS, random),
            pick(SEXES, random),
            pick(POSTCODES, random),
            pick(POLICE_IDS, random),
            pick(AGES, random),
            set(random),
            pick(POLICE_IDS, random),
            set(random)
        });
        return rows;
    }

    public static PackedTable table(PackedColumns columns, @Nullable String[][] rows) {
        TableBuilder builder = columns.table();
        for (@Nullable String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                String value = row[column];
                if ((column == ALIASES || column == FORMER) && value != null) {
                    for (String each : value.split("\\|", -1)) {
                        builder.set(column, each);
                    }
                } else {
                    builder.set(column, value);
                }
            }
            builder.endRow();
        }
        return builder.build();
    }

    private static @Nullable String pick(List<String> pool, Random random) {
        return random.nextInt(6) == 0 ? null : pool.get(random.nextInt(pool.size()));
    }

    private static @Nullable String set(Random random) {
        Set<String> values = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(NAMES.get(random.nextInt(20)));
        }
        List<String> shuffled = new ArrayList<>(values);
        return shuffled.isEmpty() ? null : String.join("|", shuffled);
    }
}
