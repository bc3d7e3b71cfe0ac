package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.outcome.OutcomeSettings.MeasureSet;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.RunChanges.PublishedCells;
import org.reconlink.result.StudyResult;

/** The files of a study for its analysts: tables of rows, tables of counts, and the codebook made from the same definitions. */
public final class DataPackage {

    /** The file that has the hashes of all tables. */
    public static final String DESCRIPTOR = PackageDescriptor.FILE;

    private final StudyResult result;
    private final List<PackageTable<?>> tables;

    public DataPackage(StudyResult result) {
        this.result = result;
        this.tables = tables(result);
    }

    /** What the tables say of each participant. */
    public List<PublishedCells> cells() {
        return CellNumbers.of(result, tables);
    }

    /** As {@link #write(Path)}. */
    static void write(Path directory, StudyResult result) throws IOException {
        new DataPackage(result).write(directory);
    }

    /**
     * Writes {@code participants.csv}, {@code outcomes.csv}, {@code offences.csv}, {@code recalls.csv}, {@code links.csv}, {@code
     * classification.csv}, {@code definitions.csv}, {@code sensitivity.csv}, {@code measures.csv} where the protocol asks
     * for it, {@code codebook.csv}, {@code codebook.html}, each table as a Parquet file too, all of them in {@code package.xlsx}, scripts that load the
     * tables with their labels into R, SPSS and Stata, the participants for REDCap, and {@code datapackage.json} into a directory that has none of them
     * yet.
     */
    public void write(Path directory) throws IOException {
        for (PackageTable<?> table : tables) {
            table.write(directory);
        }
        Codebook codebook = new Codebook(result.title(), tables);
        codebook.write(directory);
        for (PublishedTable table : PublishedTables.of(tables)) {
            new ParquetTable(table).write(directory);
        }
        new PackageWorkbook(result.outcome().dataCut(), codebook).write(directory);
        RScript.write(directory, tables);
        SpssScript.write(directory, tables);
        StataScript.write(directory, tables);
        RedcapProject.write(directory, tables.get(0));
        new PackageDescriptor(result.studyId(), result.title(), result.outcome().dataCut(), tables).write(directory);
    }

    /** Begins to write them in a thread of its own, while others write outputs of other names into the directory. */
    public Writing begin(Path directory) {
        return new Writing(this, directory);
    }

    /** The package as it is written; closed, nothing writes any more. */
    public static final class Writing implements AutoCloseable {
        private final FutureTask<Path> work;

        private Writing(DataPackage data, Path directory) {
            work = new FutureTask<>(() -> {
                data.write(directory);
                return directory;
            });
            new Thread(work, "tables").start();
        }

        /** Waits until all of it is there; throws what kept it from being written. */
        public void finish() throws IOException {
            Throwable failure = failure();
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure instanceof Error error) {
                throw error;
            }
        }

        private @Nullable Throwable failure() {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        work.get();
                        return null;
                    } catch (ExecutionException e) {
                        return e.getCause();
                    } catch (InterruptedException e) {
                        interrupted = true; // what it writes is removed if the run ends here, so it has to end first
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void close() {
            failure();
        }
    }

    static List<PackageTable<?>> tables(StudyResult result) {
        List<PackageTable<?>> tables = new ArrayList<>(List.of(
                ParticipantsTable.of(result),
                OutcomesTable.of(result),
                OffencesTable.of(result),
                RecallsTable.of(result),
                LinksTable.of(result),
                ClassificationTable.of(result),
                DefinitionsTable.of(result),
                SensitivityTable.of(result)));
        if (result.outcome().measures() == MeasureSet.JUSTICE_DATA_LAB) {
            tables.add(MeasuresTable.of(result));
        }
        tables.addAll(ComparisonTables.of(result));
        return tables;
    }

    /**
     * Describes the tables to programs: {@code datapackage.json}, a Data Package of version 2 (datapackage.org).
     *
     * @param created the data cut, since a package has to have a date and a run's own clock is not a result
     */
    private record PackageDescriptor(String id, String title, LocalDate created, List<PackageTable<?>> tables) {

        static final String FILE = "datapackage.json";

        private static final String PROFILE = "https://datapackage.org/profiles/2.0/";

        PackageDescriptor {
            tables = List.copyOf(tables);
        }

        /** Writes it for tables that are in the directory already, since it has their sizes and hashes. */
        void write(Path directory) throws IOException {
            Map<String, Object> descriptor = new LinkedHashMap<>();
            descriptor.put("$schema", PROFILE + "datapackage.json");
            descriptor.put("name", id);
            descriptor.put("title", title);
            descriptor.put("created", created + "T00:00:00Z");
            List<Object> resources = new ArrayList<>();
            for (PackageTable<?> table : tables) {
                resources.add(resource(table, FileDigest.of(table.file(), directory.resolve(table.file()))));
            }
            descriptor.put("resources", resources);
            Files.writeString(directory.resolve(FILE), PrettyJson.of(descriptor), UTF_8);
        }

        private static Map<String, Object> resource(PackageTable<?> table, FileDigest digest) {
            Map<String, Object> resource = new LinkedHashMap<>();
            resource.put("name", table.name());
            resource.put("type", "table");
            resource.put("path", digest.file());
            resource.put("description", table.definition());
            resource.put("format", "csv");
            resource.put("mediatype", "text/csv");
            resource.put("encoding", "utf-8");
            resource.put("bytes", digest.bytes());
            resource.put("hash", "sha256:" + digest.sha256());
            resource.put("dialect", Map.of("lineTerminator", "\n"));
            resource.put("schema", schema(table));
            return resource;
        }

        private static Map<String, Object> schema(PackageTable<?> table) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("$schema", PROFILE + "tableschema.json");
            schema.put(
                    "fields",
                    table.variables().stream().map(FieldDescriptor::of).toList());
            schema.put("missingValues", List.of()); // each field has its own codes, and no cell is blank
            if (!table.key().isEmpty()) {
                schema.put("primaryKey", table.key());
            }
            if (table.isAboutParticipants()) {
                List<String> pseudonym = List.of(Pseudonyms.COLUMN);
                Map<String, Object> reference = new LinkedHashMap<>();
                reference.put("resource", PackageTable.PARTICIPANTS);
                reference.put("fields", pseudonym);
                Map<String, Object> foreignKey = new LinkedHashMap<>();
                foreignKey.put("fields", pseudonym);
                foreignKey.put("reference", reference);
                schema.put("foreignKeys", List.of(foreignKey));
            }
            return schema;
        }
    }

    /** Describes a column as a field of a Table Schema (datapackage.org, version 2). */
    static final class FieldDescriptor {

        private FieldDescriptor() {}

        static Map<String, Object> of(Variable<?> variable) {
            Map<String, Object> field = new LinkedHashMap<>();
            field.put("name", variable.name());
            field.put("type", type(variable.type()));
            field.put("description", variable.definition());
            if (!variable.unit().isEmpty()) {
                field.put("unit", variable.unit());
            }
            if (!variable.categories().isEmpty()) {
                field.put(
                        "categories",
                        variable.categories().stream()
                                .map(FieldDescriptor::category)
                                .toList());
                // The list is in the order to print it in; each has a value that no scale has: unknown, none, not on
                // scale.
                field.put("categoriesOrdered", false);
            }
            field.put(
                    "missingValues",
                    variable.missing().stream()
                            .map(code -> labelled(code.text(), code.meaning()))
                            .toList());
            Map<String, Object> constraints = constraints(variable);
            if (!constraints.isEmpty()) {
                field.put("constraints", constraints);
            }
            return field;
        }

        private static Map<String, Object> constraints(Variable<?> variable) {
            Map<String, Object> constraints = new LinkedHashMap<>();
            if (variable.missing().isEmpty()) {
                constraints.put("required", true);
            }
            if (!variable.categories().isEmpty()) {
                constraints.put(
                        "enum",
                        variable.categories().stream().map(Category::value).toList());
            }
            if (variable.name().equals(Pseudonyms.COLUMN)) {
                constraints.put("pattern", Pseudonyms.PATTERN);
            }
            switch (variable.unit()) {
                case "probability" -> bounds(constraints, 0, 1);
                case "per cent" -> bounds(constraints, 0, 100);
                case "offences", "participants", "people", "recalls", "occasions" -> constraints.put("minimum", 0);
                default -> {
                    // days are counted from a date either way, weights and ranks have a sign
                }
            }
            return constraints;
        }

        private static void bounds(Map<String, Object> constraints, int minimum, int maximum) {
            constraints.put("minimum", minimum);
            constraints.put("maximum", maximum);
        }

        private static Map<String, Object> category(Category category) {
            return labelled(category.value(), category.meaning().isEmpty() ? category.value() : category.meaning());
        }

        private static Map<String, Object> labelled(String value, String label) {
            Map<String, Object> labelled = new LinkedHashMap<>();
            labelled.put("value", value);
            labelled.put("label", label);
            return labelled;
        }

        private static String type(Variable.Type type) {
            return switch (type) {
                case TEXT, CATEGORY, FLAG -> "string";
                case INTEGER -> "integer";
                case DECIMAL -> "number";
                case DATE -> "date";
                case MONTH -> "yearmonth";
            };
        }
    }

    /** Makes the numbers that the published cells of two runs are compared by. */
    public static final class CellNumbers {
        private static final String LINKAGE = "linkage_";
        private static final Set<String> COMPARED = Set.of(PackageTable.PARTICIPANTS, "offences", "recalls");
        private static final long NO_ROW = 0xcbf29ce484222325L;
        private static final long PRIME = 0x100000001b3L;

        private CellNumbers() {}

        /** One for each participant of a run. */
        public static List<PublishedCells> of(StudyResult result) {
            return of(result, DataPackage.tables(result));
        }

        static List<PublishedCells> of(StudyResult result, List<PackageTable<?>> tables) {
            Map<String, Map<String, Long>> byPseudonym = new LinkedHashMap<>();
            result.outcomes()
                    .forEach(outcome -> byPseudonym.put(
                            result.pseudonym(outcome.participant().id()), new HashMap<>()));
            tables.stream().filter(table -> COMPARED.contains(table.name())).forEach(table -> add(table, byPseudonym));
            List<PublishedCells> cells = new ArrayList<>();
            result.outcomes().forEach(outcome -> {
                ParticipantId id = outcome.participant().id();
                cells.add(new PublishedCells(id, byPseudonym.getOrDefault(result.pseudonym(id), Map.of())));
            });
            return cells;
        }

        private static void add(PackageTable<?> table, Map<String, Map<String, Long>> byPseudonym) {
            List<String> columns = table.columns();
            int pseudonym = columns.indexOf(Pseudonyms.COLUMN);
            Map<String, long[]> numbers = new HashMap<>();
            byPseudonym.keySet().forEach(each -> {
                long[] none = new long[columns.size()];
                Arrays.fill(none, NO_ROW);
                numbers.put(each, none);
            });
            for (int row = 0; row < table.rows().size(); row++) {
                List<TableCell> cells = table.cells(row);
                long[] own = numbers.get(cells.get(pseudonym).text());
                for (int i = 0; own != null && i < own.length; i++) {
                    own[i] = with(own[i], cells.get(i).text());
                }
            }
            byPseudonym.forEach((each, byColumn) -> {
                long[] own = Objects.requireNonNull(numbers.get(each));
                for (int i = 0; i < own.length; i++) {
                    if (i != pseudonym && !columns.get(i).startsWith(LINKAGE)) {
                        byColumn.put(table.name() + "." + columns.get(i), own[i]);
                    }
                }
            });
        }

        /** Fowler, Noll and Vo's hash; a sign that no cell holds ends each. */
        private static long with(long before, String cell) {
            long hash = before;
            for (int i = 0; i < cell.length(); i++) {
                hash = (hash ^ cell.charAt(i)) * PRIME;
            }
            return (hash ^ '\uffff') * PRIME;
        }
    }
}
