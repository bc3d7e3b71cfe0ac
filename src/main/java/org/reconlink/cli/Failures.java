package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import org.reconlink.job.ExitCode;
import org.reconlink.job.StorageFailure;
import org.reconlink.linkage.study.ModelFileException;
import org.reconlink.publish.PseudonymKeyException;
import org.reconlink.store.StoreDamage;
import org.reconlink.store.research.ResearchDatabaseException;

/** Says what failed without quoting messages of libraries, which can quote rows. */
final class Failures {
    private static final int FRAMES = 12;

    private Failures() {}

    /** @param named files and folders that the command was told of */
    static ExitCode report(Throwable failure, PrintWriter err, List<Path> named) {
        String full = FullDisk.message(failure, named);
        if (full != null) {
            err.println(full);
            return ExitCode.STORAGE;
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof OutOfMemoryError) {
                long given = Runtime.getRuntime().maxMemory() >> 20;
                err.println("memory ran out: Java may use " + Words.number(given)
                        + " MB here; give it more, such as java -Xmx" + 2 * given
                        + "m -jar reconlink.jar, or name fewer files at once; then give the same command again");
                return ExitCode.STORAGE;
            }
            if (t instanceof ResearchDatabaseException) {
                err.println(t.getMessage());
                return ExitCode.STORAGE;
            }
            if (t instanceof PseudonymKeyException || t instanceof ModelFileException) {
                err.println(t.getMessage());
                return ExitCode.USAGE;
            }
            if (t instanceof FileSystemException file) {
                err.println("cannot use " + file.getFile() + " ("
                        + file.getClass().getSimpleName() + "); check that it exists and can be read or written");
                return ExitCode.STORAGE;
            }
            if (t instanceof CharacterCodingException) {
                err.println(
                        "a file that is to be text in UTF-8 is something else; check which files the command names");
                return ExitCode.USAGE;
            }
            if (t instanceof IOException || t instanceof UncheckedIOException) {
                err.println("reading or writing failed (" + t.getClass().getSimpleName()
                        + "); check the disk and the folders, then give the same command again");
                return ExitCode.STORAGE;
            }
            if (StoreDamage.of(t)) {
                err.println(
                        "the working store is damaged: a row of it cannot be read as it was written; outputs are not touched"
                                + " and clerical review stands in verdicts.jsonl beside it, too; 'reconlink store restore DIR' takes a"
                                + " backup");
                return ExitCode.STORAGE;
            }
            if (StorageFailure.is(t)) {
                err.println("the working store failed (" + t.getClass().getSimpleName()
                        + "); check that its folder is there, can be written and has space, then give the same command"
                        + " again");
                return ExitCode.STORAGE;
            }
        }
        err.println("unexpected error; please report these lines, which hold no data:");
        for (Throwable t = failure; t != null; t = t.getCause()) {
            err.println("  " + t.getClass().getName());
            StackTraceElement[] frames = t.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                err.println("    at " + frames[i]);
            }
        }
        return ExitCode.UNEXPECTED;
    }
}
