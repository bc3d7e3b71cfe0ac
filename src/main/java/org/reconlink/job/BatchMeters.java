package org.reconlink.job;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Spring Batch's own timers of one run: jobs, steps, chunks and items. */
final class BatchMeters {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObservationRegistry observations = ObservationRegistry.create();

    /** @param wanted whether anything is measured: every row that is read takes its time */
    BatchMeters(boolean wanted) {
        if (wanted) {
            observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        }
    }

    ObservationRegistry observations() {
        return observations;
    }

    /** Each timer once, by name and tags. */
    void print(MetricsText text) {
        TreeMap<String, List<Timer>> byName = new TreeMap<>();
        for (Meter meter : meters.getMeters()) {
            if (meter instanceof Timer timer) {
                byName.computeIfAbsent(underscored(timer.getId().getName()), name -> new ArrayList<>())
                        .add(timer);
            }
        }
        byName.forEach((name, timers) -> {
            text.head(name + "_seconds", "summary", "durations that Spring Batch measured");
            timers.sort(Comparator.comparing(BatchMeters::labels));
            for (Timer timer : timers) {
                text.add(name + "_seconds_count", labels(timer), timer.count());
                text.add(name + "_seconds_sum", labels(timer), timer.totalTime(TimeUnit.SECONDS));
            }
        });
    }

    private static String labels(Timer timer) {
        return timer.getId().getTags().stream()
                .sorted(Comparator.comparing(Tag::getKey))
                .map(tag -> MetricsText.label(underscored(tag.getKey()), tag.getValue()))
                .collect(Collectors.joining());
    }

    private static String underscored(String name) {
        return name.replace('.', '_');
    }
}
