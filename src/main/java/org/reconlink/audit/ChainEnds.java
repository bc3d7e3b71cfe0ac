package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.reconlink.kernel.Sha256;

/**
 * How far the chains beside a study's events had come, told by every command that ends and by the console's journal after each thing
 * that is added: an end that was cut off leaves a chain that is whole in itself, and only what was told elsewhere finds it.
 */
public final class ChainEnds {
    /** Below the folder of all working stores: the events of the console, which tell of every study. */
    public static final Path CONSOLE = Path.of("console", "journal");

    private static final String ENTRIES = "_entries";
    private static final String SHA256 = "_sha256";
    private static final String RESTORE = "store restore";

    private ChainEnds() {}

    /** How far they have come, as details of an entry that is to tell it; none where they cannot be read. */
    public static Map<String, Object> told(Path working) {
        Map<String, Object> told = new TreeMap<>();
        for (Path file : ChainFile.besideEvents(working)) {
            try {
                ChainFile.Known end = ChainFile.shared(file, ChainFile.End::known);
                if (end.entries() > 0) {
                    told.put(name(file) + ENTRIES, end.entries());
                    told.put(name(file) + SHA256, end.last());
                }
            } catch (IOException e) {
                // who reads it says so
            }
        }
        return told;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".jsonl", "");
    }

    /**
     * What the chains in a study's folder lack that they once had, in words; empty if nothing. What was told before a backup was put
     * back does not count: that may be of an earlier day.
     */
    public static List<String> missing(Path working) throws IOException {
        List<AuditEvent> told = new ArrayList<>();
        String restored = "";
        Path events = working.resolve(AuditTrail.FILE);
        for (AuditEvent event : Files.exists(events) ? AuditTrail.read(events) : List.<AuditEvent>of()) {
            if (event.event().equals(AuditTrail.BEGUN)
                    && event.detail("command").equals(RESTORE)) {
                restored = event.detail("at");
                told.clear();
            }
            if (event.detail("study")
                    .isEmpty()) { // the console's own tell of studies' chains, and have none beside them
                told.add(event);
            }
        }
        Path console = working.resolveSibling(CONSOLE).resolve(AuditTrail.FILE);
        String study = String.valueOf(working.toAbsolutePath().normalize().getFileName());
        for (AuditEvent event : Files.exists(console) ? AuditTrail.read(console) : List.<AuditEvent>of()) {
            if (event.detail("study").equals(study) && event.detail("at").compareTo(restored) > 0) {
                told.add(event);
            }
        }
        List<String> missing = new ArrayList<>();
        for (String file : List.of(ChainFile.VERDICTS, ChainFile.RELEASES, ChainFile.REVIEWING)) {
            missing.addAll(missing(working.resolve(file), told));
        }
        return missing;
    }

    private static List<String> missing(Path file, List<AuditEvent> told) throws IOException {
        Map<Long, String> ends = new TreeMap<>();
        for (AuditEvent event : told) {
            String entries = event.detail(name(file) + ENTRIES);
            if (entries.matches("[0-9]{1,18}")) {
                ends.put(Long.parseLong(entries), event.detail(name(file) + SHA256));
            }
        }
        Map<Long, String> there = new HashMap<>();
        if (Files.exists(file) && !ends.isEmpty()) {
            long line = 0;
            for (String text :
                    ChainFile.shared(file, end -> new String(end.all(), UTF_8)).split("\n", -1)) {
                line++;
                if (ends.containsKey(line)) {
                    there.put(line, Sha256.hex(text));
                }
            }
        }
        for (Map.Entry<Long, String> end : ends.entrySet()) {
            if (!end.getValue().equals(there.get(end.getKey()))) {
                return List.of(file.getFileName() + ", line " + end.getKey()
                        + " is missing or another than was noted when it was written; its end was cut off, or it was"
                        + " written again from before there");
            }
        }
        return List.of();
    }
}
