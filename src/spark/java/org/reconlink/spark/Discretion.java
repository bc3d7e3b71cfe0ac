package org.reconlink.spark;

import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Has the loggers of Spark that quote the message of any exception of a task say nothing, on the driver and on each executor
 * from its start: such a message may quote a row. What failed is told by the command itself, by class and place.
 */
public final class Discretion implements SparkPlugin {
    private static final List<String> QUOTING = List.of(
            "org.apache.spark.executor.Executor",
            "org.apache.spark.scheduler.TaskSetManager",
            "org.apache.spark.scheduler.DAGScheduler",
            "org.apache.spark.util.SparkUncaughtExceptionHandler");

    private static void quiet() {
        QUOTING.forEach(logger -> Configurator.setLevel(logger, Level.OFF));
    }

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Map<String, String> init(SparkContext context, PluginContext plugin) {
                quiet();
                return Map.of();
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext plugin, Map<String, String> ofDriver) {
                quiet();
            }
        };
    }
}
