package org.reconlink.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people said and were given in clerical review, a line for each time, in a file beside the database: it is the work of
 * weeks and the one thing in a working store that no run makes again. A database without it takes it from here.
 *
 * <p>Lines are only added, each on disk before anybody is told that it is, each with the hash of the line before. With a key
 * what they say is encrypted.
 */
final class VerdictJournal {
    static final String FILE = "verdicts.jsonl";

    private static final String NONE = "0".repeat(64);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final StoreKey key;
    private final List<Line> lines;
    private String last;

    /** One line as it is written; the body is encrypted if the store is. */
    private record Line(long seq, String kind, String body, String prev) {}

    private VerdictJournal(Path file, StoreKey key, List<Line> lines, String last) {
        this.file = file;
        this.key = key;
        this.lines = lines;
        this.last = last;
    }

    /**
     * Opens the journal of a store; the end of a line that nobody was told of is cut off.
     *
     * @throws StoreException if a line is not as it was written
     */
    static VerdictJournal open(Path folder, StoreKey key) throws IOException {
        Path file = folder.resolve(FILE);
        List<Line> lines = new ArrayList<>();
        String last = NONE;
        if (Files.exists(file)) {
            cutTornTail(file);
            for (String text : Files.readString(file, UTF_8).lines().toList()) {
                Line line = parsed(text);
                if (line == null
                        || line.seq() != lines.size() + 1
                        || !line.prev().equals(last)) {
                    throw new StoreException("the journal of clerical review, " + file + ", is damaged: line "
                            + (lines.size() + 1)
                            + " is not as it was written. Restore it from a backup ('reconlink store"
                            + " restore DIR'), or, if the store itself is whole, move the journal away: the store then"
                            + " writes it again");
                }
                lines.add(line);
                last = Sha256.hex(text);
            }
        }
        return new VerdictJournal(file, key, lines, last);
    }

    /** How many lines can be read, whatever comes after them. */
    static long readable(Path folder) {
        try {
            return Files.readAllLines(folder.resolve(FILE), UTF_8).stream()
                    .takeWhile(text -> parsed(text) != null)
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static @Nullable Line parsed(String text) {
        try {
            return JSON.readValue(text, Line.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static void cutTornTail(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end < bytes.length) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(end);
                channel.force(true);
            }
        }
    }

    /** What the lines of a kind say, the earliest first. */
    synchronized List<String> bodies(String kind) {
        return lines.stream()
                .filter(line -> line.kind().equals(kind))
                .map(line -> key.decrypted(line.body()))
                .toList();
    }

    /** Adds a line; it is on disk when this returns. */
    synchronized void append(String kind, String body) {
        Line line = new Line(lines.size() + 1L, kind, key.encrypted(lines.size() + 1L, body), last);
        String text = JSON.writeValueAsString(line);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.add(line);
        last = Sha256.hex(text);
    }
}
