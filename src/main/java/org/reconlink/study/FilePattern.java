package org.reconlink.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Files by a pattern: {@code *} stands for any letters of the file name, {@code ?} for one.
 *
 * <p>The same on every system: capitals count, the order is that of the names, and what spreadsheets leave beside an
 * open file ({@code ~$name}) or systems hide ({@code .name}) is no input.
 */
final class FilePattern {
    private static final char REPLACEMENT = '\ufffd';

    private FilePattern() {}

    static boolean isPattern(String path) {
        return path.indexOf('*') >= 0 || path.indexOf('?') >= 0;
    }

    /** The files that fit, in the order of their names; empty if there are none, and the reading says why. */
    static List<Path> expand(Position at, String pattern, ParseContext reading) {
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

    private static Pattern regex(String namePattern) {
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
