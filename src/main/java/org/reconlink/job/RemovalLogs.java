package org.reconlink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditLog;
import org.reconlink.audit.AuditProblem;
import org.reconlink.intake.Intake;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The logs of what was removed of a study's runs, one for each removal. Each begins with the hash of the one before, so that
 * a log that is changed or missing is found; what is missing after the last is not, as with any log that is kept in one place.
 */
public final class RemovalLogs {
    private static final String EVENT = "removals before";
    private static final String NONE = "none";

    private RemovalLogs() {}

    /** Whether a folder holds such logs. */
    public static boolean isIn(Path folder) throws IOException {
        return Files.isDirectory(folder) && !all(folder).isEmpty();
    }

    /** What is wrong with the logs of a folder; empty if nothing is. */
    public static List<String> verify(Path folder) throws IOException {
        List<String> problems = new ArrayList<>();
        Path before = null;
        for (Path log : all(folder)) {
            String name = String.valueOf(log.getFileName());
            for (AuditProblem problem : AuditLog.verify(log)) {
                problems.add(name + ", " + problem);
            }
            if (!hashOf(before).equals(said(log))) {
                problems.add(name + " does not carry the hash of the log before it; that log was changed or removed");
            }
            before = log;
        }
        return problems;
    }

    /** Begins a log with what was there before it. */
    static void begin(AuditLog log, Path folder, Path file) throws IOException {
        Path before = all(folder).stream()
                .filter(other -> !other.equals(file))
                .reduce((first, second) -> second)
                .orElse(null);
        log.append(EVENT, Map.of("sha256", hashOf(before)));
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

    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("\\d{8}T\\d{9}Z\\.jsonl"))
                    .sorted()
                    .toList();
        }
    }
}
