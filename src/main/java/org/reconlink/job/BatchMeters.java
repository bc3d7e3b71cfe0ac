package org.reconlink.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one run, in Prometheus' text format for a collector that reads files: Spring Batch's own timers of jobs,
 * steps, chunks and items, and whatever else is set.
 */
final class BatchMeters {
    private final @Nullable PrometheusMeterRegistry meters;
    private final ObservationRegistry observations = ObservationRegistry.create();

    /** @param wanted whether anything is measured: every row that is read takes its time */
    BatchMeters(boolean wanted, String study, String run) {
        meters = wanted ? new PrometheusMeterRegistry(PrometheusConfig.DEFAULT) : null;
        if (meters != null) {
            meters.config().commonTags("study", study, "run", run);
            observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        }
    }

    ObservationRegistry observations() {
        return observations;
    }

    /** A number as it is now. */
    void gauge(String name, String help, Tags tags, Number value) {
        if (meters != null) {
            Gauge.builder(name, value, Number::doubleValue)
                    .description(help)
                    .tags(tags)
                    .strongReference(true)
                    .register(meters);
        }
    }

    /** Replaces the file in one step, so that a collector never reads half of it. */
    void write(Path file) throws IOException {
        if (meters == null) {
            return;
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(partial, meters.scrape(), StandardCharsets.UTF_8);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
