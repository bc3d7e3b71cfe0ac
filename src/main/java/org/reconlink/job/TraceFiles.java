package org.reconlink.job;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a run tells those who watch many of them how it went: counts, times and files, never a value of the data.
 *
 * @param metrics file that is replaced with the run's metrics in Prometheus' text format; null if none is wanted
 * @param log file that a line of JSON is added to for each thing that happens; null if none is wanted
 * @param lineage file that the run's OpenLineage events are added to, a line each; null if none is wanted
 * @param spans where the run's trace is sent; null if none is wanted
 */
public record TraceFiles(
        @Nullable Path metrics,
        @Nullable Path log,
        @Nullable Path lineage,
        @Nullable Collector spans) {
    public static final TraceFiles NONE = new TraceFiles(null, null, null, null);

    /**
     * Who collects traces.
     *
     * @param complaint what is told if it did not take one; the run's own exit code stands
     */
    public record Collector(URI address, Consumer<String> complaint) {}

    /**
     * Tells the end of a run that could not begin, or was broken off by an error outside its steps: a line in the log, and metrics of
     * nothing but the exit code, so that those of the run before do not stand for this one.
     */
    public void tellEarlyEnd(String study, ExitCode code, Clock clock) throws IOException {
        new RunLog(log, null, study, "", Progress.NONE, clock).ended(code);
        if (metrics != null) {
            RunMetrics.write(metrics, study, code);
        }
    }
}
