package org.reconlink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditLog;
import org.reconlink.audit.AuditProblem;
import org.reconlink.intake.Intake;
import org.reconlink.store.StoredRemoval;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The logs of what was removed of a study's runs, one for each removal. Each begins with the hash of the one before, so that
 * a log that is changed or missing is found; the working store knows the hash of each, so that the last is found, too.
 */
public final class RemovalLogs {
    /** The name of their folder, beside the outputs of the study's runs. */
    static final String FOLDER = "removals";

    private static final DateTimeFormatter FILE_NAME = DateTimeFormatter.ofPattern(
                    "yyyyMMdd'T'HHmmssSSS'Z.jsonl'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String EVENT = "removals before";
    private static final String NONE = "none";

    private RemovalLogs() {}

    /** Whether a folder is one of such logs, be they there or not. */
    public static boolean isOne(Path folder) throws IOException {
        return folder.toAbsolutePath().normalize().endsWith(FOLDER)
                || !in(folder).isEmpty();
    }

    /**
     * What is wrong with the logs of a folder; empty if nothing is.
     *
     * @param known what the study's working store knows of its logs, wherever they are; empty if it is not at hand
     */
    public static List<String> verify(Path folder, List<StoredRemoval> known) throws IOException {
        List<String> problems = new ArrayList<>();
        Path before = null;
        for (Path log : in(folder)) {
            for (AuditProblem problem : AuditLog.verify(log)) {
                problems.add(name(log) + ", " + problem);
            }
            if (!hashOf(before).equals(said(log))) {
                problems.add(
                        name(log) + " does not carry the hash of the log before it; that log was changed or removed");
            }
            before = log;
        }
        for (StoredRemoval log : of(folder, known)) {
            Path file = folder.resolve(log.name());
            if (!Files.exists(file)) {
                problems.add(log.name() + " is missing: the working store knows that it was written");
            } else if (!Intake.sha256(file).equals(log.sha256())) {
                problems.add(log.name() + " has another hash than the working store keeps of it; it was changed");
            }
        }
        return problems;
    }

    /** The next log's file: by its time, but never before the last, whose name the clock may not have reached again. */
    static Path next(Path folder, Instant now) throws IOException {
        List<Path> all = in(folder);
        Instant last = all.isEmpty() ? Instant.MIN : FILE_NAME.parse(name(all.get(all.size() - 1)), Instant::from);
        Instant time = now.truncatedTo(ChronoUnit.MILLIS);
        return folder.resolve(FILE_NAME.format(time.isAfter(last) ? time : last.plusMillis(1)));
    }

    /** Begins a log with what was there before it. */
    static void begin(AuditLog log, Path file, List<StoredRemoval> known) throws IOException {
        Path folder = file.resolveSibling("");
        Path before = in(folder).stream()
                .filter(other -> !other.equals(file))
                .reduce((first, second) -> second)
                .orElse(null);
        List<StoredRemoval> here = of(folder, known);
        StoredRemoval last = here.isEmpty() ? null : here.get(here.size() - 1);
        // where the last log has gone, the chain keeps its hash, so that it is missed without the store, too
        boolean isGone = last != null && (before == null || last.name().compareTo(name(before)) > 0);
        log.append(EVENT, Map.of("sha256", isGone && last != null ? last.sha256() : hashOf(before)));
    }

    /** A log that is whole, for the working store to know. */
    static StoredRemoval written(Path file) throws IOException {
        return new StoredRemoval(absolute(file.resolveSibling("")), name(file), Intake.sha256(file));
    }

    /** The logs that were written here, or in a folder that was moved here: one with a log of the same name. */
    private static List<StoredRemoval> of(Path folder, List<StoredRemoval> known) {
        Set<String> here = known.stream()
                .filter(log -> Files.exists(folder.resolve(log.name())))
                .map(StoredRemoval::folder)
                .collect(Collectors.toCollection(HashSet::new));
        here.add(absolute(folder));
        return known.stream().filter(log -> here.contains(log.folder())).toList();
    }

    private static String absolute(Path folder) {
        return folder.toAbsolutePath().normalize().toString();
    }

    private static String name(Path log) {
        return String.valueOf(log.getFileName());
    }

    private static String hashOf(@Nullable Path log) throws IOException {
        return log == null ? NONE : Intake.sha256(log);
    }

    private static String said(Path log) throws IOException {
        for (String line : Files.readAllLines(log, UTF_8)) {
            if (line.contains("\"" + EVENT + "\"")) {
                JsonNode hash = JsonMapper.shared().readTree(line).get("sha256");
                return hash == null ? "" : hash.asString();
            }
        }
        return "";
    }

    private static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("\\d{8}T\\d{9}Z\\.jsonl"))
                    .sorted()
                    .toList();
        }
    }
}
