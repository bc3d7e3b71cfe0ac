package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.inquiry.Words;
import org.reconlink.job.ExitCode;
import org.reconlink.job.ExtractOnCluster.ClusterException;
import org.reconlink.job.StorageFailure;
import org.reconlink.linkage.study.Model.ModelFileException;
import org.reconlink.publish.PseudonymKey.PseudonymKeyException;
import org.reconlink.store.StoreDamage;
import org.reconlink.store.research.ResearchDatabase.ResearchDatabaseException;

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
            if (t instanceof ClusterException) {
                err.println(t.getMessage());
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

    /** Tells a disk without space from others that cannot be written, and which one it is. */
    static final class FullDisk {
        /** As systems say it, also within the messages of databases. */
        private static final Pattern NO_SPACE =
                Pattern.compile("No space left on device|Disk quota exceeded|not enough space on the disk");

        private static final Pattern TOO_LARGE = Pattern.compile("File too large");
        /** Bytes below which a disk is taken for the one that is full. */
        private static final long LITTLE = 1 << 20;

        private FullDisk() {}

        /**
         * What is to be said; null if the failure is another.
         *
         * @param named files and folders that the command was told of
         */
        static @Nullable String message(Throwable failure, List<Path> named) {
            String file = null;
            boolean full = false;
            boolean large = false;
            for (Throwable t = failure; t != null; t = t.getCause()) {
                String text = String.valueOf(t.getMessage());
                full |= NO_SPACE.matcher(text).find();
                large |= TOO_LARGE.matcher(text).find();
                file = file == null && t instanceof FileSystemException about ? about.getFile() : file;
            }
            if (!full && !large) {
                return null;
            }
            String where = file == null ? String.join(" or ", folders(named)) : file;
            return (full
                            ? "the disk is full: no space is left for " + where + "; make room there"
                            : "a file may not become as large as is needed, " + where + ": raise the limit (ulimit -f)")
                    + ", then give the same command again";
        }

        /** Those whose disk has next to no space; all of them if it is not seen which it was. */
        private static List<String> folders(List<Path> named) {
            List<String> all = new ArrayList<>();
            List<String> full = new ArrayList<>();
            List<Path> possible = new ArrayList<>(named);
            possible.add(Path.of(System.getProperty("java.io.tmpdir", ".")));
            for (Path path : possible) {
                Path folder = folder(path);
                if (folder != null && !all.contains(folder.toString())) {
                    all.add(folder.toString());
                    if (isFull(folder)) {
                        full.add(folder.toString());
                    }
                }
            }
            return full.isEmpty() ? all : full;
        }

        /** The folder itself, or the next one above that is there. */
        private static @Nullable Path folder(Path path) {
            Path folder = path.toAbsolutePath().normalize();
            while (folder != null && !Files.isDirectory(folder)) {
                folder = folder.getParent();
            }
            return folder;
        }

        private static boolean isFull(Path folder) {
            try {
                return Files.getFileStore(folder).getUsableSpace() < LITTLE;
            } catch (IOException e) {
                return false;
            }
        }

        /** Something that writes a file. */
        interface Writing {
            void write() throws IOException;
        }

        /** Writes a file, and names it where that fails. */
        static void naming(Path file, Writing writing) throws IOException {
            try {
                writing.write();
            } catch (FileSystemException e) {
                throw e;
            } catch (IOException | UncheckedIOException e) {
                FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
                named.initCause(e);
                throw named;
            }
        }
    }
}
