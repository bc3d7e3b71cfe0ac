package org.reconlink.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Finding;
import org.reconlink.offence.ClassificationCoverage;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;

/**
 * How one run went: as the register has it, what it was given, what it found, how offences were classified.
 *
 * @param status in words
 * @param protocol the file's absolute path
 * @param reason why it was forced; null if it was not
 * @param ended null while it goes on, or if it was killed
 * @param exitCode null until it ended
 * @param output folder of the outputs, absolute; null unless it completed
 * @param offences of the linked, of which {@code classified} have a known court mode
 * @param evidence how many offences have their court mode by what, or why not
 */
public record RunFigures(
        String id,
        String study,
        String identity,
        int version,
        String status,
        String protocol,
        @Nullable String reason,
        Instant started,
        @Nullable Instant ended,
        @Nullable Integer exitCode,
        @Nullable String output,
        List<FileFacts> inputs,
        List<Rule> findings,
        long offences,
        long classified,
        List<Evidence> evidence) {
    public RunFigures {
        inputs = List.copyOf(inputs);
        findings = List.copyOf(findings);
        evidence = List.copyOf(evidence);
    }

    /** How many findings a rule had. */
    public record Rule(String severity, String rule, long findings) {}

    /** By what so many offences have their court mode. */
    public record Evidence(String evidence, long offences) {}

    /** The same run with what it found. */
    public RunFigures with(List<FileFacts> files, List<Finding> found, ClassificationCoverage coverage) {
        return new RunFigures(
                id,
                study,
                identity,
                version,
                status,
                protocol,
                reason,
                started,
                ended,
                exitCode,
                output,
                files,
                rules(found),
                coverage.offences(),
                coverage.classified(),
                evidence(coverage));
    }

    private static List<Rule> rules(List<Finding> found) {
        Map<String, List<Finding>> byRule = found.stream()
                .collect(Collectors.groupingBy(
                        f -> EnumWords.of(f.severity()) + "|" + f.rule(), TreeMap::new, Collectors.toList()));
        return byRule.values().stream()
                .map(all ->
                        new Rule(EnumWords.of(all.get(0).severity()), all.get(0).rule(), all.size()))
                .toList();
    }

    private static List<Evidence> evidence(ClassificationCoverage coverage) {
        List<Evidence> evidence = new ArrayList<>();
        coverage.byEvidence().forEach((by, n) -> {
            if (n > 0) {
                evidence.add(new Evidence(by == ModeEvidence.NONE ? "nothing: unknown" : EnumWords.of(by), n));
            }
        });
        coverage.unknownCodes().forEach((code, n) -> evidence.add(new Evidence("unknown code " + code, n)));
        if (coverage.unmatchedTitles() > 0) {
            evidence.add(new Evidence("titles that are not exactly those of one code", coverage.unmatchedTitles()));
        }
        return evidence;
    }

    /** Null until it ended. */
    public @Nullable Duration took() {
        return ended == null ? null : Duration.between(started, ended);
    }

    /** What the register has, for programs. */
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("study", study);
        fields.put("identity", identity);
        fields.put("version", version);
        fields.put("status", status.toUpperCase(Locale.ROOT));
        fields.put("protocol", protocol);
        fields.put("reason", reason);
        fields.put("started", started);
        fields.put("ended", ended);
        fields.put("exitCode", exitCode);
        fields.put("output", output);
        return fields;
    }
}
