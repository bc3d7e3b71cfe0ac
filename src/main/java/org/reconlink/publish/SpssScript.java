package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.PublishedTable.StatisticsName;

/** Loads the tables into SPSS: {@code load.sps}. */
final class SpssScript {

    static final String FILE = "load.sps";

    /** What stands for the first missing code; far from any count, number of days or date. */
    private static final int FIRST_CODE = -9_999_999;

    private final StringBuilder script = new StringBuilder();

    private SpssScript() {}

    static void write(Path directory, List<PackageTable<?>> tables) throws IOException {
        SpssScript spss = new SpssScript();
        spss.line("* Run in the folder of the data package; saves each table as .sav with labels.");
        spss.line("* Why a value is missing is a labelled user-missing number; in text it stays a word.");
        spss.line("SET DECIMAL=DOT.");
        tables.forEach(spss::table);
        Files.writeString(directory.resolve(FILE), spss.script.toString(), UTF_8);
    }

    private <R> void table(PackageTable<R> table) {
        List<String> names = StatisticsName.SPSS.of(table.columns());
        List<Variable<R>> variables = table.variables();
        line("");
        line("GET DATA /TYPE=TXT /FILE='" + table.file() + "' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED");
        line("  /FIRSTCASE=2 /DELIMITERS=',' /QUALIFIER='\"' /VARIABLES=");
        int[] widths = widths(table);
        for (int i = 0; i < names.size(); i++) {
            line("  " + (isText(variables.get(i)) ? names.get(i) : raw(i)) + " A" + widths[i]);
        }
        line("  .");
        for (int i = 0; i < names.size(); i++) {
            if (!isText(variables.get(i))) {
                coded(variables.get(i), names.get(i), raw(i));
            }
            line("VARIABLE LABELS " + names.get(i));
            line("  " + quoted(variables.get(i).definition()) + ".");
        }
        line("SAVE OUTFILE='" + table.name() + ".sav' /KEEP=");
        names.forEach(name -> line("  " + name));
        line("  .");
    }

    private static String raw(int place) {
        return "raw" + (place + 1);
    }

    /** The bytes of the longest cell of each column; 1 where there is none. */
    private static int[] widths(PackageTable<?> table) {
        int[] widths = new int[table.variables().size()];
        for (int row = 0; row < table.rows().size(); row++) {
            List<TableCell> cells = table.cells(row);
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], bytes(cells.get(i).text()));
            }
        }
        Arrays.setAll(widths, i -> Math.max(widths[i], 1));
        return widths;
    }

    private static int bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '\u007f') {
                return text.getBytes(UTF_8).length;
            }
        }
        return text.length();
    }

    private void coded(Variable<?> variable, String name, String raw) {
        line("NUMERIC " + name + " (" + format(variable.type()) + ").");
        if (variable.categories().isEmpty()) {
            String known = variable.missing().stream()
                    .map(code -> " AND RTRIM(" + raw + ") <> " + quoted(code.text()))
                    .reduce(raw + " <> ''", String::concat);
            line("IF (" + known + ") " + name + " = " + value(variable.type(), raw) + ".");
        }
        int number = 0;
        for (Category category : variable.categories()) {
            number++;
            recode(name, raw, category.value(), number);
        }
        for (Missing code : variable.missing()) {
            recode(name, raw, code.text(), number(code));
        }
        valueLabels(variable, name);
        if (!variable.missing().isEmpty()) {
            int last = FIRST_CODE + Missing.values().length - 1;
            line("MISSING VALUES " + name + " (" + FIRST_CODE + " THRU " + last + ").");
        }
    }

    private void recode(String name, String raw, String from, int to) {
        line("IF (RTRIM(" + raw + ") = " + quoted(from) + ") " + name + " = " + to + ".");
    }

    private void valueLabels(Variable<?> variable, String name) {
        StringBuilder labels = new StringBuilder();
        int number = 0;
        for (Category category : variable.categories()) {
            number++;
            labels.append("\n  ").append(number).append(' ').append(quoted(category.value()));
        }
        for (Missing code : variable.missing()) {
            labels.append("\n  ").append(number(code)).append(' ').append(quoted(code.text()));
        }
        if (!labels.isEmpty()) {
            line("VALUE LABELS " + name + labels + ".");
        }
    }

    private static int number(Missing code) {
        return FIRST_CODE + code.place();
    }

    private static String format(Variable.Type type) {
        return switch (type) {
            case TEXT, CATEGORY, FLAG, INTEGER -> "F10.0";
            case DECIMAL -> "F14.6";
            case DATE -> "SDATE10";
            case MONTH -> "MOYR8";
        };
    }

    private static String value(Variable.Type type, String raw) {
        return switch (type) {
            case DATE -> "NUMBER(" + raw + ", SDATE10)";
            case MONTH ->
                "DATE.MOYR(NUMBER(CHAR.SUBSTR(" + raw + ", 6, 2), F2), NUMBER(CHAR.SUBSTR(" + raw + ", 1, 4), F4))";
            default -> "NUMBER(" + raw + ", F24)";
        };
    }

    private static boolean isText(Variable<?> variable) {
        return variable.type() == Variable.Type.TEXT;
    }

    private static String quoted(String text) {
        return "'" + Variable.onOneLine(text).replace("'", "''") + "'";
    }

    private void line(String line) {
        script.append(line).append('\n');
    }
}
