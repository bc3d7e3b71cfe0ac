package org.reconlink.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.ChainFile;
import org.reconlink.audit.ChainFile.Entry;
import org.reconlink.kernel.Permissions;
import tools.jackson.databind.JsonNode;

/**
 * What the coordinator of a study's clerical review has set, a line for each time in a chain beside the store; a run asks nothing of
 * it.
 *
 * @param changes how often it was set: who sets it anew says from which
 * @param message what stands above every pair; empty for nothing
 * @param pairs for how many pairs reviewers have time, those first whose verdicts are worth most; null for all
 * @param parts into how many parts the list is cut, of which a reviewer takes one after the other; null for a whole one
 * @param sample how many of the unlinked are to be traced; null for none
 * @param by who set it; empty if nobody did here
 * @param at when
 */
public record Reviewing(
        int changes,
        String message,
        @Nullable Integer pairs,
        @Nullable Integer parts,
        @Nullable Integer sample,
        String by,
        Instant at) {
    /** So much text is shown; more is not read. */
    public static final int LONGEST = 4_000;

    /** Written by hand, it is the message until one is set. */
    private static final String BY_HAND = "reviewing.txt";

    private static final String SET = "reviewing set";

    /**
     * What holds at present in a study's folder.
     *
     * @throws StoreException if a line is not as it was written
     */
    public static Reviewing in(Path folder) {
        try {
            return latest(folder, ChainFile.read(folder.resolve(ChainFile.REVIEWING)));
        } catch (ChainFile.BrokenException e) {
            throw damaged(folder, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StoreException damaged(Path folder, ChainFile.BrokenException e) {
        return new StoreException("what was set for clerical review, " + folder.resolve(ChainFile.REVIEWING)
                + ", is damaged: line " + e.line()
                + " is not as it was written. Restore it from a backup, or move it away:"
                + " all pairs are then for everybody, without a message");
    }

    private static Reviewing latest(Path folder, List<Entry> lines) throws IOException {
        if (lines.isEmpty()) {
            Path byHand = folder.resolve(BY_HAND);
            String text = Files.exists(byHand) ? Files.readString(byHand).strip() : "";
            return new Reviewing(
                    0, text.substring(0, Math.min(text.length(), LONGEST)), null, null, null, "", Instant.EPOCH);
        }
        Entry last = lines.get(lines.size() - 1);
        return new Reviewing(
                lines.size(),
                last.detail("message"),
                number(last.details().path("pairs")),
                number(last.details().path("parts")),
                number(last.details().path("sample")),
                last.detail("by"),
                Instant.parse(last.detail("at")));
    }

    private static @Nullable Integer number(JsonNode node) {
        return node.isInt() ? node.asInt() : null;
    }

    /**
     * Makes it what holds from now on, unless somebody else has set something since it was read; it is on disk when this returns.
     *
     * @return whether it was set
     */
    public boolean set(Path folder) {
        Path file = folder.resolve(ChainFile.REVIEWING);
        try {
            return ChainFile.locked(file, end -> {
                Permissions.toOwner(file);
                if (end.entriesAfter(ChainFile.Known.NOTHING).size() != changes) {
                    return false;
                }
                Map<String, @Nullable Object> all = new HashMap<>();
                all.put("message", message);
                all.put("pairs", pairs);
                all.put("parts", parts);
                all.put("sample", sample);
                all.put("by", by);
                all.put("at", at.toString());
                end.append(SET, all);
                return true;
            });
        } catch (ChainFile.BrokenException e) {
            throw damaged(folder, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
