package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditLog;
import org.reconlink.publish.Manifest;
import org.reconlink.publish.OutputDirectory;
import org.reconlink.store.StoredRun;
import org.reconlink.store.WorkingStore;

/** Removes what was kept of old runs of a study; a hash-chained log beside the outputs says what, when and why. */
public final class Pruning {
    private static final DateTimeFormatter FILE_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Set<String> AUDIT = Set.of("audit.jsonl", Manifest.FILE);

    /** How much of a run is removed. */
    public enum Extent {
        WORKING_DATA,
        ALL_BUT_AUDIT_LOGS,
        AUDIT_LOGS_TOO
    }

    private final WorkingStore store;
    private final Extent extent;
    private final String reason;
    private final Clock clock;

    public Pruning(WorkingStore store, Extent extent, String reason, Clock clock) {
        this.store = store;
        this.extent = extent;
        this.reason = reason;
        this.clock = clock;
    }

    /**
     * The runs of which something is left to remove, oldest first.
     *
     * @param keep how many complete runs to keep, 1 or more
     * @param before only runs that started before this day; null: all
     */
    public List<StoredRun> candidates(int keep, @Nullable LocalDate before) throws IOException {
        List<StoredRun> all = store.runs().all();
        List<StoredRun> complete = all.stream()
                .filter(run -> run.status() == StoredRun.Status.COMPLETED)
                .toList();
        List<StoredRun> last = complete.subList(Math.max(0, complete.size() - keep), complete.size());
        if (last.isEmpty()) {
            return List.of();
        }
        Set<String> kept = kept(last);
        // what did not complete may yet be taken up again, unless complete runs have followed it
        Instant followed = last.get(0).started();
        Instant day =
                before == null ? followed : before.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<StoredRun> candidates = new ArrayList<>();
        for (StoredRun run : all) {
            if (!kept.contains(run.id())
                    && run.started().isBefore(followed)
                    && run.started().isBefore(day)
                    && isLeft(run)) {
                candidates.add(run);
            }
        }
        return candidates;
    }

    private Set<String> kept(List<StoredRun> last) throws IOException {
        Set<String> kept = new HashSet<>();
        for (StoredRun run : last) {
            kept.add(run.id());
            store.runs().earlierRun(run.id()).ifPresent(kept::add);
        }
        Path outputs = folder(last.get(last.size() - 1)).toAbsolutePath().getParent();
        if (outputs != null && outputs.getParent() != null) {
            OutputDirectory.latest(outputs.getParent(), last.get(0).study()).ifPresent(kept::add);
        }
        return kept;
    }

    /** What is wrong with the logs of earlier removals; empty if nothing is. */
    public List<String> problems() throws IOException {
        Optional<Path> logs = logs();
        return logs.isEmpty()
                ? List.of()
                : RemovalLogs.verify(logs.get(), store.removals().all());
    }

    /** Removes the runs and returns them; empty if there are none, and then nothing is logged. */
    public List<StoredRun> remove(List<StoredRun> runs) throws IOException {
        if (runs.isEmpty()) {
            return runs;
        }
        Instant now = clock.instant();
        Path logs = Files.createDirectories(logs().orElseThrow());
        Path file = logs.resolve(FILE_NAME.format(now) + ".jsonl");
        try (AuditLog log = AuditLog.create(file, runs.get(0).study(), "removal", "none")) {
            RemovalLogs.begin(log, file, store.removals().all());
            for (StoredRun run : runs) {
                log.append(
                        "run removed",
                        Map.of(
                                "run", run.id(),
                                "identity", run.identity(),
                                "extent", extent.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                "reason", reason,
                                "at", now.toString()));
            }
            log.seal();
        }
        store.removals().append(RemovalLogs.written(file));
        // after the log, so that nothing goes without its word; what a kill leaves over is a candidate again
        for (StoredRun run : runs) {
            remove(run);
        }
        return runs;
    }

    private void remove(StoredRun run) throws IOException {
        if (extent != Extent.WORKING_DATA || run.status() != StoredRun.Status.COMPLETED) {
            store.runs().prune(run.id());
        }
        store.removeWorkingData(run.id());
        for (Path path : files(run)) {
            Files.delete(path);
        }
    }

    private boolean isLeft(StoredRun run) throws IOException {
        boolean open = run.status() != StoredRun.Status.COMPLETED && run.status() != StoredRun.Status.PRUNED;
        return open || store.hasWorkingData(run.id()) || !files(run).isEmpty();
    }

    /** What of the outputs goes, what lies in a folder before the folder; nothing where no run's outputs are. */
    private List<Path> files(StoredRun run) throws IOException {
        if (extent == Extent.WORKING_DATA || run.output() == null) {
            return List.of();
        }
        Path folder = folder(run);
        boolean isRun = folder.endsWith(run.id())
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.exists(folder.resolve(Manifest.FILE));
        if (!isRun) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> extent == Extent.AUDIT_LOGS_TOO || !isAudit(folder, path))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private static boolean isAudit(Path folder, Path path) {
        return path.equals(folder) || AUDIT.contains(folder.relativize(path).toString());
    }

    /** Beside the outputs of the study's last complete run, which is never removed. */
    private Optional<Path> logs() {
        return store.runs().all().stream()
                .filter(run -> run.status() == StoredRun.Status.COMPLETED)
                .reduce((first, second) -> second)
                .map(run -> folder(run).resolveSibling(RemovalLogs.FOLDER));
    }

    private static Path folder(StoredRun run) {
        return Path.of(String.valueOf(run.output()));
    }
}
