package org.reconlink.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that a command is asked to write. None may be one that it reads, nor one that something else made: whether the
 * same option made it shows in how it begins.
 */
final class OutputFiles {
    private final List<Path> inputs;
    private final boolean overwrite;
    private final Map<Path, String> outputs = new LinkedHashMap<>();

    /** @param overwrite whether files that something else made may go */
    OutputFiles(List<@Nullable Path> inputs, boolean overwrite) {
        this.inputs = new ArrayList<>();
        for (Path input : inputs) {
            if (input != null) {
                this.inputs.add(input);
            }
        }
        this.overwrite = overwrite;
    }

    /**
     * Holds that a file may be written.
     *
     * @param file null if it is not asked for
     * @param beginnings how a file that the option made begins, any of these
     */
    void require(String option, @Nullable Path file, String... beginnings) throws IOException {
        if (file == null) {
            return;
        }
        for (Path input : inputs) {
            if (same(input, file)) {
                throw new UsageException(option + " " + file + ": this file is read by the same command; name another");
            }
        }
        String other = outputs.put(file.toAbsolutePath().normalize(), option);
        if (other != null) {
            throw new UsageException(option + " and " + other + " name one file, " + file + "; name another for one");
        }
        if (!overwrite && Files.exists(file) && Files.size(file) > 0 && !begins(file, beginnings)) {
            throw new UsageException(option + " " + file + ": this file exists and was not made by " + option
                    + "; name another, or let it go with --overwrite");
        }
    }

    /**
     * Holds that files may be written into a folder: none is there, or the same command made them.
     *
     * @param marker one of them, by which it shows who made them
     * @param beginning how the marker begins
     */
    void requireFolder(Path folder, String marker, String beginning, List<String> files) throws IOException {
        Path made = folder.resolve(marker);
        if (overwrite || (Files.isRegularFile(made) && begins(made, beginning))) {
            return;
        }
        for (String file : files) {
            if (Files.exists(folder.resolve(file))) {
                throw new UsageException(folder.resolve(file)
                        + ": this file exists and was not made by this command; name another folder, or let it go with"
                        + " --overwrite");
            }
        }
    }

    private static boolean same(Path one, Path other) throws IOException {
        return (Files.exists(one) && Files.exists(other))
                ? Files.isSameFile(one, other)
                : one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private static boolean begins(Path file, String... beginnings) throws IOException {
        if (!Files.isRegularFile(file)) {
            return !Files.isDirectory(file);
        }
        int longest = Stream.of(beginnings).mapToInt(String::length).max().orElse(0);
        try (InputStream in = Files.newInputStream(file)) {
            String begin = new String(in.readNBytes(longest), StandardCharsets.UTF_8);
            return Stream.of(beginnings).anyMatch(begin::startsWith);
        }
    }
}
