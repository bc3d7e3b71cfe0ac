package org.reconlink.intake;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the mapped fields of one table are. */
final class Columns {
    private final HeadingRow headings;
    private final Map<String, String> headingByField;
    private final List<String> carry;

    Columns(HeadingRow headings, ExtractSettings settings) {
        this.headings = headings;
        this.headingByField = settings.columns();
        this.carry = settings.carry();
    }

    /** The column of a field, read by a rule; one that reads nothing if the field is not mapped. */
    <T> Column<T> of(String field, Function<String, Reading<T>> rule) {
        return of(field, rule, null);
    }

    Column<LocalDate> date(String field, Dates rule) {
        return of(field, rule::read, Dates::inRange);
    }

    Column<LocalDate> dateOfBirth(Dates rule, List<LocalDate> placeholders) {
        return of(
                "date of birth",
                text -> Dates.ofBirth(rule.read(text), placeholders),
                date -> Dates.ofBirth(Dates.inRange(date), placeholders));
    }

    private <T> Column<T> of(
            String field, Function<String, Reading<T>> rule, @Nullable Function<LocalDate, Reading<T>> dateRule) {
        int index = index(field);
        return index < 0
                ? Column.notMapped(field, rule)
                : new Column<>(field, index, headings.cells().get(index), rule, dateRule);
    }

    /** Columns to carry through, by the protocol's spelling of their headings and in its order. */
    Map<String, Column<String>> carried() {
        Map<String, Column<String>> columns = new LinkedHashMap<>();
        for (String heading : carry) {
            int index = headings.indexesOf(Headings.key(heading)).get(0);
            columns.put(heading, new Column<>(heading, index, headings.cells().get(index), Labels::label, null));
        }
        return columns;
    }

    /** The column's position, 0 for the first; negative if the field is not mapped. */
    int index(String field) {
        String heading = headingByField.get(field);
        return heading == null ? -1 : headings.indexesOf(Headings.key(heading)).get(0);
    }

    /** Positions of those of the fields that are mapped. */
    int[] indexes(List<String> fields) {
        return fields.stream().mapToInt(this::index).filter(i -> i >= 0).toArray();
    }

    /** Positions of all mapped fields. */
    int[] indexes() {
        return indexes(List.copyOf(headingByField.keySet()));
    }

    HeadingRow headings() {
        return headings;
    }
}
