package org.reconlink.linkage.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedColumns.PackedColumn;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.TableBuilder;

class PeopleComparisonsTest {
    private final PackedColumns columns = new PackedColumns(List.of(
            new PackedColumn("born", ColumnKind.DATE),
            new PackedColumn("postcode", ColumnKind.POSTCODE),
            new PackedColumn("forename", ColumnKind.NAME),
            new PackedColumn("surname", ColumnKind.NAME)));

    private String label(EngineComparison comparison, String[] left, String[] right) {
        PackedTable lefts = table(left);
        PackedTable rights = table(right);
        long[] one = new long[4];
        long[] other = new long[4];
        lefts.copyRow(0, one, 0);
        rights.copyRow(0, other, 0);
        PairKernel kernel = comparison.on(columns);
        assertThat(kernel.level(other, 0, one, 0)).isEqualTo(kernel.level(one, 0, other, 0));
        return comparison.labels().get(kernel.level(one, 0, other, 0));
    }

    private PackedTable table(String... values) {
        TableBuilder builder = columns.table();
        for (int column = 0; column < values.length; column++) {
            builder.set(column, values[column]);
        }
        builder.endRow();
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource({
        "19800512, 19800512, exact",
        "19800512, 19801205, day and month swapped",
        "19800512, 19800513, one character off",
        "19800512, 19800521, one character off",
        "19800512, 19810513, two characters off",
        "19800512, 1980051, one character off",
        "19800512, 198005, two characters off",
        "19800512, 19801129, same year",
        "19800512, 19671129, different",
        "19800512, , missing"
    })
    void datesAreToldApartByTheirSlips(String left, String right, String label) {
        assertThat(label(PeopleComparisons.dateWithSlips("born"), new String[] {left}, new String[] {right}))
                .isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "LS1 4AB, LS14AB, exact",
        "LS1 4AB, LS1 4AC, one character off",
        "LS1 4AB, LS1 4BA, one character off",
        "LS1 4AB, LS1 4CD, same sector",
        "LS1 4AB, LS1 5CD, same district",
        "LS1 4AB, LS2 5CD, same area",
        "LS1 4AB, M2 5CD, different",
        "2340, 2341, one character off",
        "2340, 2350, one character off",
        "2340, 6006, different",
        "2340, , missing"
    })
    void postcodesOfAnyCountryAreCompared(String left, String right, String label) {
        assertThat(label(PeopleComparisons.postcodeWithSlips("postcode"), new String[] {null, left}, new String[] {
                    null, right
                }))
                .isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "ANNA, BERG, ANNA, DAHL, exact",
        "MARTHA, BERG, MARHTA, DAHL, Jaro-Winkler from 0.92",
        "ANNA, BERG, BERG, ANNA, the other name",
        "ANNA, BERG, BREG, ANNA, the other name",
        "ANNA, BERG, BERG, , the other name",
        "ANNA, , BERG, ANNA, the other name",
        "ANNA, BERG, BERG, FALK, different",
        "ANNA, BERG, CARL, ANNA, different",
        "ANNA, BERG, CARL, DAHL, different",
        "ANNA, , CARL, , different",
        "ANNA, BERG, , ANNA, missing"
    })
    void aNameIsAlsoSoughtInTheOtherColumn(String a, String b, String c, String d, String label) {
        assertThat(label(
                        PeopleComparisons.nameOrOther("forename", "surname", 0.92, 0.85, 0.7),
                        new String[] {null, null, a, b},
                        new String[] {null, null, c, d}))
                .isEqualTo(label);
    }
}
