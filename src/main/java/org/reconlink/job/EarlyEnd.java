package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** What a run that could not begin, or was broken off by an error outside its steps, leaves to those who watch many. */
public final class EarlyEnd {
    private EarlyEnd() {}

    /** A line in the log, and metrics of nothing but the exit code, so that those of the run before do not stand for this one. */
    public static void write(TraceFiles traces, String study, ExitCode code, Clock clock) throws IOException {
        new RunLog(traces.log(), study, "", Progress.NONE, clock).ended(code);
        Path metrics = traces.metrics();
        if (metrics != null) {
            RunMetrics.write(metrics, study, code);
        }
    }
}
