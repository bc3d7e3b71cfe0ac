package org.reconlink.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.linkage.tables.PairDecisions;
import org.reconlink.spark.SparkTable.Format;

/** The packaged jar on a cluster of two executors, each a process of its own, beside one machine: to the last bit. */
class SparkIT {
    private static final int ROWS = Integer.getInteger("reconlink.spark.rows", 20_000);
    private static final SparkSettings BUCKETS = new SparkSettings(7, 0, 16_000_000);
    private static final SparkSettings CUT = new SparkSettings(7, 0, 20_000);
    private static final SparkSettings SENT = new SparkSettings(5, 1_000_000, 16_000_000);

    @TempDir
    private static Path folder;

    private static SparkSession session;
    private static InventedPeople people;
    private static SparkTable left;
    private static SparkTable right;
    private static SparkTable both;

    @BeforeAll
    static void start() throws IOException {
        Map<String, String> settings = Map.of(
                "spark.ui.enabled", "false",
                "spark.deploy.maxExecutorRetries", "2",
                "spark.executor.extraClassPath", System.getProperty("reconlink.spark.classpath", ""),
                // starved machines lose their own start otherwise
                "spark.network.timeout", "600s",
                "spark.executor.heartbeatInterval", "60s",
                "spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1",
                "spark.log.level", "WARN");
        SparkSession.Builder builder = SparkSession.builder()
                .master(System.getProperty("reconlink.spark.master", "local-cluster[2,1,1024]"))
                .appName("SparkIT");
        settings.forEach(builder::config);
        session = builder.getOrCreate();
        people = new InventedPeople(ROWS, 20261201);
        left = OneMachine.table("left", Format.CSV, InventedPeople.write(people.left, folder.resolve("left.csv")));
        right = OneMachine.table("right", Format.CSV, InventedPeople.write(people.right, folder.resolve("right.csv")));
        both = OneMachine.table("both", Format.CSV, folder.resolve("left.csv"), folder.resolve("right.csv"));
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    private static SparkLinkage linkage(SparkSettings settings) {
        return new SparkLinkage(
                session, OneMachine.plan(), folder.resolve("work").toUri().toString(), settings);
    }

    @Test
    void twoTablesInBucketsGiveTheBitsOfOneMachine() throws IOException {
        List<String> expected = OneMachine.bits(OneMachine.link(people));
        assertThat(expected).hasSizeGreaterThan(ROWS);
        LinkedOnSpark linked = linkage(BUCKETS).link(left, right, Map.of());
        assertThat(OneMachine.bits(linked.pairs())).isEqualTo(expected);
        assertThat(OneMachine.bits(linkage(SENT).link(left, right, Map.of()).pairs()))
                .isEqualTo(expected);
    }

    @Test
    void oneTableGivesTheBitsOfOneMachineAlsoWhereBlocksAreCut() throws IOException {
        List<String> expected = OneMachine.bits(OneMachine.dedupe(people));
        assertThat(expected).hasSizeGreaterThan(ROWS);
        assertThat(OneMachine.bits(linkage(CUT).dedupe(both, Map.of()).pairs())).isEqualTo(expected);
    }

    @Test
    void pairsAreWrittenInOrderOfTheirFirstIdentifier() throws IOException {
        LinkedOnSpark linked = linkage(SENT).link(left, right, Map.of());
        PairDecisions decided = new PairDecisions(linked.pairs(), 0.9);
        Path out = folder.resolve("pairs");
        linked.writePairs(out.toUri().toString(), Format.CSV, decided, PairDecisions.REVIEW_FROM);
        assertThat(out.resolve("_SUCCESS")).exists();
        List<String> lines = Files.readAllLines(out.resolve("part-00000.csv"), StandardCharsets.UTF_8);
        assertThat(lines.get(0) + "\n").isEqualTo(PairDecisions.HEADINGS);
        List<String> ids = new ArrayList<>();
        lines.subList(1, lines.size()).forEach(line -> ids.add(line.substring(0, line.indexOf(','))));
        assertThat(ids).isSorted().hasSizeGreaterThan(ROWS / 2);
    }

    @Test
    void aRuleOfTooManyPairsIsRefusedByName() {
        SparkLinkage refused = new SparkLinkage(
                session,
                OneMachine.plan(1000, "surname"),
                folder.resolve("work").toUri().toString(),
                BUCKETS);
        assertThatThrownBy(() -> refused.link(left, right, Map.of()))
                .hasMessageStartingWith("blocking rule surname brings ")
                .hasMessageContaining("and the budget is 1,000; its largest blocks have ");
    }
}
