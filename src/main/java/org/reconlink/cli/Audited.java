package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.job.ExitCode;
import org.reconlink.store.WorkingStore;

/** What a command does with a study, between its beginning and its end in the study's events. */
final class Audited {
    private Audited() {}

    /** A command that tells of itself. */
    interface Command {
        /** Does it; what it adds to the events before a thing can be seen is on disk when the thing can be. */
        ExitCode run(AuditTrail trail) throws Exception;
    }

    /**
     * Runs a command to an end that its events tell, whatever it is: done, refused, failed or stopped by a signal.
     *
     * @param folder the study's, of working data
     * @param name the command's, in the words that it is given by
     * @param asked for what; of people nothing
     * @throws IOException if the events cannot be opened; then nothing was done
     */
    static int of(
            Places places,
            Path folder,
            String name,
            Map<String, ? extends @Nullable Object> asked,
            PrintWriter err,
            Command command)
            throws IOException {
        AuditTrail trail = begin(places, folder, name, asked);
        StopSignal.listen();
        Thread stopped = new Thread(() -> end(trail, StopSignal.heard(), err), "events");
        Runtime.getRuntime().addShutdownHook(stopped);
        ExitCode code = ExitCode.UNEXPECTED;
        try {
            code = command.run(trail);
        } catch (Exception e) {
            code = ExitCode.of(CommandLineEntry.report(e, err, List.of(folder)));
        } catch (OutOfMemoryError e) {
            code = Failures.report(e, err, List.of(folder));
        } finally {
            code = end(trail, code, err);
            forget(stopped);
        }
        return code.code();
    }

    /** Opens the events of a study, and begins a command in them. */
    static AuditTrail begin(Places places, Path folder, String name, Map<String, ? extends @Nullable Object> asked)
            throws IOException {
        boolean isStudy = !folder.equals(places.work);
        return AuditTrail.begin(
                folder,
                isStudy
                        ? Map.of(
                                "study", String.valueOf(folder.getFileName()),
                                "earlier_runs", WorkingStore.exists(folder))
                        : Map.of("study", "none"),
                new AuditTrail.Author(System.getProperty("user.name", ""), places.operator, Version.current()),
                Clock.systemUTC(),
                name,
                asked);
    }

    /** Says how a command ended, and that it cannot be said if it cannot. */
    static ExitCode end(AuditTrail trail, ExitCode code, PrintWriter err) {
        try {
            trail.end(code.code(), code.meaning());
            return code;
        } catch (IOException e) {
            err.println("how this ended could not be written to " + trail.file() + " ("
                    + e.getClass().getSimpleName() + "); check that the disk has space");
            return code.isFailure() ? code : ExitCode.STORAGE;
        }
    }

    private static void forget(Thread stopped) {
        try {
            Runtime.getRuntime().removeShutdownHook(stopped);
        } catch (IllegalStateException e) {
            // the process ends just now, and what it says comes second
        }
    }
}
