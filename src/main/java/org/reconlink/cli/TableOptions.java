package org.reconlink.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.PlainRows;
import org.reconlink.linkage.tables.Field;
import org.reconlink.linkage.tables.Meaning;
import org.reconlink.linkage.tables.PlainTable;
import org.reconlink.linkage.tables.TableLinkage;
import org.reconlink.linkage.training.ParameterFile;
import org.reconlink.linkage.training.Parameters;
import picocli.CommandLine.Option;

/** What {@code link} and {@code dedupe} can be told. */
final class TableOptions {
    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "Column that identifies a row (default: record_id, id or the like, else the row's number).")
    @Nullable
    String id;

    @Option(
            names = "--columns",
            paramLabel = "MEANING=COLUMN",
            split = ",",
            description =
                    "What columns mean: forename, surname, date of birth, sex, postcode, identifier, email, number"
                            + " or text; MEANING=LEFT:RIGHT where two files differ (default: by their headings).")
    List<String> columns = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Parameters to take as they are, of --save-model or Splink's settings (default: train).")
    @Nullable
    Path model;

    @Option(names = "--save-model", paramLabel = "FILE", description = "Write the parameters here as JSON.")
    @Nullable
    Path saveModel;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            defaultValue = "0.95",
            description = "Match probability from which records are linked, above 0, at most 1 (default: 0.95).")
    double threshold;

    @Option(names = "--out", paramLabel = "FILE", description = "Write pairs with weights and decisions here as CSV.")
    @Nullable
    Path out;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Two columns of identifiers that belong together: print how right the linkage is.")
    @Nullable
    Path truth;

    @Option(names = "--json", description = "Print the summary as JSON.")
    boolean json;

    void check() {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new UsageException("--threshold must lie above 0 and be 1 at most");
        }
    }

    static PlainTable table(PlainRows rows) {
        return new PlainTable(rows.file(), rows.headings(), rows.rows());
    }

    /** The fields of both tables: those asked for, else the headings that both have and that say what they hold. */
    List<Field> fields(PlainTable left, PlainTable right) {
        List<Field> fields = new ArrayList<>();
        for (String column : columns) {
            fields.add(asked(column, left, right));
        }
        if (columns.isEmpty()) {
            for (String heading : left.headings()) {
                Meaning.ofHeading(heading)
                        .ifPresent(meaning -> counterpart(heading, meaning, right)
                                .ifPresent(other -> fields.add(new Field(meaning, heading, other))));
            }
        }
        if (fields.isEmpty()) {
            throw new UsageException(
                    "no column's heading says what it holds; say so with --columns, as in --columns surname=Name2");
        }
        return fields;
    }

    private static Field asked(String column, PlainTable left, PlainTable right) {
        int equals = column.indexOf('=');
        Meaning meaning = equals < 0
                ? null
                : Meaning.labelled(column.substring(0, equals)).orElse(null);
        if (meaning == null) {
            throw new UsageException(
                    "--columns " + column + ": begin with a meaning and =; meanings are forename, surname,"
                            + " date of birth, sex, postcode, identifier, email, number and text");
        }
        String heading = column.substring(equals + 1);
        int colon = left.headings().contains(heading) ? -1 : heading.indexOf(':');
        Field field = colon < 0
                ? new Field(meaning, heading, heading)
                : new Field(meaning, heading.substring(0, colon), heading.substring(colon + 1));
        requireHeading(left, field.left());
        requireHeading(right, field.right());
        return field;
    }

    private static void requireHeading(PlainTable table, String heading) {
        if (!table.headings().contains(heading)) {
            throw new UsageException(table.name() + " has no column \"" + heading + "\"; its columns are "
                    + String.join(", ", table.headings()));
        }
    }

    private static Optional<String> counterpart(String heading, Meaning meaning, PlainTable right) {
        if (right.headings().contains(heading)) {
            return Optional.of(heading);
        }
        List<String> same = right.headings().stream()
                .filter(other ->
                        Meaning.ofHeading(other).filter(meaning::equals).isPresent())
                .toList();
        return meaning == Meaning.TEXT || meaning == Meaning.NUMBER || same.size() != 1
                ? Optional.empty()
                : Optional.of(same.get(0));
    }

    /** The identifier of every row, each once. */
    List<String> ids(PlainTable table) {
        String heading = id != null ? id : usualId(table);
        if (heading == null) {
            List<String> numbers = new ArrayList<>();
            for (int row = 1; row <= table.rows().size(); row++) {
                numbers.add(Integer.toString(row));
            }
            return numbers;
        }
        requireHeading(table, heading);
        int column = table.headings().indexOf(heading);
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (int row = 0; row < table.rows().size(); row++) {
            Integer before = rows.putIfAbsent(table.rows().get(row)[column], row);
            if (before != null) {
                throw new UsageException(table.name() + ", column " + heading + ": records " + (before + 1) + " and "
                        + (row + 1) + " have the same identifier; name another column with --id");
            }
        }
        return new ArrayList<>(rows.keySet());
    }

    private static @Nullable String usualId(PlainTable table) {
        List<String> usual =
                List.of("record_id", "record id", "rec_id", "unique_id", "person_id", "participant id", "id");
        return table.headings().stream()
                .filter(heading -> usual.contains(heading.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    Map<String, Parameters.Comparison> fixed(List<Field> fields) throws IOException {
        if (model == null) {
            return Map.of();
        }
        try {
            return ParameterFile.read(Files.readString(model, StandardCharsets.UTF_8), TableLinkage.labels(fields));
        } catch (IllegalArgumentException e) {
            throw new UsageException(model + ": " + e.getMessage());
        }
    }
}
