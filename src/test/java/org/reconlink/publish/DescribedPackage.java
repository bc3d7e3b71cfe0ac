package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a data package against its own descriptor by the rules of Data Package 2.0, knowing nothing of how it is made. */
final class DescribedPackage {
    private final Path directory;
    private final JsonNode descriptor;
    private final List<String> problems = new ArrayList<>();

    private DescribedPackage(Path directory) throws IOException {
        this.directory = directory;
        this.descriptor =
                JsonMapper.builder().build().readTree(Files.readString(directory.resolve("datapackage.json")));
    }

    /** What is not as the descriptor says, in words. */
    static List<String> problems(Path directory) throws IOException {
        DescribedPackage described = new DescribedPackage(directory);
        for (JsonNode resource : described.descriptor.path("resources")) {
            described.resource(resource);
        }
        return described.problems;
    }

    private void resource(JsonNode resource) throws IOException {
        String name = resource.path("name").asString();
        Path file = directory.resolve(resource.path("path").asString());
        check(Files.size(file) == resource.path("bytes").asLong(), name + ": bytes");
        check(resource.path("hash").asString().equals("sha256:" + sha256(file)), name + ": hash");
        JsonNode schema = resource.path("schema");
        List<NamedCsvRecord> rows = Csv.read(file);
        List<JsonNode> fields = list(schema.path("fields"));
        String header = Files.readString(file, UTF_8).lines().findFirst().orElse("");
        check(header.equals(String.join(",", names(fields))), name + ": columns");
        for (JsonNode field : fields) {
            rows.forEach(
                    row -> cell(name, field, row.getField(field.path("name").asString())));
        }
        unique(name, rows, strings(schema.path("primaryKey")));
        for (JsonNode key : schema.path("foreignKeys")) {
            refers(name, rows, key);
        }
    }

    private void cell(String table, JsonNode field, String text) {
        String place = table + ", " + field.path("name").asString() + ": " + text;
        boolean missing = list(field.path("missingValues")).stream()
                .anyMatch(code -> code.path("value").asString().equals(text));
        JsonNode constraints = field.path("constraints");
        if (missing) {
            check(!constraints.path("required").asBoolean(false), place + " is required");
            return;
        }
        check(hasType(field.path("type").asString(), text), place + " is no " + field.path("type"));
        List<String> values = strings(constraints.path("enum"));
        check(values.isEmpty() || values.contains(text), place + " is not listed");
        check(
                list(field.path("categories")).stream()
                        .map(category -> category.path("value").asString())
                        .toList()
                        .equals(values),
                place + " has other categories");
        check(
                !constraints.has("pattern")
                        || text.matches(constraints.path("pattern").asString()),
                place + " does not match");
        check(
                !constraints.has("minimum")
                        || new BigDecimal(text).doubleValue()
                                >= constraints.path("minimum").asDouble(),
                place + " is too small");
        check(
                !constraints.has("maximum")
                        || new BigDecimal(text).doubleValue()
                                <= constraints.path("maximum").asDouble(),
                place + " is too large");
    }

    private static boolean hasType(String type, String text) {
        try {
            return switch (type) {
                case "string" -> !text.isBlank();
                case "integer" -> text.equals(Long.toString(Long.parseLong(text)));
                case "number" -> text.equals(new BigDecimal(text).toPlainString());
                case "date" -> text.equals(LocalDate.parse(text).toString());
                case "yearmonth" -> text.equals(YearMonth.parse(text).toString());
                default -> false;
            };
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void unique(String table, List<NamedCsvRecord> rows, List<String> key) {
        Set<List<String>> seen = new HashSet<>();
        for (NamedCsvRecord row : rows) {
            check(key.isEmpty() || seen.add(values(row, key)), table + ": two rows with one key");
        }
    }

    private void refers(String table, List<NamedCsvRecord> rows, JsonNode key) throws IOException {
        JsonNode reference = key.path("reference");
        Set<List<String>> known = new HashSet<>();
        for (NamedCsvRecord row :
                Csv.read(directory.resolve(reference.path("resource").asString() + ".csv"))) {
            known.add(values(row, strings(reference.path("fields"))));
        }
        rows.forEach(row ->
                check(known.contains(values(row, strings(key.path("fields")))), table + ": refers to no row"));
    }

    private void check(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private static List<String> values(NamedCsvRecord row, List<String> columns) {
        return columns.stream().map(row::getField).toList();
    }

    private static List<String> names(List<JsonNode> fields) {
        return fields.stream().map(field -> field.path("name").asString()).toList();
    }

    private static List<String> strings(JsonNode array) {
        return list(array).stream().map(JsonNode::asString).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
