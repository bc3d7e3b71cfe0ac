package org.reconlink.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.reconlink.disclosure.NumberText;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.FileFacts.ColumnFacts;
import org.reconlink.kernel.Finding;
import org.reconlink.result.ReportWords;
import org.reconlink.result.quality.CheckResult;
import org.reconlink.result.quality.CheckResult.Outcome;
import org.reconlink.result.quality.Checks.Check;
import org.reconlink.result.quality.DataQuality.FileQuality;

/** One input file: its rows, its columns, and every check. */
final class FileChapter {
    /** Who has more to mend than this looks for a pattern, not for the next cell. */
    private static final int PLACES = 12;

    private final FileQuality quality;
    private final FileFacts facts;
    private final List<PagePart> body = new ArrayList<>();

    private FileChapter(FileQuality quality) {
        this.quality = quality;
        this.facts = quality.facts();
    }

    static Chapter of(int number, FileQuality quality) {
        FileChapter chapter = new FileChapter(quality);
        chapter.rows();
        chapter.columns();
        chapter.findings();
        chapter.passed();
        chapter.notApplicable();
        return new Chapter(
                "file-" + number, quality.facts().section(), quality.facts().file(), chapter.body);
    }

    private void rows() {
        long accepted = facts.rowsRead() - facts.rowsRejected();
        body.add(Html.p(facts.format() + sheets() + ". " + NumberText.whole(facts.rowsRead()) + " rows read, "
                + NumberText.whole(accepted) + " accepted, " + NumberText.whole(facts.rowsRejected()) + " rejected."));
    }

    private String sheets() {
        int sheets = facts.table().sheets();
        return sheets < 2 ? "" : "; one of " + sheets + " sheets is read";
    }

    private void columns() {
        List<ColumnFacts> columns = facts.table().columns();
        if (columns.isEmpty()) {
            return;
        }
        DataTable table =
                new DataTable("Columns of " + facts.file(), "Column", "Field", "Filled", "Usable", "Of all rows");
        columns.stream().filter(column -> !column.ignored()).forEach(column -> column(table, column));
        body.add(table.build());
        body.add(Html.note(
                "Filled: not blank. Usable: a value could be made of it, so neither a word for “not known” nor"
                        + " unreadable; values that nothing is made of count as usable as soon as they are filled."
                        + " The bar: usable cells, then those that are filled and not usable, on a line of all rows."
                        + ignored(columns) + notMapped()));
    }

    private void column(DataTable table, ColumnFacts column) {
        long rows = facts.table().rows();
        table.row(
                column.letters() + "  " + column.heading(),
                DataTable.words(column.field() == null ? "carried through" : column.field()),
                DataTable.figure(QualityPage.share(column.filled(), rows)),
                DataTable.figure(QualityPage.share(column.usable(), rows)),
                FilledMark.cell(column, rows));
    }

    private static String ignored(List<ColumnFacts> columns) {
        String ignored = columns.stream()
                .filter(ColumnFacts::ignored)
                .map(ColumnFacts::letters)
                .collect(Collectors.joining(", "));
        return ignored.isEmpty()
                ? " No column is ignored."
                : " Ignored, since the protocol does not map them: " + ignored + ".";
    }

    private String notMapped() {
        return quality.notMapped().isEmpty()
                ? ""
                : " Fields that no column is mapped to: " + String.join(", ", quality.notMapped()) + ".";
    }

    private void findings() {
        List<CheckResult> failed = new ArrayList<>(quality.results(Outcome.REJECTED));
        failed.addAll(quality.results(Outcome.WARNING));
        body.add(Html.h3("Findings"));
        if (failed.isEmpty()) {
            body.add(Html.p("No check found anything."));
            return;
        }
        DataTable table = new DataTable("Findings in " + facts.file(), "Check", "Effect", "How many", "Where");
        failed.forEach(result -> finding(table, result));
        body.add(table.build());
        body.add(Html.note("Up to " + PLACES + " places are named of each; findings.csv names all that were found in"
                + " reading and in working out outcomes."));
    }

    private void finding(DataTable table, CheckResult result) {
        Finding first = result.findings().get(0);
        table.row(
                ReportWords.field(name(result)),
                ReportWords.sentence(problem(result)) + ": " + first.advice() + ".",
                List.of(
                        DataTable.words(result.outcome() == Outcome.REJECTED ? "rejects" : "warns"),
                        DataTable.figure(QualityPage.share(result.findings().size(), result.of()))
                                .add(Element.of(
                                                "span",
                                                " of " + result.check().scope().counted())
                                        .with("class", "definition")),
                        DataTable.words(FindingPlaces.of(result.findings(), PLACES))));
    }

    /** In the words of the findings, where all of them say the same. */
    static String problem(CheckResult result) {
        String first = result.findings().get(0).problem();
        boolean same = result.findings().stream().allMatch(f -> f.problem().equals(first));
        return same ? first : result.check().rule();
    }

    private static String name(CheckResult result) {
        return result.check().rule() + (result.column().isEmpty() ? "" : ", " + result.column());
    }

    /** By what they looked at: the file, the same columns, or the records of the linked. */
    private void passed() {
        Map<Check, List<CheckResult>> byCheck = quality.results(Outcome.PASSED).stream()
                .collect(Collectors.groupingBy(CheckResult::check, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<String>> byPlace = new LinkedHashMap<>();
        byCheck.forEach(
                (check, results) -> byPlace.computeIfAbsent(lookedAt(check, results), place -> new ArrayList<>())
                        .add(check.asks()));
        body.add(Html.h3("Checks passed"));
        body.add(Html.list(byPlace.entrySet().stream()
                .map(e -> e.getKey() + ": " + String.join("; ", e.getValue()) + ".")
                .toList()));
    }

    private static String lookedAt(Check check, List<CheckResult> results) {
        String columns = results.stream()
                .map(CheckResult::column)
                .filter(column -> !column.isEmpty())
                .collect(Collectors.joining(", "));
        if (!columns.isEmpty()) {
            return columns;
        }
        return switch (check.scope().level()) {
            case FILE -> "The file";
            case ROW -> "Every row";
            case PLAUSIBILITY -> "Plausibility after linkage";
        };
    }

    private void notApplicable() {
        Map<String, List<CheckResult>> byReason = quality.results(Outcome.NOT_APPLICABLE).stream()
                .collect(Collectors.groupingBy(CheckResult::notApplicable, TreeMap::new, Collectors.toList()));
        if (byReason.isEmpty()) {
            return;
        }
        body.add(Html.h3("Checks that do not apply"));
        body.add(Html.list(byReason.entrySet().stream()
                .map(e -> ReportWords.sentence(e.getKey()) + ": " + rules(e.getValue()) + ".")
                .toList()));
    }

    private static String rules(List<CheckResult> results) {
        return results.stream()
                .map(result -> result.check().rule() + (result.column().isEmpty() ? "" : " (" + result.column() + ")"))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** How full a column is, as a bar: usable cells, then filled ones that are not, on a line of all cells. */
    private static final class FilledMark {
        private static final double WIDTH = 160;
        private static final double HEIGHT = 18;
        private static final double BAR = 10;

        private FilledMark() {}

        /** A cell of a table; empty without rows. It repeats the cells before it, so it is not read out. */
        static Element cell(ColumnFacts column, long rows) {
            Element cell = Element.of("td").with("class", "mark");
            if (rows == 0) {
                return cell;
            }
            double top = (HEIGHT - BAR) / 2;
            double usable = WIDTH * column.usable() / rows;
            double rest = WIDTH * (column.filled() - column.usable()) / rows;
            return cell.add(Svg.ornament(
                    WIDTH,
                    HEIGHT,
                    List.of(
                            Svg.line(0, HEIGHT / 2, WIDTH, HEIGHT / 2, "scale"),
                            Svg.rectangle(0, top, usable, BAR, "bar link"),
                            Svg.rectangle(usable, top, rest, BAR, "bar review"))));
        }
    }

    /**
     * Where findings of one kind are: the cells of a workbook; where they are about whole rows, the rows; the lines of CSV. Rows
     * that follow one another are one place.
     */
    static final class FindingPlaces {
        private FindingPlaces() {}

        /** {@code I38, I40}, {@code lines 91 to 102, 118 and 26 more}; so many places at most. */
        static String of(List<Finding> findings, int most) {
            Finding first = findings.get(0);
            if (first.row() == null) {
                return "the file";
            }
            if (first.cell() != null) {
                List<String> cells = findings.stream()
                        .map(Finding::cell)
                        .filter(Objects::nonNull)
                        .toList();
                return some(cells.subList(0, Math.min(most, cells.size())), findings.size() - most);
            }
            String kind = first.sheet() == null ? "line" : "row";
            return kind + (findings.size() == 1 ? " " : "s ") + rows(findings, most);
        }

        private static String rows(List<Finding> findings, int most) {
            List<Long> rows =
                    findings.stream().map(Finding::row).filter(Objects::nonNull).toList();
            List<String> places = new ArrayList<>();
            int from = 0;
            while (from < rows.size() && places.size() < most) {
                int to = from;
                while (to + 1 < rows.size() && rows.get(to + 1) == rows.get(to) + 1) {
                    to++;
                }
                places.add(from == to ? String.valueOf(rows.get(from)) : rows.get(from) + " to " + rows.get(to));
                from = to + 1;
            }
            return some(places, rows.size() - from);
        }

        private static String some(List<String> places, int more) {
            return String.join(", ", places) + (more > 0 ? " and " + NumberText.whole(more) + " more" : "");
        }
    }
}
