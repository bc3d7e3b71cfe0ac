package org.reconlink.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** What {@code spark-submit} starts. */
public final class Link {
    private Link() {}

    public static void main(String[] arguments) throws IOException {
        try (SparkSession session = SparkSession.builder().appName("reconlink").getOrCreate()) {
            System.out.println(session.version());
        }
    }
}
