package org.reconlink.job;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.PersonDetails;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run and the driver of a cluster that reads its conviction extract say to each other: frames of a kind and a length, most of
 * them JSON. The run asks, one thing after the other, and the driver answers each before the next; it ends when nothing can be
 * asked any more. An answer is a stream of JSON documents, which ends whole or with why it could not.
 */
public final class ExtractWire {
    /** How what is said and stored is written; no property is left out. */
    public static final JsonMapper JSON = JsonMapper.builder().build();

    /** Before the first frame of the driver: what stands before it other programs have written. */
    private static final byte[] BEGINNING = {0, 'r', 'e', 'c', 'o', 'n', 'l', 'i', 'n', 'k', ' ', '1', 0};

    private static final int BLOCK = 1 << 16;

    private final DataInputStream in;
    private final DataOutputStream out;

    public ExtractWire(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    /** What a frame is. */
    public enum Kind {
        /** The run: {@link Opening}; answered by an {@link OpenedFile} for each file. */
        OPEN('o'),
        /** The run: all rows are to be read; answered by an {@link IndexedFile} for each file, then by all {@link Identity}s. */
        INDEX('i'),
        /** The run: {@link Wanted}; answered by {@link org.reconlink.kernel.ConvictionRecord}s in the order of the extract. */
        ROWS('r'),
        /** The driver: some bytes of an answer. */
        SOME('s'),
        /** The driver: the answer is whole. */
        WHOLE('w'),
        /** The driver: a list of findings that say why a file cannot be used. */
        REFUSED('x'),
        /** The driver: a sentence that says what failed, without any value. */
        FAILED('f');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        private static Kind of(int letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IllegalStateException("a frame of no kind");
        }
    }

    /** One thing that was said. */
    public static final class Frame {
        private final Kind kind;
        private final byte[] bytes;

        private Frame(Kind kind, byte[] bytes) {
            this.kind = kind;
            this.bytes = bytes;
        }

        public Kind kind() {
            return kind;
        }

        byte[] bytes() {
            return bytes;
        }

        public <T> T read(Class<T> type) {
            return JSON.readValue(bytes, type);
        }
    }

    /**
     * The extract.
     *
     * @param settings without files
     * @param urls of files, and of folders and patterns that stand for the files in them
     * @param exact whether each URL is one file
     * @param rows of each file to look at
     */
    public record Opening(
            ExtractSettings settings, IntakeSettings intake, List<String> urls, List<Boolean> exact, int rows) {}

    /**
     * A file that was found.
     *
     * @param given which of the URLs it belongs to
     * @param modified milliseconds since 1970
     * @param findings of its headings and first rows
     */
    public record OpenedFile(String url, int given, long bytes, long modified, String sha256, List<Finding> findings) {}

    /**
     * A file that was read whole.
     *
     * @param facts null if it cannot be used
     * @param refused why; empty if it can
     */
    public record IndexedFile(
            List<Finding> findings, @Nullable FileFacts facts, List<Finding> refused) {}

    /**
     * An identity of the extract.
     *
     * @param file of its first row: its place among the files
     * @param days of convictions, since 1970, ascending
     */
    public record Identity(PersonDetails person, int file, long row, List<Integer> days) {
        /** Nothing about a person. */
        @Override
        public String toString() {
            return "Identity[withheld]";
        }
    }

    /**
     * The persons whose rows are asked for, by the hashes of what each is by itself
     * ({@link org.reconlink.linkage.study.PersonId#hash}).
     *
     * @param hashes of those who are named
     * @param stride a share of everybody beside them: one in so many; 0 for nobody
     */
    public record Wanted(Set<Integer> hashes, long stride) implements IntPredicate {
        @Override
        public boolean test(int hash) {
            return isSampled(hash, stride) || hashes.contains(hash);
        }

        /** Whether a person is of the share of everybody. */
        static boolean isSampled(int hash, long stride) {
            return stride > 0 && Integer.toUnsignedLong(hash) % stride == 0;
        }
    }

    /** Says that what follows are frames. */
    public void begin() throws IOException {
        out.write(BEGINNING);
        out.flush();
    }

    /** Passes over what other programs have written. */
    void awaitBeginning() throws IOException {
        int same = 0;
        while (same < BEGINNING.length) {
            byte next = in.readByte();
            same = next == BEGINNING[same] ? same + 1 : next == BEGINNING[0] ? 1 : 0;
        }
    }

    public void say(Kind kind, Object json) throws IOException {
        say(kind, JSON.writeValueAsBytes(json));
    }

    private void say(Kind kind, byte[] bytes) throws IOException {
        out.writeByte(kind.letter);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** Says all of a stream as part of an answer. */
    public void say(InputStream documents) throws IOException {
        byte[] some = new byte[BLOCK];
        for (int read = documents.readNBytes(some, 0, BLOCK); read > 0; read = documents.readNBytes(some, 0, BLOCK)) {
            say(Kind.SOME, Arrays.copyOf(some, read));
        }
    }

    /** The next thing that is said; null if nothing will be any more. */
    public @Nullable Frame hear() throws IOException {
        int kind = in.read();
        if (kind < 0) {
            return null;
        }
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new Frame(Kind.of(kind), bytes);
    }

    /** The next thing that is said; there has to be one. */
    Frame needed() throws IOException {
        Frame next = hear();
        if (next == null) {
            throw new EOFException("the driver has ended");
        }
        return next;
    }
}
