package org.reconlink.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.ChainFile;
import org.reconlink.audit.ChainFile.BrokenException;
import org.reconlink.audit.ChainFile.Entry;
import org.reconlink.audit.ChainFile.Known;
import org.reconlink.kernel.Permissions;

/**
 * What people said and were given in clerical review, a line for each time, in a file beside the database: it is the work of
 * weeks and the one thing in a working store that no run makes again. A database without it takes it from here.
 *
 * <p>Lines are only added, each on disk before anybody is told that it is, in a chain as that of the study's events. Any process can
 * add one while another has the store: whoever opens that next finds it. With a key what the lines say is encrypted.
 */
final class VerdictJournal {
    static final String FILE = ChainFile.VERDICTS;

    /** Lines of judgements that take back what was said; they stand among the others in their order. */
    static final String WITHDRAWN = "verdict withdrawn";

    private static final String JUDGEMENTS = "judgements";
    private static final String BODY = "body";

    private final Path file;
    private final StoreKey key;
    private final List<Entry> lines = new ArrayList<>();
    private Known known = Known.NOTHING;

    private VerdictJournal(Path file, StoreKey key) {
        this.file = file;
        this.key = key;
    }

    /**
     * Reads the journal of a store; what comes after is not seen, but for what it adds itself and what stands before that.
     *
     * @throws StoreException if a line is not as it was written
     */
    static VerdictJournal open(Path folder, StoreKey key) throws IOException {
        VerdictJournal journal = new VerdictJournal(folder.resolve(FILE), key);
        if (Files.exists(journal.file)) {
            ChainFile.shared(journal.file, end -> {
                journal.takeIn(end);
                return journal;
            });
        }
        return journal;
    }

    private void takeIn(ChainFile.End end) throws IOException {
        try {
            lines.addAll(end.entriesAfter(known));
            known = end.known();
        } catch (BrokenException e) {
            throw new StoreException("the journal of clerical review, " + file + ", is damaged: line " + e.line()
                    + " is not as it was written. Restore it from a backup ('reconlink store"
                    + " restore DIR'), or, if the store itself is whole, move the journal away: the store then"
                    + " writes it again");
        }
    }

    /** How many lines can be read, whatever comes after them. */
    static long readable(Path folder) {
        try {
            return ChainFile.read(folder.resolve(FILE)).size();
        } catch (BrokenException e) {
            return e.line() - 1;
        } catch (IOException e) {
            return 0;
        }
    }

    /** How far the journal in a folder is. */
    static String state(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return state(Files.exists(file) ? ChainFile.shared(file, ChainFile.End::known) : Known.NOTHING);
    }

    private static String state(Known known) {
        return known.place() + " " + known.last();
    }

    /** How far the journal was when it was last read: what is known of it, and no more. */
    synchronized String state() {
        return state(known);
    }

    /** Takes in what came since it was last read. */
    synchronized void readOn() throws IOException {
        if (Files.exists(file)) {
            ChainFile.shared(file, end -> {
                takeIn(end);
                return end;
            });
        }
    }

    synchronized int lines() {
        return lines.size();
    }

    /** What the lines of a kind say, the earliest first. */
    List<String> bodies(String kind) {
        return bodies(kind, 0);
    }

    /** What the lines of a kind say that come after so many of any. */
    synchronized List<String> bodies(String kind, int after) {
        return lines.subList(after, lines.size()).stream()
                .filter(line -> isOf(kind, line.event()))
                .map(line -> key.decrypted(line.detail(BODY)))
                .toList();
    }

    private static boolean isOf(String kind, String event) {
        return event.equals(event(kind)) || event.equals(kind) || (kind.equals(JUDGEMENTS) && event.equals(WITHDRAWN));
    }

    /** Adds a line; it is on disk when this returns. What other processes added before it is then known, too. */
    void append(String kind, String body) {
        append(kind, said -> body);
    }

    /**
     * Adds what is made of all the lines of a kind, while no other process can add one.
     *
     * @param make null adds nothing
     */
    void append(String kind, Function<List<String>, @Nullable String> make) {
        appendLine(() -> {
            String body = make.apply(bodies(kind));
            return body == null ? null : new Line(event(kind), body);
        });
    }

    /** What a line is to say. */
    record Line(String event, String body) {}

    /** Adds a line that is made when all before it is known, while no other process can add one; none if that is null. */
    synchronized void appendLine(Supplier<@Nullable Line> make) {
        try {
            ChainFile.locked(file, end -> {
                Permissions.toOwner(file);
                takeIn(end);
                Line line = make.get();
                if (line != null) {
                    end.append(
                            line.event, Map.of(BODY, key.encrypted(end.known().entries() + 1, line.body)));
                    takeIn(end);
                }
                return end;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A kind as events are named. */
    private static String event(String kind) {
        return kind.replace('_', ' ');
    }
}
