package org.reconlink.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reconlink.linkage.record.Transform.Sound;

/** The packaged jar on a cluster of two executors, each a process of its own. */
class SparkIT {
    private static SparkSession session;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Map.of(
                "spark.ui.enabled", "false",
                "spark.deploy.maxExecutorRetries", "2",
                "spark.executor.extraClassPath", System.getProperty("reconlink.spark.classpath"),
                // starved machines lose their own start otherwise
                "spark.network.timeout", "600s",
                "spark.executor.heartbeatInterval", "60s",
                "spark.sql.shuffle.partitions", "4");
        SparkSession.Builder builder =
                SparkSession.builder().master("local-cluster[2,1,1024]").appName("SparkIT");
        settings.forEach(builder::config);
        session = builder.getOrCreate();
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    @Test
    void executorsHaveTheLinkage() {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        assertThat(context.parallelize(List.of("Smith", "Schmidt"), 2)
                        .map(Sound::of)
                        .collect())
                .containsExactly("SM0", "XMT");
    }
}
