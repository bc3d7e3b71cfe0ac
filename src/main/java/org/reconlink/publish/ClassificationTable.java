package org.reconlink.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.disclosure.SafeTable;
import org.reconlink.disclosure.SafeTable.CountTable;
import org.reconlink.kernel.EnumWords;
import org.reconlink.offence.ClassificationCoverage;
import org.reconlink.offence.ClassificationCoverage.Nature;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.StudyResult;

/** How the offences of the linked were classified: by which evidence, and which codes were not known. */
final class ClassificationTable {
    private static final List<Category> KINDS = List.of(
            new Category("evidence", "offences whose court mode rests on this evidence"),
            new Category("title", "offences named by their title alone"),
            new Category("violent by", "offences that this source calls violent; one can be called so by several"),
            new Category("sexual by", "offences that this source calls sexual; one can be called so by several"),
            new Category("unknown code", "offences of a code whose court mode is unknown"));

    private ClassificationTable() {}

    /** @param of a kind of evidence, or a code */
    record Row(String kind, String of, TableCell offences) {}

    static PackageTable<Row> of(StudyResult result) {
        DisclosureRule small = result.publish().counts();
        return new PackageTable<>(
                "classification",
                "How the offences of linked participants were classified, one row for each kind of evidence and each code"
                        + " whose court mode is unknown.",
                List.of("kind", "counted"),
                List.of(
                        Variable.category("kind", "What the row is about.", KINDS, row -> TableCell.own(row.kind())),
                        Variable.own("counted", "The kind of evidence, or the code.", row -> TableCell.own(row.of())),
                        Variable.<Row>integer(
                                        "offences",
                                        "Number of offences of linked participants.",
                                        "offences",
                                        Row::offences)
                                .or(Missing.WITHHELD)),
                rows(result.classification(), small));
    }

    private static List<Row> rows(ClassificationCoverage coverage, DisclosureRule small) {
        List<Row> rows = new ArrayList<>();
        List<ModeEvidence> kinds = List.copyOf(coverage.byEvidence().keySet());
        // all kinds together are the offences of the linked, whose number the report has
        SafeTable safe = SafeTable.of(
                new CountTable(
                        kinds.stream().map(ModeEvidence::name).toList(),
                        List.of("offences"),
                        coverage.byEvidence().values().stream().map(List::of).toList()),
                small);
        for (int i = 0; i < kinds.size(); i++) {
            OptionalLong count = safe.count(i, 0);
            rows.add(new Row(
                    "evidence",
                    EnumWords.of(kinds.get(i)),
                    count.isPresent() ? TableCell.number(count.getAsLong()) : Missing.WITHHELD));
        }
        rows.add(new Row("title", "exactly that of one code", TableCell.count(coverage.matchedTitles(), small)));
        rows.add(new Row("title", "not exactly that of one code", TableCell.count(coverage.unmatchedTitles(), small)));
        nature("violent by", coverage.violent(), small, rows);
        nature("sexual by", coverage.sexual(), small, rows);
        coverage.unknownCodes()
                .forEach((code, n) -> rows.add(new Row("unknown code", code, TableCell.count(n, small))));
        return rows;
    }

    private static void nature(String kind, Nature nature, DisclosureRule small, List<Row> rows) {
        rows.add(new Row(kind, "any of the sources below", TableCell.count(nature.yes(), small)));
        nature.bySource().forEach((source, n) -> rows.add(new Row(kind, source.words(), TableCell.count(n, small))));
        rows.add(new Row(kind, "not known: no source has the offence", TableCell.count(nature.unknown(), small)));
    }
}
