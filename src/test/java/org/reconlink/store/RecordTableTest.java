package org.reconlink.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.kernel.ParticipantId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Records come back from the file as they were written, by this version or an earlier one. */
class RecordTableTest {
    @TempDir
    Path folder;

    @Test
    void manyRecordsStandInFewRowsAndComeBackInTheirOrder() {
        List<ParticipantId> first = ids(0, 30_000);
        List<ParticipantId> then = ids(30_000, 30_001);
        try (WorkingStore store = WorkingStore.open(folder)) {
            store.unlinked().append("run", first);
            store.unlinked().append("run", then);
            store.unlinked().append("other", then);
            assertThat(new JdbcTemplate(store.dataSource())
                            .queryForObject("select count(*) from unlinked where run_id = 'run'", Integer.class))
                    .isLessThan(20);
        }
        try (WorkingStore store = WorkingStore.open(folder)) {
            assertThat(store.unlinked().count("run")).isEqualTo(30_001);
            assertThat(store.unlinked().read("run")).isEqualTo(ids(0, 30_001));
            assertThat(store.unlinked().read("other")).isEqualTo(then);
        }
    }

    @Test
    void recordsOfAnEarlierVersionHaveARowEachAndLaterOnesStandBehindThem() {
        try (WorkingStore store = WorkingStore.open(folder)) {
            JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
            for (int i = 0; i < 3; i++) {
                jdbc.update("insert into unlinked values ('run', ?, ?)", i, "{\"value\":\"P" + i + "\"}");
            }
            assertThat(store.unlinked().read("run")).isEqualTo(ids(0, 3));
            store.unlinked().append("run", ids(3, 5));
        }
        try (WorkingStore store = WorkingStore.open(folder)) {
            assertThat(store.unlinked().count("run")).isEqualTo(5);
            assertThat(store.unlinked().read("run")).isEqualTo(ids(0, 5));
        }
    }

    private static List<ParticipantId> ids(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new ParticipantId("P" + i))
                .toList();
    }
}
