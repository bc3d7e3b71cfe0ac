package org.reconlink.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.disclosure.SafeTable.CountTable;

class SafeTableTest {

    @ParameterizedTest(name = "{0}: {1} under openSAFELY, {2} under SACRO, {3} under none")
    @CsvSource({
        "0, 0, x, 0",
        "1, x, x, 1",
        "7, x, x, 7",
        "8, 10, x, 8",
        "9, 10, x, 9",
        "10, 10, 10, 10",
        "12, 10, 10, 12",
        "13, 15, 15, 13"
    })
    void aCountIsHiddenOrRounded(long count, String opensafely, String sacro, String none) {
        assertThat(cell(count, DisclosureRule.OPENSAFELY)).isEqualTo(opensafely);
        assertThat(cell(count, DisclosureRule.SACRO)).isEqualTo(sacro);
        assertThat(cell(count, DisclosureRule.NONE)).isEqualTo(none);
    }

    private static String cell(long count, DisclosureRule rule) {
        return rule.withholds(count) ? "x" : Long.toString(rule.rounded(count));
    }

    @Test
    void totalsAreSumsOfRoundedPartsAndPercentagesAreOfRoundedCounts() {
        SafeTable table = safe(DisclosureRule.OPENSAFELY, "12 13", "12 33");

        assertThat(printed(table)).containsExactly("10 15 25", "10 35 45", "20 50 70");
        assertThat(table.perCentOfColumn(0, 1)).hasValue(30.0);
        assertThat(table.small()).isZero();
    }

    @Test
    void aHiddenCountTakesTheSmallestThatProtectItWithIt() {
        SafeTable table = safe(DisclosureRule.OPENSAFELY, "3 20 40", "30 11 50", "60 70 80");

        assertThat(printed(table)).containsExactly("x x 40 65", "x x 50 90", "60 70 80 210", "95 100 170 365");
        assertThat(table.small()).isEqualTo(1);
        assertThat(table.protecting()).isEqualTo(3);
        assertThat(table.perCentOfColumn(0, 0)).isEmpty();
    }

    @Test
    void inATableOfOneColumnTheTotalOfARowIsTheCountItself() {
        SafeTable table = safe(DisclosureRule.OPENSAFELY, "3", "20", "40");

        assertThat(printed(table)).containsExactly("x x", "x x", "40 40", "65 65");
    }

    @Test
    void whereNothingElseProtectsACountItsTotalsAreHidden() {
        assertThat(printed(safe(DisclosureRule.OPENSAFELY, "4"))).containsExactly("x x", "x x");
    }

    @Test
    void anAttackerFindsNoHiddenCellInAThousandRandomTables() {
        Random random = new Random(20261123);
        int hidden = 0;
        for (int n = 0; n < 1000; n++) {
            DisclosureRule rule = List.of(
                            DisclosureRule.OPENSAFELY, DisclosureRule.SACRO, new DisclosureRule(4, false, 1))
                    .get(n % 3);
            SafeTable table = SafeTable.of(random(random, rule), rule);
            for (int i = 0; i <= table.table().rows().size(); i++) {
                for (int j = 0; j <= table.table().columns().size(); j++) {
                    if (table.count(i, j).isEmpty()) {
                        hidden++;
                        assertThat(new Attacker(table, rule, 2L * rule.redactUpTo() + 2L * rule.base()).inDoubt(i, j))
                                .as("table %d, row %d, column %d of %s", n, i, j, printed(table))
                                .isTrue();
                    }
                }
            }
        }
        assertThat(hidden).isGreaterThan(4000);
    }

    @Test
    void theAttackerFindsACountWhoseTotalsAreShown() {
        DisclosureRule rule = DisclosureRule.OPENSAFELY;

        assertThat(new Attacker(safe(rule, "20 30 40", "30 11 50"), rule, 20).inDoubt(0, 0))
                .isFalse();
    }

    private static CountTable random(Random random, DisclosureRule rule) {
        int rows = 1 + random.nextInt(4);
        int columns = 1 + random.nextInt(3);
        List<List<Long>> counts = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<Long> row = new ArrayList<>();
            for (int j = 0; j < columns; j++) {
                // about half of them small
                row.add((long) random.nextInt(2 * rule.redactUpTo() + 3));
            }
            counts.add(row);
        }
        return table(counts);
    }

    private static SafeTable safe(DisclosureRule rule, String... rows) {
        return SafeTable.of(
                table(List.of(rows).stream()
                        .map(row -> List.of(row.split(" ", -1)).stream()
                                .map(Long::valueOf)
                                .toList())
                        .toList()),
                rule);
    }

    private static CountTable table(List<List<Long>> counts) {
        return new CountTable(
                IntStream.range(0, counts.size()).mapToObj(i -> "r" + i).toList(),
                IntStream.range(0, counts.get(0).size()).mapToObj(j -> "c" + j).toList(),
                counts);
    }

    private static List<String> printed(SafeTable table) {
        return IntStream.rangeClosed(0, table.table().rows().size())
                .mapToObj(i -> IntStream.rangeClosed(0, table.table().columns().size())
                        .mapToObj(j -> table.count(i, j).isPresent()
                                ? Long.toString(table.count(i, j).getAsLong())
                                : "x")
                        .collect(Collectors.joining(" ")))
                .toList();
    }
}
