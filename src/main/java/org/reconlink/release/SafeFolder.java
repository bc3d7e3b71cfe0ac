package org.reconlink.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Sha256;
import org.reconlink.publish.Manifest;
import org.reconlink.publish.SafeOutputs;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables of a run that may leave the room, with what {@code checks.json} says of them.
 *
 * @param dataCut of the run
 * @param controls the rule that held, as {@code checks.json} has it
 */
public record SafeFolder(String study, String dataCut, Map<String, String> controls, List<Table> tables) {
    private static final Pattern FILE = Pattern.compile("[a-z0-9_]{1,80}\\.csv");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CHECKS = "checks.json";
    private static final int COUNT = 2;
    private static final int PER_CENT = 3;

    public SafeFolder {
        controls = Collections.unmodifiableMap(new LinkedHashMap<>(controls));
        tables = List.copyOf(tables);
    }

    /**
     * A table as it lies there.
     *
     * @param name of its file, without the ending
     * @param sha256 of the file as it is; empty if it is not there
     * @param rows the first is the heading
     * @param small cells that were hidden because they are small
     * @param protecting cells that were hidden so that no small one follows
     * @param facts worked out from the file
     */
    public record Table(
            String name,
            String title,
            String population,
            String sha256,
            long bytes,
            List<List<String>> rows,
            int small,
            int protecting,
            List<Fact> facts) {
        public Table {
            rows = rows.stream().map(List::copyOf).toList();
            facts = List.copyOf(facts);
        }

        /** Whether nothing speaks against it but what only a person can see. */
        public boolean holds() {
            return facts.stream().allMatch(Fact::holds);
        }
    }

    /** Something that was looked at, and whether it is so. */
    public record Fact(String words, boolean holds) {}

    /**
     * Reads the tables of a run.
     *
     * @param outputs folder of the run's outputs
     * @return empty if the run has none, as its protocol asks for no disclosure control
     */
    public static Optional<SafeFolder> of(Path outputs) throws IOException {
        Path folder = outputs.resolve(SafeOutputs.FOLDER);
        Path checks = folder.resolve(CHECKS);
        if (!Files.isRegularFile(checks)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(checks);
            // what says how the tables have to be is itself as the run left it, or none of them is known to be
            boolean kept = Sha256.hex(bytes).equals(Manifest.sha256(outputs, SafeOutputs.FOLDER + "/" + CHECKS));
            JsonNode json = JSON.readTree(bytes);
            Map<String, String> controls = new LinkedHashMap<>();
            json.path("controls").forEachEntry((name, value) -> controls.put(name, value.asString("")));
            List<Table> tables = new ArrayList<>();
            for (JsonNode told : json.path("tables")) {
                if (FILE.matcher(told.path("file").asString("")).matches()) {
                    tables.add(table(folder, told, controls, kept));
                }
            }
            return Optional.of(new SafeFolder(
                    json.path("study").asString(""), json.path("data_cut").asString(""), controls, tables));
        } catch (JacksonException e) {
            throw new IOException(CHECKS + " is damaged", e);
        }
    }

    public Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name.equals(name)).findFirst();
    }

    private static Table table(Path folder, JsonNode told, Map<String, String> controls, boolean kept)
            throws IOException {
        String file = told.path("file").asString("");
        Path path = folder.resolve(file);
        boolean there = Files.isRegularFile(path)
                && path.toRealPath().startsWith(folder.toRealPath()); // a link to elsewhere is none
        byte[] bytes = there ? Files.readAllBytes(path) : new byte[0];
        String sha256 = there ? Sha256.hex(bytes) : "";
        List<List<String>> rows = rows(bytes);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "the file is as the run left it",
                kept && sha256.equals(told.path("sha256").asString("none"))));
        facts.addAll(facts(rows, controls));
        facts.add(new Fact(
                "small counts are hidden and the others rounded",
                told.path("status").asString("").equals("pass")));
        return new Table(
                file.substring(0, file.length() - ".csv".length()),
                told.path("title").asString(""),
                told.path("population").asString(""),
                sha256,
                bytes.length,
                rows,
                told.path("redacted_because_small").asInt(0),
                told.path("redacted_to_protect_them").asInt(0),
                facts);
    }

    /** The lines of a table; the first is its heading. */
    static List<List<String>> rows(byte[] bytes) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(new String(bytes, UTF_8))) {
            return csv.stream().map(CsvRecord::getFields).toList();
        } catch (CsvParseException e) {
            return List.of(); // the file is no table: the facts say so
        }
    }

    private static List<Fact> facts(List<List<String>> rows, Map<String, String> controls) {
        long base = number(controls.getOrDefault("counts_rounded_to", ""));
        long upTo = number(controls.getOrDefault("counts_redacted_up_to", ""));
        String zeros = controls.getOrDefault("zeros_redacted", "");
        boolean known = base > 0 && upTo >= 0 && (zeros.equals("true") || zeros.equals("false"));
        if (!known) {
            return List.of(new Fact("the rule says from which counts on and to what multiple they are shown", false));
        }
        boolean multiples = true;
        boolean small = false;
        boolean shares = true;
        boolean square = true;
        Map<String, String> totals = new HashMap<>();
        for (List<String> row : rows) {
            if (row.size() > COUNT && row.get(0).equals("total")) {
                totals.put(row.get(1), row.get(COUNT));
            }
        }
        for (List<String> row : rows.stream().skip(1).toList()) {
            if (row.size() != PER_CENT + 1) {
                square = false;
                continue;
            }
            String count = row.get(COUNT);
            if (!isHidden(count)) {
                long n = number(count);
                multiples &= n >= 0 && n % base == 0;
                small |= n <= upTo && (n > 0 || zeros.equals("true"));
            }
            shares &= row.get(PER_CENT).equals(perCent(count, totals.get(row.get(1))));
        }
        return List.of(
                new Fact("every line is a count with its percentage", square && rows.size() > 1),
                new Fact("every count that is shown is a multiple of " + base, multiples),
                new Fact(
                        "no count " + (zeros.equals("true") ? "from 0" : "from 1") + " to " + upTo + " is shown",
                        !small),
                new Fact("every percentage is that of the counts shown", shares));
    }

    private static boolean isHidden(String count) {
        return count.equals(SafeOutputs.REDACTED);
    }

    /** A whole number; -1 if it is none. */
    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static String perCent(String count, @Nullable String total) {
        return total != null && !isHidden(count) && !isHidden(total) && number(total) > 0 && number(count) >= 0
                ? new BigDecimal(100.0 * number(count) / number(total))
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .toPlainString()
                : SafeOutputs.REDACTED;
    }
}
