package org.reconlink.result.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.Finding;
import org.reconlink.result.StudyResult;

/**
 * How good the input of a run is.
 *
 * @param files in the order in which the protocol's sections stand
 */
public record DataQuality(List<FileQuality> files) {
    private static final List<String> SECTIONS = List.of("participants", "convictions", "custody");

    public DataQuality {
        files = List.copyOf(files);
    }

    public static DataQuality of(StudyResult result) {
        List<Finding> findings = new ArrayList<>(result.findings());
        findings.addAll(Plausibility.findings(result));
        findings.sort(null);
        CheckedPeople population = new CheckedPeople(result, findings);
        return new DataQuality(result.inputs().stream()
                .sorted(Comparator.comparingInt(facts -> SECTIONS.indexOf(facts.section())))
                .map(facts -> new FileQuality(
                        facts, Fields.notMapped(facts), FileChecks.of(facts, of(facts, findings), population)))
                .toList());
    }

    private static List<Finding> of(FileFacts facts, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.file().equals(facts.file()))
                .filter(finding -> Objects.equals(finding.sheet(), facts.table().sheet()))
                .toList();
    }

    /** What to mend, the dearest first. */
    public List<Fix> fixes() {
        return files.stream()
                .flatMap(file -> file.results().stream()
                        .filter(result -> !result.findings().isEmpty())
                        .map(result -> new Fix(file.facts(), result)))
                .sorted(Fix.ORDER)
                .toList();
    }

    /** The results of all files that ended so. */
    public long count(CheckResult.Outcome outcome) {
        return files.stream().mapToLong(file -> file.results(outcome).size()).sum();
    }

    /** All numbers, file by file. */
    public List<QualityFigure> figures() {
        return files.stream().flatMap(file -> QualityFigure.of(file).stream()).toList();
    }
}
