package org.reconlink.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileAccess;
import org.reconlink.study.ProtocolNode.Given;
import org.reconlink.study.ProtocolNode.Position;

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
        if (isInput && FileAccess.isUrl(text.text())) {
            return FileAccess.path(text.text());
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
        if (!reading.looks()) {
            return path;
        }
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

    /**
     * Files by a pattern: {@code *} stands for any letters of the file name, {@code ?} for one.
     *
     * <p>The same on every system: capitals count, the order is that of the names, and what spreadsheets leave beside an
     * open file ({@code ~$name}) or systems hide ({@code .name}) is no input.
     */
    static final class FilePattern {
        private static final char REPLACEMENT = '\ufffd';

        private FilePattern() {}

        static boolean isPattern(String path) {
            return path.indexOf('*') >= 0 || path.indexOf('?') >= 0;
        }

        /** The files that fit, in the order of their names; empty if there are none, and the reading says why. */
        static List<Path> expand(Position at, String pattern, ParseContext reading) {
            if (!reading.looks()) {
                Path any = FilePath.resolve(at, pattern.replace('*', 'x').replace('?', 'x'), reading);
                return any == null ? List.of() : List.of(any);
            }
            String slashes = pattern.strip().replace('\\', '/');
            int lastSlash = slashes.lastIndexOf('/');
            String parent = slashes.substring(0, lastSlash + 1);
            if (isPattern(parent)) {
                reading.problem(
                        at,
                        ProtocolWords.quoted(pattern) + " has a * or ? in the name of a folder",
                        "use them in the file name only, and write one pattern for each folder");
                return List.of();
            }
            Path folder = FilePath.resolve(at, parent, reading);
            if (folder == null || FilePath.isBehindLink(at, pattern, folder, reading)) {
                return List.of();
            }
            String name = slashes.substring(lastSlash + 1);
            if (hasUnreadableName(folder)) {
                reading.problem(
                        at,
                        "a file name in the folder of " + ProtocolWords.quoted(pattern) + FilePath.BEYOND_LOCALE,
                        FilePath.SET_LOCALE);
                return List.of();
            }
            List<Path> files = matching(folder, name);
            if (files.isEmpty()) {
                reading.missingInput(
                        at,
                        "no file fits " + ProtocolWords.quoted(pattern) + " seen from the protocol's folder",
                        Files.isDirectory(folder)
                                ? "put the files there or correct the pattern"
                                : "that folder does not exist: correct the path");
            }
            return files;
        }

        private static boolean hasUnreadableName(Path folder) {
            return Files.isDirectory(folder)
                    && FilePath.namesIn(folder).stream().anyMatch(name -> name.indexOf(REPLACEMENT) >= 0);
        }

        private static List<Path> matching(Path folder, String namePattern) {
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            Pattern name = regex(namePattern);
            return FilePath.namesIn(folder).stream()
                    .filter(file -> !file.startsWith("~$") && !file.startsWith("."))
                    .filter(file -> name.matcher(file).matches())
                    .map(folder::resolve)
                    .toList();
        }

        static Pattern regex(String namePattern) {
            StringBuilder regex = new StringBuilder();
            namePattern.codePoints().forEach(c -> {
                switch (c) {
                    case '*' -> regex.append(".*");
                    case '?' -> regex.append('.');
                    default -> regex.append(Pattern.quote(Character.toString(c)));
                }
            });
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        }
    }
}
