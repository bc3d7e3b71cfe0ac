package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditChain.AuditEntry;
import org.reconlink.audit.AuditChain.AuditVerification;
import org.reconlink.audit.AuditLog.AuditProblem;
import org.reconlink.kernel.Permissions;
import org.reconlink.kernel.ProcessOnHost;
import org.reconlink.kernel.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of one command in a study's events: who gave it, when, on which machine and by which version, and what it did.
 *
 * <p>The file is one chain for as long as the study lives, in lines of the form of {@link AuditLog}, that any number of
 * processes add to at a time. An entry is on disk when the method that writes it returns, so whoever calls it before a thing
 * can be seen leaves nothing unsaid. A part ends with an entry that says how the command ended; to one that has none, because
 * its process is gone, the next command adds {@code found killed}. A line that a process did not finish is replaced by an entry
 * that holds what there was of it.
 */
public final class AuditTrail {
    /** The file's name, in the study's folder of working data. */
    public static final String FILE = "events.jsonl";

    /** The entry with which a command begins; it has the command's name in {@code command}. */
    public static final String BEGUN = "command begun";

    /** The entry with which a command ends; {@code exit_code} and {@code outcome} say how. */
    public static final String ENDED = "command ended";

    /** The entry that stands for the end of a command that could not say it. */
    public static final String KILLED = "found killed";

    static final String OF = "of";

    private static final String TORN = "torn line set aside";
    private static final Set<String> OWN = Set.of(AuditEntry.OPENED, AuditEntry.CLOSED, BEGUN, ENDED, KILLED, TORN);
    private static final int MOST_TORN = 4_096;
    /** After so long a command on another host, of whose processes nothing can be known, is taken for killed. */
    private static final Duration ELSEWHERE = Duration.ofDays(1);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Who gives a command, and to which version.
     *
     * @param account the name of the account at the machine
     * @param operator who says that they are at work, where many share an account; null if nobody does
     */
    public record Author(String account, @Nullable String operator, String version) {}

    /**
     * How far a file of events had come, to be kept elsewhere: it finds an end that was cut off.
     *
     * @param sha256 of the last line's bytes
     */
    public record Head(long entries, String sha256) {
        /** Of nothing. */
        public static final Head NONE = new Head(0, "");
    }

    private final Path file;
    private final Author author;
    private final Clock clock;
    private final ProcessOnHost process = ProcessOnHost.self();
    private long begun;
    private long entries;
    private boolean ended;

    private AuditTrail(Path file, Author author, Clock clock) {
        this.file = file;
        this.author = author;
        this.clock = clock;
    }

    /**
     * Opens the events in a folder, makes both where they are missing, says what is left there of commands that were killed, and
     * begins a command.
     *
     * @param opening what the first entry of a new file says of what it is about
     * @param command the command's name, {@code review export}
     * @param details what it was asked for; of people nothing
     * @throws IOException if the file cannot be written: then nothing may be done
     */
    public static AuditTrail begin(
            Path folder,
            Map<String, ? extends @Nullable Object> opening,
            Author author,
            Clock clock,
            String command,
            Map<String, ? extends @Nullable Object> details)
            throws IOException {
        makePrivate(folder);
        Path file = folder.resolve(FILE);
        boolean isNew = Files.notExists(file);
        AuditTrail trail = new AuditTrail(file, author, clock);
        ChainFile.locked(file, end -> {
            Permissions.toOwner(file);
            trail.setAsideTorn(end);
            if (end.known().entries() == 0) {
                trail.write(end, AuditEntry.OPENED, opening);
            }
            for (AuditEvent open : open(parsed(end.all()))) {
                String gone = trail.gone(open);
                if (gone != null) {
                    trail.write(
                            end, KILLED, Map.of(OF, open.seq(), "command", open.detail("command"), "because", gone));
                }
            }
            Map<String, @Nullable Object> all = new HashMap<>(details);
            all.put("command", command);
            all.put("started", trail.process.started());
            trail.write(end, BEGUN, all);
            trail.begun = end.known().entries();
            trail.entries = 1;
            return trail;
        });
        if (isNew) {
            sync(folder);
        }
        return trail;
    }

    /**
     * Adds an entry; it is on disk when this returns.
     *
     * @param event as in {@link AuditLog#append}, in the words of what is about to be done
     * @param details as there; who, when and the version are added
     */
    public synchronized void append(String event, Map<String, ? extends @Nullable Object> details) throws IOException {
        AuditChain.requireEvent(event, OWN);
        add(event, details);
    }

    /**
     * Ends the command's part, and tells how far the chains beside it have come; nothing can be added to it afterwards, and a second
     * end is none.
     */
    public synchronized void end(int exitCode, String outcome) throws IOException {
        if (!ended) {
            Path folder = file.toAbsolutePath().getParent();
            Map<String, @Nullable Object> all = new HashMap<>(folder == null ? Map.of() : ChainEnds.told(folder));
            all.put("exit_code", exitCode);
            all.put("outcome", outcome);
            all.put("entries", entries + 1);
            add(ENDED, all);
            ended = true;
        }
    }

    /** By whom. */
    public Author author() {
        return author;
    }

    /** Where it is written. */
    public Path file() {
        return file;
    }

    /** The places where a file of events is broken, in order of lines; empty if it is whole. */
    public static List<AuditProblem> verify(Path file) throws IOException {
        return ChainFile.shared(file, end -> AuditVerification.verify(new ByteArrayInputStream(end.all()), false));
    }

    /** The entries of a file of events, the earliest first; lines that are none are left to {@link #verify}. */
    public static List<AuditEvent> read(Path file) throws IOException {
        return ChainFile.shared(file, end -> parsed(end.all()));
    }

    /** How far a file of events has come; {@link Head#NONE} if there is none. */
    public static Head head(Path file) throws IOException {
        return Files.exists(file) ? ChainFile.shared(file, end -> head(end.all(), Long.MAX_VALUE)) : Head.NONE;
    }

    /** What a file of events lacks that it once had, in words; empty if nothing. */
    public static List<String> missing(Path file, Head kept) throws IOException {
        if (kept.entries() == 0) {
            return List.of();
        }
        if (Files.notExists(file)) {
            return List.of(FILE + " is missing; it had " + kept.entries() + " entries");
        }
        Head then = ChainFile.shared(file, end -> head(end.all(), kept.entries()));
        if (then.entries() < kept.entries()) {
            return List.of(
                    FILE + " has " + then.entries() + " entries and had " + kept.entries() + "; its end was cut off");
        }
        return then.equals(kept)
                ? List.of()
                : List.of(FILE + ", line " + kept.entries() + " is not as it was; the log was changed up to there");
    }

    private static Head head(byte[] bytes, long most) {
        int start = 0;
        int last = 0;
        int end = 0;
        long lines = 0;
        for (int i = 0; i < bytes.length && lines < most; i++) {
            if (bytes[i] == '\n') {
                lines++;
                last = start;
                end = i;
                start = i + 1;
            }
        }
        return lines == 0 ? Head.NONE : new Head(lines, hash(Arrays.copyOfRange(bytes, last, end)));
    }

    /** Commands that have begun and not ended, as far as the entries say. */
    public static List<AuditEvent> open(List<AuditEvent> events) {
        Map<Long, AuditEvent> open = new LinkedHashMap<>();
        for (AuditEvent event : events) {
            if (event.event().equals(BEGUN)) {
                open.put(event.seq(), event);
            } else if (event.event().equals(ENDED) || event.event().equals(KILLED)) {
                open.remove(event.command());
            }
        }
        return List.copyOf(open.values());
    }

    private void add(String event, Map<String, ? extends @Nullable Object> details) throws IOException {
        if (ended) {
            throw new IllegalStateException("the command has ended; nothing can be added to its part of the events");
        }
        Map<String, @Nullable Object> all = new HashMap<>(details);
        all.put(OF, begun);
        ChainFile.locked(file, end -> {
            setAsideTorn(end);
            write(end, event, all);
            return end;
        });
        entries++;
    }

    /** Why a command that has not ended is no longer at work; null if it may be. */
    private @Nullable String gone(AuditEvent open) {
        ProcessOnHost other = new ProcessOnHost(
                open.detail("host"), Long.parseLong("0" + open.detail("process")), open.detail("started"));
        if (other.onHostOf(process)) {
            return other.equals(process) || other.lives() ? null : "its process is gone and left no end";
        }
        Instant latest = Instant.parse(open.detail("at")).plus(ELSEWHERE);
        return clock.instant().isAfter(latest) ? "it left no end within a day, on another host" : null;
    }

    /** An entry that holds what stands at the end of an unfinished line takes its place. */
    private void setAsideTorn(ChainFile.End end) throws IOException {
        byte[] torn = end.torn();
        if (torn.length > 0) {
            byte[] shown = Arrays.copyOf(torn, Math.min(torn.length, MOST_TORN));
            write(end, TORN, Map.of("bytes", torn.length, "sha256", hash(torn), "torn", new String(shown, ISO_8859_1)));
        }
    }

    private void write(ChainFile.End end, String event, Map<String, ? extends @Nullable Object> details)
            throws IOException {
        Map<String, @Nullable Object> all = new HashMap<>(details);
        all.put("at", clock.instant().toString());
        all.put("account", author.account());
        all.put("host", process.host());
        all.put("process", process.pid());
        all.put("version", author.version());
        if (author.operator() != null) {
            all.put("operator", author.operator());
        }
        end.append(event, all);
    }

    private static List<AuditEvent> parsed(byte[] bytes) {
        List<AuditEvent> events = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                AuditEvent event = event(new String(bytes, start, i - start, UTF_8));
                if (event != null) {
                    events.add(event);
                }
                start = i + 1;
            }
        }
        return events;
    }

    private static @Nullable AuditEvent event(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            Map<String, String> details = new LinkedHashMap<>();
            json.forEachEntry((name, value) -> {
                if (!value.isNull()) {
                    details.put(name, value.isContainer() ? value.toString() : value.asString());
                }
            });
            return new AuditEvent(json.path("seq").asLong(0), json.path("event").asString(""), details);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String hash(byte[] bytes) {
        return Sha256.hex(bytes);
    }

    /** The folder may hold nothing yet: what it will hold names people. */
    private static void makePrivate(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static void sync(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /**
     * The entries of a file of events from its end: the latest of a long log cost what the latest of a short one do. Lines that are
     * none are left to {@link #verify}.
     */
    public static final class Backwards implements AutoCloseable {
        private static final int BLOCK = 1 << 16;

        private final FileChannel channel;
        private byte[] block = {};
        private long blockAt;
        private long end;

        private Backwards(FileChannel channel) {
            this.channel = channel;
        }

        /**
         * Begins at the end, or where another ended.
         *
         * @param before from {@link #place()}; what is beyond the end is the end
         */
        public static Backwards of(Path file, long before) throws IOException {
            Backwards entries = new Backwards(FileChannel.open(file, StandardOpenOption.READ));
            entries.end = Math.min(Math.max(0, before), entries.channel.size());
            while (entries.end > 0 && entries.at(entries.end - 1) != '\n') {
                entries.end--;
            }
            return entries;
        }

        /** Where the next entry ends. */
        public long place() {
            return end;
        }

        /** The entry before; null if there is none. */
        public @Nullable AuditEvent next() throws IOException {
            AuditEvent event = null;
            while (event == null && end > 0) {
                long start = end - 1;
                while (start > 0 && at(start - 1) != '\n') {
                    start--;
                }
                byte[] line = read(start, (int) (end - 1 - start));
                end = start;
                event = event(new String(line, UTF_8));
            }
            return event;
        }

        private byte at(long place) throws IOException {
            if (place < blockAt || place >= blockAt + block.length) {
                blockAt = Math.max(0, place + 1 - BLOCK);
                block = read(blockAt, (int) (place + 1 - blockAt));
            }
            return block[(int) (place - blockAt)];
        }

        private byte[] read(long from, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // reads on
            }
            return bytes.array();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /**
     * One entry of a study's events, to be read.
     *
     * @param details by name, each as text; what is null is left out
     */
    public record AuditEvent(long seq, String event, Map<String, String> details) {
        public AuditEvent {
            details = Map.copyOf(details);
        }

        /** The entry as one line of JSON, without some of its details. */
        public String json(Set<String> without) {
            Map<String, String> shown = new TreeMap<>(details);
            shown.keySet().removeAll(without);
            return JSON.writeValueAsString(shown);
        }

        /** A detail; empty if there is none of that name. */
        public String detail(String name) {
            return details.getOrDefault(name, "");
        }

        /** The number of the entry with which the command began that this is a part of; 0 if it belongs to none. */
        public long command() {
            return event.equals(AuditTrail.BEGUN) ? seq : Long.parseLong(details.getOrDefault(AuditTrail.OF, "0"));
        }
    }
}
