package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.disclosure.SafeTable;
import org.reconlink.disclosure.SafeTable.CountTable;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.StudyResult;

/** Tables that can leave the room, and what an output checker has to know of them: {@code safe-outputs/}. */
public final class SafeOutputs {

    public static final String FOLDER = "safe-outputs";

    /** What stands in the place of a count that is hidden. */
    public static final String REDACTED = "redacted";

    private static final String TOTAL = "total";

    private final DisclosureRule rule;
    private final Path folder;

    private SafeOutputs(DisclosureRule rule, Path folder) {
        this.rule = rule;
        this.folder = folder;
    }

    /** Writes nothing where the protocol asks for no disclosure control: nothing is safe then. */
    public static void write(Path directory, StudyResult result) throws IOException {
        DisclosureRule rule = result.publish().disclosure();
        if (!rule.active()) {
            return;
        }
        SafeOutputs outputs = new SafeOutputs(rule, Files.createDirectory(directory.resolve(FOLDER)));
        List<Object> checks = new ArrayList<>();
        for (CrossTable table : CrossTable.all(result)) {
            checks.add(outputs.table(table));
        }
        outputs.checks(result, checks);
    }

    private Map<String, Object> table(CrossTable cross) throws IOException {
        SafeTable safe = SafeTable.of(cross.counts(), rule);
        String file = cross.name() + ".csv";
        int lines = csv(cross, safe, file);
        FileDigest digest = FileDigest.of(file, folder.resolve(file));
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("file", file);
        check.put("sha256", digest.sha256());
        check.put("bytes", digest.bytes());
        check.put("lines", lines);
        check.put("title", cross.definition());
        check.put("population", cross.population());
        check.put("columns", List.of(cross.name(), cross.across(), "count", "per_cent"));
        check.put("redacted_because_small", safe.small());
        check.put("redacted_to_protect_them", safe.protecting());
        check.put("status", rule.base() > 1 && rule.redactUpTo() > 0 ? "pass" : "review");
        return check;
    }

    /** One line for each count and total; the totals of rows only where there are several columns. */
    private int csv(CrossTable cross, SafeTable safe, String file) throws IOException {
        List<String> rows = new ArrayList<>(cross.counts().rows());
        List<String> columns = new ArrayList<>(cross.counts().columns());
        rows.add(TOTAL);
        if (columns.size() > 1) {
            columns.add(TOTAL);
        }
        try (CsvWriter csv = PackageTable.csv(folder.resolve(file))) {
            csv.writeRecord(cross.name(), cross.across(), "count", "per_cent");
            for (int j = 0; j < columns.size(); j++) {
                for (int i = 0; i < rows.size(); i++) {
                    csv.writeRecord(rows.get(i), columns.get(j), count(safe, i, j), perCent(safe, i, j));
                }
            }
        }
        return rows.size() * columns.size();
    }

    private static String count(SafeTable safe, int row, int column) {
        return safe.count(row, column).isPresent()
                ? Long.toString(safe.count(row, column).getAsLong())
                : REDACTED;
    }

    private static String perCent(SafeTable safe, int row, int column) {
        return safe.perCentOfColumn(row, column).isPresent()
                ? TableCell.decimal(safe.perCentOfColumn(row, column).getAsDouble(), 1)
                        .text()
                : REDACTED;
    }

    private void checks(StudyResult result, List<Object> tables) throws IOException {
        Map<String, Object> controls = new LinkedHashMap<>();
        controls.put("counts_redacted_up_to", rule.redactUpTo());
        controls.put("zeros_redacted", rule.zerosToo());
        controls.put("counts_rounded_to", rule.base());
        controls.put("totals", "sums of the rounded counts, redacted ones included");
        controls.put("per_cent", "of the rounded total of the column, from rounded counts");
        controls.put(
                "secondary_redaction",
                "further cells are redacted until each redacted cell fits at least two rounded values, given the rest of its"
                        + " table");
        controls.put(
                "left_to_the_checker",
                "differences between tables, which are checked one by one, and what readers know from elsewhere");
        Map<String, Object> checks = new LinkedHashMap<>();
        checks.put("study", result.studyId());
        checks.put("title", result.title());
        checks.put("data_cut", result.outcome().dataCut().toString());
        checks.put("controls", controls);
        checks.put("tables", tables);
        Files.writeString(folder.resolve("checks.json"), PrettyJson.of(checks), UTF_8);
    }

    /**
     * Participants counted by a column of their table whose values are listed.
     *
     * @param name of the column
     * @param population whom it counts
     * @param across what its columns are
     */
    private record CrossTable(String name, String definition, String population, String across, CountTable counts) {

        private static final String GROUP = "study_group";
        private static final String INCLUDED = "included";
        private static final String LINKAGE = "linkage_status";

        /** Linkage by inclusion over everybody, then each listed column over those included, by group where there are several. */
        static List<CrossTable> all(StudyResult result) {
            PackageTable<ParticipantRow> table = ParticipantsTable.of(result);
            List<ParticipantRow> included = table.rows().stream()
                    .filter(row -> row.outcome().included())
                    .toList();
            Variable<ParticipantRow> group = table.variable(GROUP);
            List<String> groups = included.stream()
                    .map(row -> group.cell(row).text())
                    .distinct()
                    .sorted()
                    .toList();
            if (groups.isEmpty()) {
                groups = List.of(Missing.MISSING.text()); // nobody is included, and a table needs a column
            }
            List<CrossTable> all = new ArrayList<>();
            Variable<ParticipantRow> inclusion = table.variable(INCLUDED);
            all.add(of(
                    table.variable(LINKAGE), table.rows(), "all participants", INCLUDED, values(inclusion), inclusion));
            for (Variable<ParticipantRow> variable : table.variables()) {
                boolean listed =
                        !variable.categories().isEmpty() && !variable.name().equals(INCLUDED);
                if (listed && !variable.name().equals(LINKAGE)) {
                    all.add(of(variable, included, "participants included in the study", GROUP, groups, group));
                }
            }
            return all;
        }

        private static CrossTable of(
                Variable<ParticipantRow> variable,
                List<ParticipantRow> people,
                String population,
                String across,
                List<String> columns,
                Variable<ParticipantRow> column) {
            List<String> values = values(variable);
            List<List<Long>> counts = values.stream()
                    .map(value -> columns.stream()
                            .map(other -> people.stream()
                                    .filter(row -> variable.cell(row).text().equals(value)
                                            && column.cell(row).text().equals(other))
                                    .count())
                            .toList())
                    .toList();
            return new CrossTable(
                    variable.name(),
                    variable.definition(),
                    population,
                    across,
                    new CountTable(values, columns, counts));
        }

        /** All that the column can say, whether or not anybody has it: which of them occur would tell of people. */
        private static List<String> values(Variable<?> variable) {
            return Stream.concat(
                            variable.categories().stream().map(Category::value),
                            variable.missing().stream().map(Missing::text))
                    .toList();
        }
    }
}
