package org.reconlink.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.benchmark.SparkCost.Run;

class SparkCostTest {
    /** 10 s once, 20 s a million rows, 2 s a million pairs in tasks and as much beside; 100 bytes a row. */
    private static Run run(double rows, double pairs) {
        double seconds = 10 + 20e-6 * rows + 2e-6 * pairs;
        return new Run(rows, pairs, 2 * seconds, new SparkEvents(9, seconds, (long) (100 * rows)));
    }

    @Test
    void whatARowAndAPairCostIsFoundAgain() {
        SparkCost cost = SparkCost.of(run(40_000, 1e5), run(40_000, 7e6), run(200_000, 3e5));
        assertThat(cost.tasks().row() * 1e6).isCloseTo(20, within(1e-6));
        assertThat(cost.tasks().pair() * 1e6).isCloseTo(2, within(1e-6));
        assertThat(cost.rest().once()).isCloseTo(10, within(1e-6));
        assertThat(cost.bytes().of(113e6, 2.26e9)).isCloseTo(113e8, within(1.0));
        // 10 + 2,260 + 4,520 s of each: 30 s, 255 s on all cores with a fifth more, 849 s on 8 threads, 3 s of shuffle
        assertThat(cost.text()).contains("\n| 13 million x 100 million | 6,790 | 6,790 | 11 | 19 min | 16 min |\n");
    }

    @Test
    void stagesTasksAndShuffleAreCountedFromSparksOwnLog(@TempDir Path folder) throws IOException {
        String task = "{\"Event\":\"SparkListenerTaskEnd\",\"Task Metrics\":{\"Executor CPU Time\":1500000000,"
                + "\"Shuffle Write Metrics\":{\"Shuffle Bytes Written\":700}}}\n";
        Files.writeString(
                folder.resolve("local-1"),
                "{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"4.2.0\"}\n" + task + task
                        + "{\"Event\":\"SparkListenerStageCompleted\",\"Stage Info\":{\"Stage ID\":0}}\n");
        assertThat(SparkEvents.of(folder)).isEqualTo(new SparkEvents(1, 3, 1400));
    }
}
