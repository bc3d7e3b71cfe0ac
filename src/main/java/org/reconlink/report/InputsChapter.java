package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.Finding;
import org.reconlink.result.Cohort;

/** The files that were read and what was wrong with them. */
final class InputsChapter {
    private static final int HASH_SHOWN = 12;

    private final Cohort cohort;

    private InputsChapter(Cohort cohort) {
        this.cohort = cohort;
    }

    static Chapter of(Cohort cohort) {
        InputsChapter chapter = new InputsChapter(cohort);
        List<PagePart> body = new ArrayList<>();
        body.add(chapter.files());
        body.add(
                Html.note(
                        "The fingerprint is the beginning of the file's SHA-256; the manifest of the run has all of it."
                                + " Rows are people, offences or spells: headings, blank rows, notes and totals are not read as rows."));
        body.addAll(chapter.findings());
        return new Chapter("inputs", "intake", "Inputs and findings", body);
    }

    private Element files() {
        DataTable table =
                new DataTable("Files read", "File", "What", "Format", "Fingerprint", "Rows read", "Rows rejected");
        for (FileFacts file : cohort.result().inputs()) {
            String hash = file.sha256();
            table.row(
                    file.file(),
                    DataTable.words(file.section()),
                    DataTable.words(file.format()),
                    Element.of("td", Element.of("code", hash.substring(0, Math.min(HASH_SHOWN, hash.length())))),
                    DataTable.figure(cohort.small().count(file.rowsRead())),
                    DataTable.figure(cohort.small().count(file.rowsRejected())));
        }
        return table.build();
    }

    private List<PagePart> findings() {
        List<Finding> findings = cohort.result().findings();
        if (findings.isEmpty()) {
            return List.of(Html.h3("Findings"), Html.p("Nothing was found wrong with the files."));
        }
        DataTable table = new DataTable("Findings by rule", "Rule", "What it does", "Findings", "Files");
        Map<String, List<Finding>> rules = findings.stream()
                .collect(Collectors.groupingBy(
                        f -> f.rule() + "\n" + f.severity().name(), TreeMap::new, Collectors.toList()));
        rules.values().forEach(same -> row(table, same));
        return List.of(
                Html.h3("Findings"),
                table.build(),
                Html.note(
                        "A finding says where something is wrong and never what the value was; findings.csv lists all "
                                + cohort.small().count(findings.size()) + "."));
    }

    private void row(DataTable table, List<Finding> same) {
        Finding first = same.get(0);
        String files = same.stream().map(Finding::file).collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.joining(", "));
        table.row(
                first.rule(),
                DataTable.words(effect(first.severity())),
                DataTable.figure(cohort.small().count(same.size())),
                DataTable.words(files));
    }

    private static String effect(Finding.Severity severity) {
        return switch (severity) {
            case ERROR -> "stops the run";
            case REJECTED -> "rejects the row";
            case WARNING -> "warns; findings.csv says what was done";
        };
    }
}
