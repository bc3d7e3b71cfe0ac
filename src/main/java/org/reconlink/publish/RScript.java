package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.reconlink.publish.Variable.Category;

/** Loads the tables into R without any package: {@code load.R}. */
final class RScript {

    static final String FILE = "load.R";

    private static final String FUNCTIONS = """
            # source("load.R") in the folder of the data package: one data frame for each table.
            # A value that is missing is NA; attr(column, "missing") says why, row by row.
            read_table <- function(file) {
              read.csv(file, colClasses = "character", na.strings = character(0),
                       check.names = FALSE, encoding = "UTF-8")
            }
            as_column <- function(raw, convert, codes, label) {
              why <- ifelse(raw %in% codes, raw, NA_character_)
              raw[!is.na(why)] <- NA_character_
              column <- convert(raw)
              attr(column, "missing") <- why
              attr(column, "label") <- label
              column
            }
            """;

    private RScript() {}

    static void write(Path directory, List<PackageTable<?>> tables) throws IOException {
        StringBuilder script = new StringBuilder(FUNCTIONS);
        for (PackageTable<?> table : tables) {
            script.append('\n')
                    .append(table.name())
                    .append(" <- read_table(")
                    .append(quoted(table.file()))
                    .append(")\n");
            for (Variable<?> variable : table.variables()) {
                script.append(column(table.name(), variable));
            }
        }
        Files.writeString(directory.resolve(FILE), script.toString(), UTF_8);
    }

    private static String column(String table, Variable<?> variable) {
        String column = table + "[[" + quoted(variable.name()) + "]]";
        String codes = vector(variable.missing().stream().map(Missing::text).toList());
        return column + " <- as_column(" + column + ", " + convert(variable) + ", " + codes + ",\n  "
                + quoted(variable.definition()) + ")\n";
    }

    private static String convert(Variable<?> variable) {
        return switch (variable.type()) {
            case TEXT, MONTH -> "identity";
            case CATEGORY, FLAG ->
                "function(x) factor(x, levels = "
                        + vector(variable.categories().stream()
                                .map(Category::value)
                                .toList()) + ")";
            case INTEGER -> "as.integer";
            case DECIMAL -> "as.numeric";
            case DATE -> "as.Date";
        };
    }

    private static String vector(List<String> values) {
        return values.isEmpty()
                ? "character(0)"
                : values.stream().map(RScript::quoted).collect(Collectors.joining(", ", "c(", ")"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        Variable.onOneLine(text)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .codePoints()
                .forEach(c -> {
                    if (c < 0x80) {
                        quoted.appendCodePoint(c);
                    } else {
                        // so that the script means the same in any locale
                        quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
                    }
                });
        return quoted.append('"').toString();
    }
}
