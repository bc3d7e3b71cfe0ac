package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reconlink.publish.Variable.Category;

/** Says what each column of each table means, as a table for programs and as a page for people. */
record Codebook(String title, List<PackageTable<?>> tables) {

    static final List<String> COLUMNS =
            List.of("table", "column", "definition", "type", "unit", "categories", "missing_codes");

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
        html.append("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\""
                        + " content=\"width=device-width, initial-scale=1\">\n<title>Codebook: ")
                .append(escape(title))
                .append("</title>\n<style>")
                .append(style())
                .append(
                        "</style>\n</head>\n<body class=\"wide\">\n<header>\n<p class=\"capability\">Reconlink codebook</p>\n<h1>")
                .append(escape(title))
                .append("</h1>\n</header>\n");
        appendContents(html);
        html.append("<main>\n");
        appendMissingCodes(html);
        tables.forEach(table -> append(html, table));
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    /** The pages of a run look alike: the report's style sheet is theirs. */
    private static String style() {
        try (InputStream css = Codebook.class.getResourceAsStream("/report/report.css")) {
            return new String(Objects.requireNonNull(css, "report.css").readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void appendContents(StringBuilder html) {
        String items = tables.stream()
                .map(table -> "<li><a href=\"#" + table.name() + "\">" + table.name() + "</a></li>")
                .collect(Collectors.joining());
        html.append("<nav aria-label=\"Contents\"><ul class=\"beside\">")
                .append(items)
                .append("</ul><details><summary>Contents</summary><ul>")
                .append(items)
                .append("</ul></details></nav>\n");
    }

    private static void appendMissingCodes(StringBuilder html) {
        html.append(
                "<section>\n<h2>Missing codes</h2>\n<p>No cell is blank. Where there is no value, one of these words says why;"
                        + " none of them is a zero or a no.</p>\n");
        appendTable(
                html,
                "Missing codes",
                List.of("Code", "Meaning"),
                Arrays.stream(Missing.values()).map(code -> List.of(code.text(), code.meaning())));
        html.append("<p>In Parquet files and in a research database a cell without a value is null, and the"
                + " column <code>&lt;column&gt;_missing</code> after it has the word; yes and no are true and false there.</p>\n"
                + "<p>Text that somebody typed is withheld where a spreadsheet would run it as a"
                + " formula.</p>\n</section>\n");
    }

    private static void append(StringBuilder html, PackageTable<?> table) {
        html.append("<section id=\"").append(table.name()).append("\">\n<h2>").append(table.name());
        html.append("</h2>\n<p>").append(escape(table.definition())).append("</p>\n");
        appendTable(
                html,
                "Columns of " + table.name(),
                List.of("Column", "Definition", "Type", "Unit", "Categories", "Missing codes"),
                table.variables().stream()
                        .map(variable -> cells(table, variable).subList(1, COLUMNS.size())));
        html.append("</section>\n");
    }

    /** Each cell tells its column, for narrow screens, on which a row becomes a list. */
    private static void appendTable(StringBuilder html, String name, List<String> columns, Stream<List<String>> rows) {
        html.append("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(name);
        html.append("\"><table>\n<thead>\n<tr>");
        columns.forEach(
                column -> html.append("<th scope=\"col\">").append(column).append("</th>"));
        html.append("</tr>\n</thead>\n<tbody>\n");
        rows.forEach(row -> {
            html.append("<tr><th scope=\"row\">")
                    .append(escape(row.get(0)).replace("_", "_<wbr>"))
                    .append("</th>");
            for (int i = 1; i < row.size(); i++) {
                html.append("<td data-label=\"").append(columns.get(i)).append("\">");
                html.append(escape(row.get(i)).replace(" | ", "<br>")).append("</td>");
            }
            html.append("</tr>\n");
        });
        html.append("</tbody>\n</table></div>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
