package org.reconlink.result.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.reconlink.intake.ColumnFacts;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.Field;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.Finding;

/** Holds one file to every check of its section. */
final class FileChecks {
    private final FileFacts facts;
    private final CheckedPeople population;
    private final Map<String, ColumnFacts> columns = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Finding>>> left;
    private final List<CheckResult> results = new ArrayList<>();

    private FileChecks(FileFacts facts, List<Finding> findings, CheckedPeople population) {
        this.facts = facts;
        this.population = population;
        this.left = findings.stream()
                .collect(Collectors.groupingBy(
                        Finding::rule,
                        TreeMap::new,
                        Collectors.groupingBy(
                                FileChecks::columnOf, TreeMap::new, Collectors.toCollection(ArrayList::new))));
        for (ColumnFacts column : facts.table().columns()) {
            if (column.field() != null) {
                columns.put(column.field(), column);
            }
        }
    }

    /**
     * The result of every check, in the order of the list; checks that look at columns have one for each.
     *
     * @param findings of the file
     */
    static List<CheckResult> of(FileFacts facts, List<Finding> findings, CheckedPeople population) {
        FileChecks checks = new FileChecks(facts, findings, population);
        Checks.of(facts.section()).forEach(checks::make);
        checks.takeWhatIsLeft();
        return List.copyOf(checks.results);
    }

    /** Why a check of a field does not apply. */
    static String notMapped(String field) {
        return "no column is mapped to " + field;
    }

    private void make(Check check) {
        switch (check.scope()) {
            case NOT_BLANK, CELL ->
                check.fields().stream().filter(this::mayHave).forEach(field -> cell(check, field));
            default -> whole(check);
        }
    }

    /** Whether a file of the section can have the field at all. */
    private boolean mayHave(String field) {
        return Fields.of(facts.section()).contains(field);
    }

    private void cell(Check check, String field) {
        ColumnFacts column = columns.get(field);
        if (column == null) {
            results.add(new CheckResult(check, field, "", notMapped(field), 0, List.of()));
            return;
        }
        long of = check.scope() == Scope.CELL ? column.filled() : facts.table().rows();
        List<Finding> found = left.getOrDefault(check.rule(), new TreeMap<>()).remove(column.heading());
        add(check, field, column.heading(), "", of, found == null ? List.of() : found);
    }

    private void whole(Check check) {
        Map<String, List<Finding>> byColumn = left.remove(check.rule());
        List<Finding> found = byColumn == null
                ? List.of()
                : byColumn.values().stream().flatMap(List::stream).sorted().toList();
        add(check, "", "", found.isEmpty() ? notApplicable(check) : "", count(check.scope()), found);
    }

    private void add(Check check, String field, String column, String notApplicable, long count, List<Finding> found) {
        long of = Math.max(count, found.size());
        String why = notApplicable.isEmpty() && of == 0
                ? "there are no " + check.scope().counted()
                : notApplicable;
        results.add(new CheckResult(check, field, column, why, why.isEmpty() ? of : 0, found));
    }

    private String notApplicable(Check check) {
        boolean workbook = facts.table().sheets() > 0;
        String why = switch (check.scope()) {
            case CSV, CSV_ROW -> workbook ? "the file is a workbook" : "";
            case WORKBOOK -> workbook ? "" : "the file is no workbook";
            case CHECKSUM -> facts.table().checksum() ? "" : "there is no checksum file beside it";
            default -> "";
        };
        if (!why.isEmpty()) {
            return why;
        }
        String unmapped = check.fields().stream()
                .filter(field -> Arrays.stream(field.split(" or ")).noneMatch(columns::containsKey))
                .collect(Collectors.joining(" and "));
        return unmapped.isEmpty() ? population.lacks(check) : notMapped(unmapped);
    }

    private long count(Scope scope) {
        return switch (scope) {
            case FILE, CSV, WORKBOOK, CHECKSUM -> 1;
            case CSV_ROW -> facts.rowsRead();
            case ROW, NOT_BLANK -> facts.table().rows();
            case CELL, ANY_CELL ->
                facts.table().columns().stream()
                        .filter(column -> !column.ignored())
                        .mapToLong(ColumnFacts::filled)
                        .sum();
            case PARTICIPANT, LINK, OFFENCE, SPELL -> population.of(scope, facts);
        };
    }

    /** A finding of a rule that the list does not have, or has for other columns, is shown as well. */
    private void takeWhatIsLeft() {
        left.values()
                .forEach(byColumn -> byColumn.forEach((column, same) -> {
                    Finding first = same.get(0);
                    Check check = new Check(
                            List.of(facts.section()),
                            Scope.ROW,
                            first.rule(),
                            first.problem(),
                            Cost.OUTCOMES,
                            List.of());
                    add(check, "", column, "", facts.rowsRead(), same);
                }));
    }

    private static String columnOf(Finding finding) {
        return finding.column() == null ? "" : finding.column();
    }

    /** The fields that a file of a section can have. */
    static final class Fields {
        private Fields() {}

        static List<String> of(String section) {
            return Arrays.stream(ExtractKind.values())
                    .filter(kind -> kind.section().equals(section))
                    .flatMap(kind -> kind.fields().stream())
                    .map(Field::name)
                    .toList();
        }

        /** Those that no column of the file is mapped to. */
        static List<String> notMapped(FileFacts facts) {
            List<String> fields = new ArrayList<>(of(facts.section()));
            facts.table().columns().stream().map(ColumnFacts::field).forEach(fields::remove);
            return fields;
        }
    }
}
