package org.reconlink.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.reconlink.offence.ClassificationCoverage;

/** How the offences of the linked were classified: by which evidence, and which codes were not known. */
final class ClassificationTable {
    private static final List<Category> KINDS = List.of(
            new Category("evidence", "offences whose court mode rests on this evidence"),
            new Category("title", "offences named by their title alone"),
            new Category("unknown code", "offences of a code whose court mode is unknown"));

    private ClassificationTable() {}

    /** @param of a kind of evidence, or a code */
    record Row(String kind, String of, long offences) {}

    static Table<Row> of(StudyResult result) {
        SmallNumbers small = result.publish().smallNumbers();
        return new Table<>(
                "classification",
                "How the offences of linked participants were classified, one row for each kind of evidence and each code"
                        + " whose court mode is unknown.",
                List.of("kind", "of"),
                List.of(
                        Variable.category("kind", "What the row is about.", KINDS, row -> Cell.own(row.kind())),
                        Variable.own("of", "The kind of evidence, or the code.", row -> Cell.own(row.of())),
                        Variable.<Row>integer(
                                        "offences",
                                        "Number of offences of linked participants.",
                                        "offences",
                                        row -> small.cell(row.offences()))
                                .or(Missing.WITHHELD)),
                rows(result.classification()));
    }

    private static List<Row> rows(ClassificationCoverage coverage) {
        List<Row> rows = new ArrayList<>();
        coverage.byEvidence()
                .forEach((evidence, n) -> rows.add(new Row(
                        "evidence", evidence.name().toLowerCase(Locale.ROOT).replace('_', ' '), n)));
        rows.add(new Row("title", "exactly that of one code", coverage.matchedTitles()));
        rows.add(new Row("title", "not exactly that of one code", coverage.unmatchedTitles()));
        coverage.unknownCodes().forEach((code, n) -> rows.add(new Row("unknown code", code, n)));
        return rows;
    }
}
