package org.reconlink.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One existing file, by its path from the protocol's folder, none of whose folders is a link.
 *
 * @param isInput whether the protocol can be right without it for now: a study waits for it
 */
record FilePath(boolean isInput) implements ValueType<Path> {
    static final String BEYOND_LOCALE = " has letters that this locale has not: file names are read in "
            + System.getProperty("sun.jnu.encoding", "another encoding") + " here";
    static final String SET_LOCALE =
            "set LANG=C.UTF-8 in the environment that runs this, such as the crontab or the" + " service's file";
    private static final String FROM_HERE = " seen from the protocol's folder";

    static FilePath ofInput() {
        return new FilePath(true);
    }

    /** Of a key or a password, which no study waits for. */
    static FilePath ofSecret() {
        return new FilePath(false);
    }

    @Override
    public String words() {
        return "the path of a file";
    }

    @Override
    public @Nullable Path read(Given given, ParseContext reading) {
        ProtocolNode.Text text = Shape.text(given, reading);
        if (text == null) {
            return null;
        }
        if (FilePattern.isPattern(text.text())) {
            reading.problem(
                    text.at(),
                    given.quotedName() + " must be one file, not the pattern " + ProtocolWords.quoted(text.text()),
                    given.name().equals("file") ? "write \"files\" in place of \"file\"" : "name the file");
            return null;
        }
        return existing(text.at(), text.text(), reading);
    }

    /** The file, or null if there is none. */
    @Nullable
    Path existing(Position at, String written, ParseContext reading) {
        Path path = resolve(at, written, reading);
        if (path == null || isBehindLink(at, written, path.getParent(), reading)) {
            return null;
        }
        if (Files.isDirectory(path)) {
            reading.problem(at, ProtocolWords.quoted(written) + " is a folder", "name a file in it");
            return null;
        }
        if (!Files.isRegularFile(path)) {
            missing(at, "there is no file " + ProtocolWords.quoted(written) + FROM_HERE, whatToDo(path), reading);
            return null;
        }
        if (!Files.isReadable(path)) {
            missing(at, ProtocolWords.quoted(written) + " cannot be read", "ask for the right to read it", reading);
            return null;
        }
        return path;
    }

    private void missing(Position at, String problem, String advice, ParseContext reading) {
        if (isInput) {
            reading.missingInput(at, problem, advice);
        } else {
            reading.problem(at, problem, advice);
        }
    }

    /** The path from the protocol's folder; both kinds of slash separate folders. */
    static @Nullable Path resolve(Position at, String written, ParseContext reading) {
        try {
            return reading.folder().resolve(written.strip().replace('\\', '/')).normalize();
        } catch (InvalidPathException e) {
            if (isBeyondLocale(written)) {
                reading.problem(at, ProtocolWords.quoted(written) + BEYOND_LOCALE, SET_LOCALE);
            } else {
                reading.problem(
                        at,
                        ProtocolWords.quoted(written) + " cannot be a path",
                        "write folders and a name with / between");
            }
            return null;
        }
    }

    /** A linked folder can be turned to others after whoever answers for the protocol has seen what it leads to. */
    static boolean isBehindLink(Position at, String written, @Nullable Path last, ParseContext reading) {
        for (Path folder = last; folder != null && !reading.folder().startsWith(folder); folder = folder.getParent()) {
            if (Files.isSymbolicLink(folder)) {
                reading.problem(
                        at,
                        ProtocolWords.quoted(written) + " leads through "
                                + ProtocolWords.quoted(String.valueOf(folder.getFileName()))
                                + ", which is a link to another folder",
                        "name the folder itself");
                return true;
            }
        }
        return false;
    }

    /** Whether the system's encoding of file names, which the locale sets, lacks a letter of this one. */
    private static boolean isBeyondLocale(String name) {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        return !Charset.isSupported(encoding)
                || !Charset.forName(encoding).newEncoder().canEncode(name);
    }

    private static String whatToDo(Path path) {
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "that folder does not exist either: correct the path";
        }
        List<String> names = namesIn(folder);
        return ProtocolWords.nearest(
                        stem(String.valueOf(path.getFileName())),
                        names.stream().map(FilePath::stem).toList())
                .flatMap(near ->
                        names.stream().filter(name -> stem(name).equals(near)).findFirst())
                .map(name -> "did you mean " + ProtocolWords.quoted(name) + "?")
                .orElse("put it there or correct the path");
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The names of the regular files of a folder, sorted. */
    static List<String> namesIn(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> Objects.requireNonNull(path.getFileName()).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
