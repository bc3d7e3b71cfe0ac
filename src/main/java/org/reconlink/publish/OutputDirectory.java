package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reconlink.kernel.Permissions;

/**
 * The directory of a run, {@code <output>/<study>/<run>}, which appears whole or not at all.
 *
 * <p>Files are written into {@code <output>/<study>/.<run>.partial}; {@link #publish} syncs them, renames the directory
 * in one step, and then replaces {@code <output>/<study>/latest}, a text file with the run's id: a file and not a link,
 * since on Windows links need rights that few have. A run over an older extract, whose id begins with an earlier data cut,
 * leaves that file as it is. Closing without publishing leaves nothing behind; what a killed
 * process left behind is cleared when the same run begins again.
 */
public final class OutputDirectory implements Closeable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern DATA_CUT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String LATEST = "latest";

    private final Path study;
    private final String run;
    private final Path partial;

    private OutputDirectory(Path study, String run) {
        this.study = study;
        this.run = run;
        this.partial = study.resolve("." + run + ".partial");
    }

    /** Begins the directory of a run; one that is there already is an error and stays as it is. */
    public static OutputDirectory begin(Path output, String studyId, String runId) throws IOException {
        OutputDirectory directory = new OutputDirectory(study(output, studyId), name("run", runId));
        if (Files.exists(directory.published(), LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(
                    directory.published().toString(), null, "this run is published already and is never written over");
        }
        Files.createDirectories(directory.study);
        directory.clear();
        Files.createDirectory(directory.partial);
        Permissions.toGroup(directory.partial);
        return directory;
    }

    /** Where to write while the run is not published. */
    public Path path() {
        return partial;
    }

    /**
     * Makes the run visible and returns its directory. If the last step fails, the run is there and whole, and
     * {@link #markLatest} can be tried again.
     */
    public Path publish() throws IOException {
        for (Path path : deepestFirst(partial)) {
            Permissions.toGroup(path);
            sync(path);
        }
        Files.move(partial, published(), StandardCopyOption.ATOMIC_MOVE);
        sync(study);
        markLatest(study, run);
        return published();
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        clear();
    }

    private void clear() throws IOException {
        if (!Files.exists(partial, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (Path path : deepestFirst(partial)) {
            Files.delete(path);
        }
    }

    /** Makes a published run the latest of its study, unless a run of a later data cut is. */
    public static void markLatest(Path output, String studyId, String runId) throws IOException {
        markLatest(study(output, studyId), name("run", runId));
    }

    /** The latest published run of a study, or empty if there is none. */
    public static Optional<String> latest(Path output, String studyId) throws IOException {
        try {
            return Optional.of(Files.readString(study(output, studyId).resolve(LATEST), UTF_8)
                    .strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path published() {
        return study.resolve(run);
    }

    private static Path study(Path output, String studyId) {
        return output.resolve(name("study", studyId));
    }

    /** Keeps a name from leading anywhere else: no separators, no dot in front, never {@code latest}. */
    private static String name(String what, String name) {
        if (!NAME.matcher(name).matches() || name.equals(LATEST)) {
            throw new IllegalArgumentException("the " + what
                    + " cannot be a directory by its name; use letters, digits," + " dots, hyphens and underscores");
        }
        return name;
    }

    private static void markLatest(Path study, String run) throws IOException {
        Path file = study.resolve(LATEST);
        if (Files.isRegularFile(file)
                && isTurnedBack(study, Files.readString(file, UTF_8).strip(), run)) {
            return;
        }
        Path next = study.resolve("." + LATEST + ".partial");
        Files.writeString(next, run + "\n", UTF_8);
        sync(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(study);
    }

    /** Dates of this form are in order as texts. */
    private static boolean isTurnedBack(Path study, String latest, String run) {
        Matcher was = DATA_CUT.matcher(latest);
        Matcher is = DATA_CUT.matcher(run);
        return was.lookingAt()
                && is.lookingAt()
                && was.group().compareTo(is.group()) > 0
                && Files.isDirectory(study.resolve(latest));
    }

    private static List<Path> deepestFirst(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static void sync(Path path) throws IOException {
        boolean directory = Files.isDirectory(path);
        if (directory && !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return; // Windows cannot open a directory to sync it, and keeps renames by itself.
        }
        try (FileChannel channel =
                FileChannel.open(path, directory ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
