package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditChain.AuditEntry;
import org.reconlink.kernel.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of lines that hold each other in a chain, to which any number of processes add at a time, each line on disk before the
 * method that writes it returns. A line that a process did not finish was told to nobody: readers pass over it and the next line is
 * written in its place.
 */
public final class ChainFile {
    /** Among a study's working data: what was said and given out in clerical review. */
    public static final String VERDICTS = "verdicts.jsonl";

    /** Among a study's working data: what output checkers said, and what has left. */
    public static final String RELEASES = "releases.jsonl";

    /** Among a study's working data: what the coordinator of clerical review has set. */
    public static final String REVIEWING = "reviewing.jsonl";

    private static final int CHUNK = 1 << 13;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A process can lock a file only once. */
    private static final Object ONE_THREAD = new Object();

    private ChainFile() {}

    /** What is done while nobody else writes. */
    public interface Work<T> {
        T on(End end) throws IOException;
    }

    /** Does it to a file that is made where it is missing, while no other process reads or writes it. */
    public static <T> T locked(Path file, Work<T> work) throws IOException {
        synchronized (ONE_THREAD) {
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                lock(channel, false);
                return work.on(new End(channel));
            }
        }
    }

    /** Does it to a file that is there, while nobody writes it. */
    public static <T> T shared(Path file, Work<T> work) throws IOException {
        synchronized (ONE_THREAD) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                lock(channel, true);
                return work.on(new End(channel));
            }
        }
    }

    /** Until the channel is closed. Where the file system has no locks a line is one write, too. */
    private static boolean lock(FileChannel channel, boolean shared) {
        try {
            return channel.lock(0, Long.MAX_VALUE, shared).isValid();
        } catch (IOException e) {
            return false;
        }
    }

    /** The lines of a file, the earliest first; none if there is no file. */
    public static List<Entry> read(Path file) throws IOException, BrokenException {
        return Files.exists(file) ? shared(file, end -> end.entriesAfter(Known.NOTHING)) : List.of();
    }

    /** Those of a study's chains beside its events that are there. */
    public static List<Path> besideEvents(Path working) {
        return Stream.of(VERDICTS, RELEASES, REVIEWING)
                .map(working::resolve)
                .filter(Files::exists)
                .toList();
    }

    /** What is wrong with a chain, in words; empty if it is whole. */
    public static List<String> problems(Path file) throws IOException {
        try {
            read(file);
            return List.of();
        } catch (BrokenException e) {
            return List.of(e.getMessage() + ", or lines before it are missing");
        }
    }

    /** A line is not as it was written, or one before it is missing. */
    public static final class BrokenException extends IOException {
        private static final long serialVersionUID = 1L;

        private final long line;

        BrokenException(long line) {
            super("line " + line + " is not as it was written");
            this.line = line;
        }

        /** From 1. */
        public long line() {
            return line;
        }
    }

    /**
     * How much of a file was read.
     *
     * @param place where the last whole line ends, in bytes
     * @param last the hash of that line; zeros if there is none
     */
    public record Known(long entries, long place, String last) {
        public static final Known NOTHING = new Known(0, 0, AuditEntry.NOTHING_BEFORE);
    }

    /**
     * A line that was read.
     *
     * @param details as JSON, the chain's own fields among them
     */
    public record Entry(long seq, String event, JsonNode details) {
        /** A detail; empty if there is none of that name. */
        public String detail(String name) {
            return details.path(name).asString("");
        }
    }

    /** Where a file ends, and the chain in it. */
    public static final class End {
        private final FileChannel channel;
        private final AuditChain chain;
        private long place;
        private final byte[] torn;

        End(FileChannel channel) throws IOException {
            long size = channel.size();
            long end = after(channel, size);
            long start = after(channel, Math.max(0, end - 1));
            byte[] last = bytes(channel, start, Math.max(start, end - 1));
            AuditEntry entry = AuditEntry.parse(last);
            // a damaged last line has its number only by its place
            long entries = end == 0 ? 0 : entry != null ? entry.seq() : lines(channel, end);
            this.channel = channel;
            this.chain = new AuditChain(entries, end == 0 ? AuditEntry.NOTHING_BEFORE : Sha256.hex(last));
            this.place = end;
            this.torn = bytes(channel, end, size);
        }

        /** What stands there of a line that was not finished. */
        byte[] torn() {
            return torn;
        }

        byte[] all() throws IOException {
            return bytes(channel, 0, channel.size());
        }

        /** All of it. */
        public Known known() {
            return new Known(chain.entries(), place, chain.previous());
        }

        /**
         * The whole lines after those that are known.
         *
         * @throws BrokenException with the first that is not as it was written, or if the known ones are no longer there
         */
        public List<Entry> entriesAfter(Known known) throws IOException {
            if (place < known.place()) {
                throw new BrokenException(chain.entries() + 1);
            }
            byte[] bytes = bytes(channel, known.place(), place);
            List<Entry> entries = new ArrayList<>();
            String previous = known.last();
            long line = known.entries();
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    byte[] text = Arrays.copyOfRange(bytes, start, i);
                    line++;
                    Entry entry = parsed(text, line, previous);
                    if (entry == null) {
                        throw new BrokenException(line);
                    }
                    entries.add(entry);
                    previous = Sha256.hex(text);
                    start = i + 1;
                }
            }
            return entries;
        }

        /** The entry; null if the line is not one, or not the one that follows. */
        private static @Nullable Entry parsed(byte[] text, long line, String previous) {
            try {
                JsonNode json = JSON.readTree(new String(text, UTF_8));
                AuditEntry sealed = AuditEntry.parse(text);
                // the journal of clerical review was once written without a hash of its own
                boolean whole = sealed == null
                        ? json.path("kind").isString() && json.path("hash").isMissingNode()
                        : sealed.sealed().equals(sealed.hash());
                boolean follows = json.path("seq").asLong(0) == line
                        && json.path("prev").asString("").equals(previous);
                String event = json.path(sealed == null ? "kind" : "event").asString("");
                return whole && follows ? new Entry(line, event, json) : null;
            } catch (JacksonException e) {
                return null;
            }
        }

        /** Adds a line in one write, over whatever an unfinished one left; what that left beyond goes only when this is on disk. */
        public void append(String event, Map<String, ? extends @Nullable Object> details) throws IOException {
            byte[][] parts = chain.next(event, details);
            ByteBuffer line = ByteBuffer.allocate(parts[0].length + parts[1].length + parts[2].length);
            for (byte[] part : parts) {
                line.put(part);
            }
            line.flip();
            while (line.hasRemaining()) {
                place += channel.write(line, place);
            }
            channel.force(true);
            if (channel.size() > place) {
                channel.truncate(place);
                channel.force(true);
            }
        }

        /** The place after the last line feed before a place; 0 if there is none. */
        private static long after(FileChannel channel, long before) throws IOException {
            for (long to = before; to > 0; to -= CHUNK) {
                long from = Math.max(0, to - CHUNK);
                byte[] chunk = bytes(channel, from, to);
                for (int i = chunk.length - 1; i >= 0; i--) {
                    if (chunk[i] == '\n') {
                        return from + i + 1;
                    }
                }
            }
            return 0;
        }

        private static long lines(FileChannel channel, long end) throws IOException {
            long lines = 0;
            for (byte one : bytes(channel, 0, end)) {
                lines += one == '\n' ? 1 : 0;
            }
            return lines;
        }

        private static byte[] bytes(FileChannel channel, long from, long to) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // until all is there
            }
            return bytes.array();
        }
    }
}
