package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what each column of each table means, as a table for programs and as a page for people. */
record Codebook(String title, List<PackageTable<?>> tables) {

    static final List<String> COLUMNS =
            List.of("table", "column", "definition", "type", "unit", "categories", "missing_codes");

    private static final String STYLE = "body{font:16px/1.5 sans-serif;margin:2em auto;max-width:75em;padding:0 1em}"
            + "table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #bbb;padding:.3em .6em;"
            + "text-align:left;vertical-align:top}code{font-size:.95em}";

    Codebook {
        tables = List.copyOf(tables);
    }

    /** Writes {@code codebook.csv} and {@code codebook.html}. */
    void write(Path directory) throws IOException {
        try (CsvWriter csv = PackageTable.csv(directory.resolve("codebook.csv"))) {
            csv.writeRecord(COLUMNS);
            rows().forEach(csv::writeRecord);
        }
        Files.writeString(directory.resolve("codebook.html"), html(), UTF_8);
    }

    /** One for each column of each table, in the order of {@link #COLUMNS}. */
    Stream<List<String>> rows() {
        return tables.stream().flatMap(table -> table.variables().stream().map(variable -> cells(table, variable)));
    }

    private static List<String> cells(PackageTable<?> table, Variable<?> variable) {
        return List.of(
                table.name(),
                variable.name(),
                variable.definition(),
                variable.type().words(),
                variable.unit(),
                variable.categories().stream().map(Codebook::words).collect(Collectors.joining(" | ")),
                variable.missing().stream().map(Missing::text).collect(Collectors.joining(" | ")));
    }

    static String words(Category category) {
        return category.meaning().isEmpty() ? category.value() : category.value() + ": " + category.meaning();
    }

    private String html() {
        StringBuilder html = new StringBuilder();
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Codebook: ")
                .append(escape(title))
                .append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>Codebook</h1>\n<p>")
                .append(escape(title))
                .append("</p>\n");
        appendMissingCodes(html);
        tables.forEach(table -> append(html, table));
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void appendMissingCodes(StringBuilder html) {
        html.append("<h2>Missing codes</h2>\n<p>No cell is blank. Where there is no value, one of these words says why;"
                + " none of them is a zero or a no.</p>\n");
        appendRow(html, "th", List.of("Code", "Meaning"), "<table>\n<thead>\n", "</thead>\n<tbody>\n");
        Arrays.stream(Missing.values())
                .forEach(code -> appendRow(html, "td", List.of(code.text(), code.meaning()), "", ""));
        html.append(
                "</tbody>\n</table>\n<p>In Parquet files and in a research database a cell without a value is null, and the"
                        + " column <code>&lt;column&gt;_missing</code> after it has the word; yes and no are true and false there.</p>\n"
                        + "<p>Text that somebody typed is withheld where a spreadsheet would run it as a"
                        + " formula.</p>\n");
    }

    private static void append(StringBuilder html, PackageTable<?> table) {
        html.append("<h2 id=\"").append(table.name()).append("\">").append(table.name());
        html.append("</h2>\n<p>").append(escape(table.definition())).append("</p>\n");
        appendRow(
                html,
                "th",
                List.of("Column", "Definition", "Type", "Unit", "Categories", "Missing codes"),
                "<table>\n<thead>\n",
                "</thead>\n<tbody>\n");
        for (Variable<?> variable : table.variables()) {
            appendRow(html, "td", cells(table, variable).subList(1, COLUMNS.size()), "", "");
        }
        html.append("</tbody>\n</table>\n");
    }

    private static void appendRow(StringBuilder html, String tag, List<String> cells, String before, String after) {
        html.append(before).append("<tr>");
        cells.forEach(cell -> html.append('<')
                .append(tag)
                .append('>')
                .append(escape(cell).replace(" | ", "<br>"))
                .append("</")
                .append(tag)
                .append('>'));
        html.append("</tr>\n").append(after);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
