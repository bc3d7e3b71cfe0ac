package org.reconlink.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reconlink.disclosure.SafeTable.CountTable;
import org.reconlink.statistics.Proportion;

class SafeCellsTest {
    private static final SmallCounts ALL = SmallCounts.below(0);
    private static final SmallCounts FROM_TEN = SmallCounts.below(10);

    @Test
    void whereNothingIsSmallAllIsShownWithItsShareOfTheColumn() {
        SafeCells cells = SafeCells.of(List.of(List.of(20L, 30L), List.of(60L, 1_000L)), FROM_TEN);
        assertThat(cells.count(0, 0)).isEqualTo("20");
        assertThat(cells.count(1, 1)).isEqualTo("1,000");
        assertThat(cells.count(2, 2)).isEqualTo("1,110");
        assertThat(cells.share(0, 0)).isEqualTo("20/80 (25.0%)");
        assertThat(cells.share(1, 2)).isEqualTo("1,060/1,110 (95.5%)");
        assertThat(cells.shown(0, 1)).contains(new Proportion(30, 1_030));
        assertThat(cells.drawn(0, 0)).isEqualTo(20);
    }

    @Test
    void aSmallPartIsHiddenWithAnotherSoThatTheTotalDoesNotTellIt() {
        SafeCells cells = SafeCells.ofParts(List.of(4L, 40L, 60L), FROM_TEN);
        assertThat(cells.count(0, 0)).isEqualTo("withheld");
        assertThat(cells.count(1, 0)).isEqualTo("withheld");
        assertThat(cells.count(2, 0)).isEqualTo("60");
        assertThat(cells.total()).isEqualTo("104");
        assertThat(cells.sum()).hasValue(104);
        assertThat(cells.share(0, 0)).isEqualTo("withheld/104");
        assertThat(cells.share(2, 0)).isEqualTo("60/104 (57.7%)");
        assertThat(cells.shown(0, 0)).isEmpty();
        assertThat(cells.drawn(0, 0)).isEqualTo(10);
    }

    @Test
    void aSmallTotalIsHiddenWithItsShares() {
        SafeCells cells = SafeCells.ofParts(List.of(3L, 4L), FROM_TEN);
        assertThat(cells.total()).isEqualTo("withheld");
        assertThat(cells.sum()).isEmpty();
        assertThat(cells.share(0, 0)).isEqualTo("withheld");
        assertThat(cells.shown(0, 0)).isEmpty();
    }

    @Test
    void aTotalThatIsSmallOnceItsPartsAreRoundedIsHidden() {
        SmallCounts rounding = new SmallCounts(new DisclosureRule(7, false, 5));
        assertThat(SafeCells.ofParts(List.of(3L, 2L, 2L, 2L), rounding).total()).isEqualTo("withheld");
        SafeCells cells = SafeCells.of(List.of(List.of(8L, 13L), List.of(12L, 22L)), rounding);
        assertThat(cells.count(0, 0)).isEqualTo("10");
        assertThat(cells.count(2, 2)).isEqualTo("55");
    }

    @Test
    void aColumnOfNobodyHasNoPerCent() {
        CountTable table = new CountTable(List.of("a"), List.of("x", "y"), List.of(List.of(0L, 4L)));
        SafeTable safe = SafeTable.of(table, DisclosureRule.NONE);
        assertThat(safe.perCentOfColumn(0, 0)).isEmpty();
        assertThat(safe.perCentOfColumn(0, 1)).hasValue(100);
    }

    @Test
    void nobodyIsCountedLessThanNoTimes() {
        assertThatThrownBy(() -> new CountTable(List.of("a"), List.of("x", "y"), List.of(List.of(0L, -1L))))
                .hasMessage("nothing is counted less than 0 times");
        assertThatThrownBy(() -> new CountTable(List.of("a"), List.of("x", "y"), List.of(List.of(0L))))
                .hasMessage("a table of counts has one for each row and column");
    }

    @Test
    void noPartsAreNobody() {
        assertThat(SafeCells.of(List.of(), ALL).total()).isEqualTo("0");
    }

    @Test
    void talliesAreTheMostFrequentFirstThenInOrderOfTheirWords() {
        List<Tally> tallies = Tally.of(Stream.of("b", "c", "a", "c"));
        assertThat(tallies).containsExactly(new Tally("c", 2), new Tally("a", 1), new Tally("b", 1));
        SafeCells cells = SafeCells.ofTallies(tallies, ALL);
        assertThat(cells.count(0, 0)).isEqualTo("2");
        assertThat(cells.total()).isEqualTo("4");
    }
}
