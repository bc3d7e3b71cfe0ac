package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.kernel.EnumWords;
import org.reconlink.publish.Manifest;
import org.reconlink.publish.OutputDirectory;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;

/** Removes what was kept of old runs of a study; the study's events say what, when and why before it goes. */
public final class Pruning {
    private static final Set<String> AUDIT = Set.of("audit.jsonl", Manifest.FILE);

    /** How much of a run is removed. */
    public enum Extent {
        WORKING_DATA,
        ALL_BUT_AUDIT_LOGS,
        AUDIT_LOGS_TOO
    }

    private final WorkingStore store;
    private final Extent extent;
    private final @Nullable Path moved;
    private final boolean outputsGone;

    /**
     * What is to be removed.
     *
     * @param moved the folder of all outputs now, for runs whose outputs are not where they left them; null if none were moved
     * @param outputsGone whether outputs that are not found are taken for removed
     */
    public Pruning(WorkingStore store, Extent extent, @Nullable Path moved, boolean outputsGone) {
        this.store = store;
        this.extent = extent;
        this.moved = moved;
        this.outputsGone = outputsGone;
    }

    /**
     * What goes of one run.
     *
     * @param folder of its outputs; null if nothing of them goes
     * @param files of the outputs and, before it, what a folder holds
     */
    public record Removal(
            StoredRun run, boolean workingData, @Nullable Path folder, List<Path> files) {
        public Removal {
            files = List.copyOf(files);
        }
    }

    /**
     * The runs of which something is left to remove, oldest first.
     *
     * @param keep how many complete runs to keep of each data cut, 1 or more
     * @param dataCuts of how many data cuts, the latest; null: of all
     * @param before only runs that started before this day; null: all
     * @throws OutputsException with every run whose outputs are not where they should be; nothing is removed
     */
    public List<Removal> candidates(int keep, @Nullable Integer dataCuts, @Nullable LocalDate before)
            throws IOException {
        Map<LocalDate, List<StoredRun>> lastOfEach = lastOfEach(keep);
        if (lastOfEach.isEmpty()) {
            return List.of();
        }
        List<LocalDate> cuts = new ArrayList<>(lastOfEach.keySet());
        List<LocalDate> keptCuts =
                cuts.subList(dataCuts == null ? 0 : Math.max(0, cuts.size() - dataCuts), cuts.size());
        Set<String> kept = new HashSet<>();
        List<StoredRun> keptRuns = new ArrayList<>();
        keptCuts.forEach(cut -> keptRuns.addAll(lastOfEach.getOrDefault(cut, List.of())));
        for (StoredRun run : keptRuns) {
            kept.add(run.id());
            store.runs().earlierRun(run.id()).ifPresent(kept::add);
        }
        StoredRun latest = keptRuns.get(keptRuns.size() - 1);
        Path study = outputs(latest).getParent();
        Path outputs = study == null ? null : study.getParent();
        if (outputs != null) {
            OutputDirectory.latest(outputs, latest.study()).ifPresent(kept::add);
        }
        Instant day = before == null
                ? Instant.MAX
                : before.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<StoredRun> all = store.runs().all();
        List<Removal> candidates = new ArrayList<>();
        List<OutputsException> problems = new ArrayList<>();
        for (StoredRun run : all) {
            // what did not complete may yet be taken up again, unless complete runs have followed it
            boolean followed = lastOfEach.getOrDefault(run.dataCut(), keptRuns).stream()
                    .allMatch(last -> all.indexOf(run) < all.indexOf(last));
            boolean goes =
                    followed || (run.status() == StoredRun.Status.COMPLETED && !keptCuts.contains(run.dataCut()));
            if (goes && !kept.contains(run.id()) && run.started().isBefore(day)) {
                try {
                    left(run).ifPresent(candidates::add);
                } catch (OutputsException e) {
                    problems.add(e);
                }
            }
        }
        if (!problems.isEmpty()) {
            List<String> words =
                    problems.stream().flatMap(e -> e.problems().stream()).toList();
            throw new OutputsException(words, problems.stream().anyMatch(OutputsException::isAnother))
                    .with(
                            "nothing was removed; name the folder of all outputs with --output if they were moved, or go on"
                                    + " without them with --outputs-gone");
        }
        return candidates;
    }

    /** The last complete runs by data cut, the earliest data cut and the oldest run first. */
    private SortedMap<LocalDate, List<StoredRun>> lastOfEach(int keep) {
        SortedMap<LocalDate, List<StoredRun>> runs = new TreeMap<>();
        store.runs()
                .complete()
                .forEach(run -> runs.computeIfAbsent(run.dataCut(), cut -> new ArrayList<>())
                        .add(run));
        runs.replaceAll((cut, all) -> all.subList(Math.max(0, all.size() - keep), all.size()));
        return runs;
    }

    /** Removes the runs, each after the study's events tell of it; what a kill leaves over is a candidate again. */
    public void remove(List<Removal> removals, String reason, AuditTrail trail) throws IOException {
        for (Removal removal : removals) {
            trail.append(
                    "removing run",
                    Map.of(
                            "run", removal.run().id(),
                            "identity", removal.run().identity(),
                            "extent", EnumWords.of(extent),
                            "files", removal.files().size(),
                            "reason", reason));
            remove(removal);
        }
        store.keepEventsHead(AuditTrail.head(trail.file()));
    }

    private void remove(Removal removal) throws IOException {
        StoredRun run = removal.run();
        if (extent != Extent.WORKING_DATA || run.status() != StoredRun.Status.COMPLETED) {
            store.runs().prune(run.id());
        }
        store.removeWorkingData(run.id());
        for (Path path : removal.files()) {
            Files.delete(path);
        }
    }

    private Optional<Removal> left(StoredRun run) throws IOException {
        boolean open = run.status() != StoredRun.Status.COMPLETED && run.status() != StoredRun.Status.PRUNED;
        boolean data = store.hasWorkingData(run.id());
        Path folder = folder(run);
        List<Path> files = folder == null ? List.of() : files(folder);
        boolean unmarked = extent != Extent.WORKING_DATA && run.status() == StoredRun.Status.COMPLETED;
        return open || data || unmarked || !files.isEmpty()
                ? Optional.of(new Removal(run, data, files.isEmpty() ? null : folder, files))
                : Optional.empty();
    }

    /** Of outputs of which something may go; null if there are none, or they stay. */
    private @Nullable Path folder(StoredRun run) throws OutputsException {
        if (extent == Extent.WORKING_DATA || run.output() == null) {
            return null;
        }
        try {
            return RunOutputs.find(run.study(), run.id(), Path.of(run.output()), moved);
        } catch (OutputsException e) {
            // of a run that was pruned the folder may be gone with its audit log
            boolean isRight = run.status() == StoredRun.Status.PRUNED || outputsGone;
            if (isRight && !e.isAnother()) {
                return null;
            }
            throw e;
        }
    }

    /** What of the outputs goes, what lies in a folder before the folder. */
    private List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> extent == Extent.AUDIT_LOGS_TOO || !isAudit(folder, path))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private static boolean isAudit(Path folder, Path path) {
        return path.equals(folder) || AUDIT.contains(folder.relativize(path).toString());
    }

    /** Of the latest run, which is never removed: beside them stands which run is the latest. */
    private Path outputs(StoredRun latest) throws IOException {
        try {
            return RunOutputs.find(latest.study(), latest.id(), Path.of(String.valueOf(latest.output())), moved);
        } catch (OutputsException e) {
            throw e.with(
                    "they are those of the latest run; nothing was removed: name the folder of all outputs with --output if"
                            + " they were moved");
        }
    }
}
