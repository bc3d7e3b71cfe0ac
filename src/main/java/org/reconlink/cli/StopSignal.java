package org.reconlink.cli;

import java.io.PrintWriter;
import org.jline.utils.Signals;
import org.reconlink.job.ExitCode;
import org.reconlink.job.StopRequest;

/** Ctrl-C, SIGTERM and {@code runs stop}: the run stops where it can go on later, and the process ends with 130 or 143. */
final class StopSignal {
    /** Schedulers kill what has not ended a few seconds after they asked. */
    private static final long PATIENCE_MILLIS = 4_500;

    private static volatile boolean interrupted;
    private static boolean listening;

    private StopSignal() {}

    /** Tells Ctrl-C from other ends of the process: whoever is asked to close does not hear which signal it was. */
    static synchronized void listen() {
        if (!listening) {
            listening = true;
            Signals.register("INT", () -> {
                interrupted = true;
                System.exit(ExitCode.INTERRUPTED.code()); // as it does by itself
            });
        }
    }

    /** How a command ends when the process is asked to. */
    static ExitCode heard() {
        return interrupted ? ExitCode.INTERRUPTED : ExitCode.STOPPED;
    }

    /** A request of which the file is heard as SIGTERM is. */
    static StopRequest alsoInAFile() {
        return new StopRequest(() -> System.exit(ExitCode.STOPPED.code()));
    }

    /**
     * Listens until the process ends; a run that ended by itself is not stopped.
     *
     * @param told tells whoever is to be told, where the run does not come to it
     */
    static void hear(StopRequest stop, PrintWriter err, Runnable told) {
        listen();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, err, told), "stop"));
    }

    private static void stop(StopRequest stop, PrintWriter err, Runnable told) {
        stop.request(heard());
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
