package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.PublishedTable.StatisticsName;

/** Loads the tables into Stata: {@code load.do}. */
final class StataScript {

    static final String FILE = "load.do";

    /** Stata cuts a longer label; the whole of it goes into notes. */
    private static final int LONGEST_LABEL = 80;

    private final StringBuilder script = new StringBuilder();

    private StataScript() {}

    static void write(Path directory, List<PackageTable<?>> tables) throws IOException {
        StataScript stata = new StataScript();
        stata.line("* Run in the folder of the data package; saves each table as .dta with labels.");
        stata.line("* Missing values: "
                + Arrays.stream(Missing.values())
                        .map(code -> letter(code) + " " + code.text())
                        .collect(Collectors.joining(", "))
                + ".");
        stata.line("version 14");
        tables.forEach(stata::table);
        Files.writeString(directory.resolve(FILE), stata.script.toString(), UTF_8);
    }

    private void table(PackageTable<?> table) {
        line("");
        line("import delimited using \"" + table.file()
                + "\", clear varnames(nonames) rowrange(2) stringcols(_all) encoding(\"utf-8\") bindquotes(strict)");
        List<String> names = StatisticsName.STATA.of(table.columns());
        for (int i = 0; i < names.size(); i++) {
            line("rename v" + (i + 1) + " raw_" + (i + 1));
        }
        for (int i = 0; i < names.size(); i++) {
            variable(table.variables().get(i), "raw_" + (i + 1), names.get(i));
        }
        line("order " + String.join(" ", names));
        line("label data " + label(table.definition()));
        line("save \"" + table.name() + ".dta\", replace");
    }

    private void variable(Variable<?> variable, String raw, String name) {
        switch (variable.type()) {
            case TEXT -> line("rename " + raw + " " + name);
            case CATEGORY, FLAG -> categories(variable, raw, name);
            case INTEGER, DECIMAL -> number(variable, raw, name, "real(" + raw + ")", "");
            case DATE -> number(variable, raw, name, "daily(" + raw + ", \"YMD\")", "%td");
            case MONTH -> number(variable, raw, name, "monthly(" + raw + ", \"YM\")", "%tm");
        }
        line("label variable " + name + " " + label(variable.definition()));
        line("notes " + name + ": " + plain(variable.definition()));
        if (!name.equals(variable.name())) {
            line("notes " + name + ": column " + variable.name());
        }
    }

    private void categories(Variable<?> variable, String raw, String name) {
        line("generate int " + name + " = .");
        int number = 0;
        for (Category category : variable.categories()) {
            number++;
            line("replace " + name + " = " + number + " if " + raw + " == " + quoted(category.value()));
            line("label define " + name + " " + number + " " + quoted(category.value()) + ", add");
        }
        codes(variable, raw, name);
    }

    private void number(Variable<?> variable, String raw, String name, String value, String format) {
        line("generate double " + name + " = " + value);
        if (!format.isEmpty()) {
            line("format " + name + " " + format);
        }
        codes(variable, raw, name);
    }

    private void codes(Variable<?> variable, String raw, String name) {
        for (Missing code : variable.missing()) {
            line("replace " + name + " = " + letter(code) + " if " + raw + " == " + quoted(code.text()));
            line("label define " + name + " " + letter(code) + " " + quoted(code.text()) + ", add");
        }
        if (!variable.missing().isEmpty() || !variable.categories().isEmpty()) {
            line("label values " + name + " " + name);
        }
        line("drop " + raw);
    }

    private static String letter(Missing code) {
        return "." + (char) ('a' + code.place());
    }

    private static String label(String text) {
        return quoted(
                text.length() <= LONGEST_LABEL ? text : text.substring(0, text.offsetByCodePoints(0, 77)) + "...");
    }

    /** Compound quotes take any text but their own ends and macros. */
    private static String quoted(String text) {
        return "`\"" + plain(text) + "\"'";
    }

    private static String plain(String text) {
        return Variable.onOneLine(text).replace('`', '\'').replace("\"", "''").replace("$", "");
    }

    private void line(String line) {
        script.append(line).append('\n');
    }
}
