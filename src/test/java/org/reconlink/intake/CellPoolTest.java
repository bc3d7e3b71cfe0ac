package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class CellPoolTest {
    /** So many that a pool of them grows as far as it can. */
    private static final int TEXTS = 200_000;

    @Test
    void aCellHasItsTextWhateverElseTheColumnHas() {
        Random random = new Random(5);
        CellPool pool = new CellPool(StandardCharsets.UTF_8);
        for (int i = 0; i < TEXTS; i++) {
            String text = "\u00e9 " + (random.nextBoolean() ? i : random.nextInt(5_000));
            assertThat(cell(pool, text).text()).isEqualTo(text);
        }
    }

    @Test
    void identifiersThatRowsOneAfterTheOtherRepeatShareTheirCell() {
        CellPool pool = grown(i -> "id " + i / 4);
        for (int i = 0; i < 1_000; i++) {
            assertThat(cell(pool, "another " + i)).isSameAs(cell(pool, "another " + i));
        }
    }

    @Test
    void valuesThatComeAgainLaterShareTheirCell() {
        Random random = new Random(7);
        CellPool pool = grown(i -> "day " + random.nextInt(6_000));
        Cell[] cells = new Cell[100];
        Arrays.setAll(cells, i -> cell(pool, "day " + i));
        for (int i = 100; i < 3_000; i++) {
            cell(pool, "day " + i);
        }
        long same = 0;
        for (int i = 0; i < cells.length; i++) {
            same += cells[i] == cell(pool, "day " + i) ? 1 : 0;
        }
        assertThat(same).isGreaterThan(50);
    }

    private static CellPool grown(IntFunction<String> texts) {
        CellPool pool = new CellPool(StandardCharsets.UTF_8);
        for (int i = 0; i < TEXTS; i++) {
            cell(pool, texts.apply(i));
        }
        return pool;
    }

    private static Cell cell(CellPool pool, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return pool.cell(Arrays.copyOf(bytes, bytes.length + CellPool.SLACK), 0, bytes.length);
    }
}
