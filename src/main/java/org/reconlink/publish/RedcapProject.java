package org.reconlink.publish;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.PublishedTable.StatisticsName;

/**
 * The participants as a project of REDCap: a data dictionary, and the rows as its import takes them. Why a value is missing is
 * one of the project's missing data codes, so that fields of numbers and dates take it, too.
 */
final class RedcapProject {

    static final String DICTIONARY = "redcap-dictionary.csv";

    static final String IMPORT = "redcap-import.csv";

    /** The columns of a dictionary, as REDCap writes and reads them. */
    static final List<String> COLUMNS = List.of(
            "Variable / Field Name",
            "Form Name",
            "Section Header",
            "Field Type",
            "Field Label",
            "Choices, Calculations, OR Slider Labels",
            "Field Note",
            "Text Validation Type OR Show Slider Number",
            "Text Validation Min",
            "Text Validation Max",
            "Identifier?",
            "Branching Logic (Show field only if...)",
            "Required Field?",
            "Custom Alignment",
            "Question Number (surveys only)",
            "Matrix Group Name",
            "Matrix Ranking?",
            "Field Annotation");

    private static final String FORM = "reconlink";
    private static final String COMPLETE = FORM + "_complete";

    /** The longest name that REDCap takes, and those that are its own. */
    private static final StatisticsName NAMES = new StatisticsName(
            100,
            Set.of(
                    COMPLETE,
                    "redcap_event_name",
                    "redcap_repeat_instrument",
                    "redcap_repeat_instance",
                    "redcap_data_access_group",
                    "redcap_survey_identifier"));

    private RedcapProject() {}

    /** What to paste into the project's missing data codes. */
    static String missingDataCodes() {
        return List.of(Missing.values()).stream()
                .map(code -> code.redcap() + ", " + code.text())
                .collect(Collectors.joining(" | "));
    }

    /** Writes {@code redcap-dictionary.csv} and {@code redcap-import.csv} of a table whose first column tells its rows apart. */
    static void write(Path directory, PackageTable<?> table) throws IOException {
        List<String> names = NAMES.of(table.columns());
        List<? extends Variable<?>> variables = table.variables();
        try (CsvWriter csv = PackageTable.csv(directory.resolve(DICTIONARY))) {
            csv.writeRecord(COLUMNS);
            for (int i = 0; i < names.size(); i++) {
                csv.writeRecord(field(names.get(i), variables.get(i), hasLines(table, i)));
            }
        }
        try (CsvWriter csv = PackageTable.csv(directory.resolve(IMPORT))) {
            List<String> heading = new ArrayList<>(names);
            heading.add(COMPLETE);
            csv.writeRecord(heading);
            for (int row = 0; row < table.rows().size(); row++) {
                List<String> cells = new ArrayList<>();
                List<TableCell> own = table.cells(row);
                for (int i = 0; i < own.size(); i++) {
                    cells.add(cell(variables.get(i), own.get(i)));
                }
                cells.add("2"); // complete
                csv.writeRecord(cells);
            }
        }
    }

    private static List<String> field(String name, Variable<?> variable, boolean lines) {
        List<String> cells = new ArrayList<>(Collections.nCopies(COLUMNS.size(), ""));
        cells.set(0, name);
        cells.set(1, FORM);
        cells.set(3, type(variable.type(), lines));
        cells.set(4, plain(variable.definition()));
        cells.set(5, choices(variable));
        cells.set(6, plain(variable.unit()));
        cells.set(7, validation(variable.type()));
        if (variable.unit().equals("probability")) {
            cells.set(8, "0");
            cells.set(9, "1");
        }
        if (name.equals(Pseudonyms.COLUMN)) {
            cells.set(10, "y");
        }
        return cells;
    }

    private static String type(Variable.Type type, boolean lines) {
        return switch (type) {
            case FLAG -> "yesno";
            case CATEGORY -> "dropdown";
            case TEXT -> lines ? "notes" : "text";
            case INTEGER, DECIMAL, DATE, MONTH -> "text";
        };
    }

    private static String validation(Variable.Type type) {
        return switch (type) {
            case INTEGER -> "integer";
            case DECIMAL -> "number";
            case DATE -> "date_ymd";
            case TEXT, CATEGORY, FLAG, MONTH -> "";
        };
    }

    private static String choices(Variable<?> variable) {
        if (variable.type() != Variable.Type.CATEGORY) {
            return "";
        }
        List<String> choices = new ArrayList<>();
        for (Category category : variable.categories()) {
            choices.add(choices.size() + 1 + ", " + plain(category.value()));
        }
        return String.join(" | ", choices);
    }

    private static String cell(Variable<?> variable, TableCell cell) {
        if (cell instanceof Missing code) {
            return code.redcap();
        }
        String text = cell.text();
        return switch (variable.type()) {
            case FLAG -> text.equals("yes") ? "1" : "0";
            case CATEGORY ->
                Integer.toString(1
                        + variable.categories().stream()
                                .map(Category::value)
                                .toList()
                                .indexOf(text));
            case TEXT, INTEGER, DECIMAL, DATE, MONTH -> text;
        };
    }

    private static boolean hasLines(PackageTable<?> table, int column) {
        for (int row = 0; row < table.rows().size(); row++) {
            if (table.cells(row).get(column).text().indexOf('\n') >= 0) {
                return true;
            }
        }
        return false;
    }

    /** On one line, without what REDCap takes for markup, another field's value or the next choice. */
    private static String plain(String text) {
        return Variable.onOneLine(text)
                .replace('<', '(')
                .replace('>', ')')
                .replace('[', '(')
                .replace(']', ')')
                .replace('|', '/');
    }
}
