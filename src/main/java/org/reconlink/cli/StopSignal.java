package org.reconlink.cli;

import java.io.PrintWriter;
import org.reconlink.job.StopRequest;

/** Ctrl-C and SIGTERM: the run stops where it can go on later, and the process ends with 130 or 143. */
final class StopSignal {
    /** Schedulers kill what has not ended a few seconds after they asked. */
    private static final long PATIENCE_MILLIS = 4_500;

    private StopSignal() {}

    /**
     * Listens until the process ends; a run that ended by itself is not stopped.
     *
     * @param told tells whoever is to be told, where the run does not come to it
     */
    static void hear(StopRequest stop, PrintWriter err, Runnable told) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, err, told), "stop"));
    }

    private static void stop(StopRequest stop, PrintWriter err, Runnable told) {
        stop.request();
        try {
            if (!stop.awaitEnd(PATIENCE_MILLIS)) {
                err.println("stopped inside a step, which begins again when the same command is given again");
                stop.cutOff();
                told.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
