package org.reconlink.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Headings.HeadingRow;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Finding.Severity;
import org.reconlink.kernel.Spelling;

/** Finds the row of headings below whatever titles a table begins with: the first row that has all those wanted. */
final class HeadingSearch {
    /** Of the letters of a heading or a sheet's name: people shorten them. */
    private static final double NEAR = 0.5;

    /** No title is taller than this. */
    private static final int ROWS = 100;

    private final SourceFile file;
    private final Table table;
    private final Headings wanted;

    HeadingSearch(SourceFile file, Table table, Headings wanted) {
        this.file = file;
        this.table = table;
        this.wanted = wanted;
    }

    /**
     * Reads the table up to and including its headings.
     *
     * @throws IntakeException naming each heading that is missing or there twice
     */
    HeadingRow find() throws IOException {
        TableRow best = null;
        int mostFound = 0;
        int rows = 0;
        for (TableRow row = table.next(); row != null && rows < ROWS; row = table.next()) {
            rows++;
            int found = wanted.countIn(row);
            if (found == wanted.count()) {
                return unambiguous(HeadingRow.of(row));
            }
            if (found > mostFound) {
                best = row;
                mostFound = found;
            }
        }
        if (rows == 0) {
            throw file.unusable(table.sheet(), null, "empty table", "there are no rows", "put the table here");
        }
        // With less than half the headings the row may well hold people, whose names must not be shown.
        throw best == null || 2 * mostFound < wanted.count()
                ? noHeadings(mostFound, best)
                : new IntakeException(missing(HeadingRow.of(best)));
    }

    private HeadingRow unambiguous(HeadingRow row) throws IntakeException {
        List<Finding> twice = duplicated(row);
        if (!twice.isEmpty()) {
            throw new IntakeException(twice);
        }
        return row;
    }

    private IntakeException noHeadings(int found, @Nullable TableRow best) {
        String advice = "check that this is the right " + (table.sheet() == null ? "file" : "sheet")
                + ", and the headings in the protocol (" + file.section() + ", columns)";
        return best == null
                ? file.unusable(
                        table.sheet(),
                        null,
                        "headings",
                        "none of the first " + ROWS + " rows has any of the " + wanted.count() + " mapped headings",
                        advice)
                : file.unusable(
                        table.sheet(),
                        best.number(),
                        "headings",
                        "no row has the mapped headings; this one has the most, " + found + " of " + wanted.count(),
                        advice);
    }

    private List<Finding> missing(HeadingRow row) {
        List<Finding> findings = new ArrayList<>();
        for (String heading : wanted.missingFrom(row)) {
            String nearest = Spelling.nearest(heading, unmapped(row), Texts::folded, NEAR)
                    .orElse(null);
            findings.add(finding(
                    row,
                    heading,
                    "missing heading",
                    "there is no heading \"" + heading + "\""
                            + (nearest == null ? "" : "; the nearest there is \"" + nearest + "\""),
                    "correct it in the file or in the protocol (" + file.section() + ", columns)"));
        }
        findings.addAll(duplicated(row));
        return findings;
    }

    private List<String> unmapped(HeadingRow row) {
        return row.cells().stream()
                .filter(cell -> !cell.isEmpty() && !wanted.byKey().containsKey(Headings.key(cell)))
                .toList();
    }

    private List<Finding> duplicated(HeadingRow row) {
        return wanted.duplicatedIn(row).stream()
                .map(heading -> finding(
                        row,
                        heading,
                        "duplicated heading",
                        "the heading \"" + heading + "\" is there "
                                + row.indexesOf(Headings.key(heading)).size() + " times",
                        "rename all but the one that is meant"))
                .toList();
    }

    private Finding finding(HeadingRow row, String heading, String rule, String problem, String advice) {
        return new Finding(Severity.ERROR, rule, file.name(), table.sheet(), row.number(), heading, problem, advice);
    }
}
