package org.reconlink.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileFacts.ColumnFacts;
import org.reconlink.intake.Headings.HeadingRow;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.Sex;

/** Where the mapped fields of one table are. */
final class Columns {
    private static final Problem END_NOT_KNOWN = new Problem(
            "placeholder date",
            "this says that the end is not known; what has not ended is told by a blank or by words such as present",
            "enter the end if it is known, leave the cell blank if there is none yet, or list the word in the protocol (words,"
                    + " open-ended)");

    static final List<String> NAMES = List.of("surname", "forename", "middle names", "full name", "aliases");

    private final HeadingRow headings;
    private final Map<String, String> headingByField;
    private final List<String> carry;
    private final FieldWords words;
    private final Map<String, Column<?>> read = new LinkedHashMap<>();
    private final Map<String, Column<?>> carriedRead = new HashMap<>();
    private final Map<Column<?>, Sexes.Codes> sexes = new LinkedHashMap<>();
    private final Map<Column<?>, Dates.TimesOfDay> timesOfDay = new LinkedHashMap<>();

    Columns(HeadingRow headings, ExtractSettings settings, FieldWords words) {
        this.headings = headings;
        this.headingByField = settings.columns();
        this.carry = settings.carry();
        this.words = words;
    }

    /** The column of a field, read by a rule; one that reads nothing if the field is not mapped. */
    <T> Column<T> of(String field, Function<String, Reading<T>> rule) {
        return of(field, rule, null);
    }

    Column<LocalDate> date(String field, Dates rule) {
        Dates.TimesOfDay times = new Dates.TimesOfDay();
        return timed(of(field, text -> rule.read(text, times), cell -> rule.read(cell, times)), times);
    }

    /** The day on which something ended; a placeholder where it has not, which is not said by a word for an end not known. */
    Column<LocalDate> end(String field, Dates rule) {
        Dates.TimesOfDay times = new Dates.TimesOfDay();
        return timed(
                of(
                        field,
                        text -> words.isOpenEnded(text)
                                ? Reading.placeholder()
                                : Placeholders.saysUnknown(text) && !text.equals(FieldWords.MISSING)
                                        ? Reading.unreadable(END_NOT_KNOWN)
                                        : rule.read(text, times),
                        cell -> words.isOpenEnded(cell.text()) ? Reading.placeholder() : rule.read(cell, times)),
                times);
    }

    Column<LocalDate> dateOfBirth(Dates rule, List<LocalDate> placeholders) {
        Dates.TimesOfDay times = new Dates.TimesOfDay();
        return timed(
                of(
                        "date of birth",
                        text -> rule.ofBirth(text, placeholders, times),
                        cell -> rule.ofBirth(cell, placeholders, times)),
                times);
    }

    Column<Sex> sex() {
        Sexes.Codes codes = new Sexes.Codes();
        Column<Sex> column = of("sex", codes::read);
        sexes.put(column, codes);
        return column;
    }

    private Column<LocalDate> timed(Column<LocalDate> column, Dates.TimesOfDay times) {
        timesOfDay.put(column, times);
        return column;
    }

    /**
     * Says of columns of dates that their times of day are those of midnights elsewhere, or their days and months of two orders,
     * and of one of sexes that its codes can be those of two lists.
     */
    void sayOfColumns(RowLog log) {
        sexes.forEach((column, codes) -> {
            if (codes.areNoughtsAndOnes()) {
                log.warnColumn(column, Sexes.NOUGHTS_AND_ONES);
            }
        });
        timesOfDay.forEach((column, times) -> {
            if (times.lookLikeMidnightsInUtc()) {
                log.warnColumn(column, Dates.MIDNIGHTS);
            }
            if (times.areOfBothOrders()) {
                log.warnColumn(column, Dates.ORDERS);
            }
        });
    }

    private <T> Column<T> of(
            String field, Function<String, Reading<T>> rule, @Nullable Function<Cell, Reading<T>> dateRule) {
        int index = index(field);
        if (index < 0) {
            return Column.notMapped(field, rule);
        }
        Column<T> column = new Column<>(
                field, index, headings.cells().get(index), words.in(field, rule), dateRule, indexes(NAMES));
        read.put(field, column);
        return column;
    }

    /** Columns to carry through, by the protocol's spelling of their headings and in its order. */
    Map<String, Column<String>> carried() {
        Map<String, Column<String>> columns = new LinkedHashMap<>();
        for (String heading : carry) {
            int index = headings.indexesOf(Headings.key(heading)).get(0);
            columns.put(heading, new Column<>(heading, index, headings.cells().get(index), Labels::label, null));
        }
        carriedRead.putAll(columns);
        return columns;
    }

    /** Those that were asked for so far. */
    List<Column<?>> inUse() {
        return List.copyOf(read.values());
    }

    /** The column's position, 0 for the first; negative if the field is not mapped. */
    int index(String field) {
        String heading = headingByField.get(field);
        return heading == null ? -1 : headings.indexesOf(Headings.key(heading)).get(0);
    }

    /** The heading of the field's column as the file has it; null if the field is not mapped. */
    @Nullable
    String heading(String field) {
        int index = index(field);
        return index < 0 ? null : headings.cells().get(index);
    }

    /** Whether the column is mapped to a field that a small number alone cannot fill. */
    boolean isOfNames(int column) {
        return headingByField.keySet().stream()
                .anyMatch(field -> index(field) == column && !field.equals("participant id"));
    }

    /** Positions of those of the fields that are mapped. */
    int[] indexes(List<String> fields) {
        return fields.stream().mapToInt(this::index).filter(i -> i >= 0).toArray();
    }

    /** Positions of all mapped fields. */
    int[] indexes() {
        return indexes(List.copyOf(headingByField.keySet()));
    }

    /**
     * What every column is for and how full it is.
     *
     * @param filled cells of each column that are not blank
     */
    List<ColumnFacts> facts(long[] filled) {
        List<ColumnFacts> facts = new ArrayList<>();
        Set<Integer> known = new HashSet<>();
        headingByField.keySet().forEach(field -> {
            known.add(index(field));
            facts.add(facts(index(field), field, filled, read.get(field)));
        });
        for (String heading : carry) {
            int index = headings.indexesOf(Headings.key(heading)).get(0);
            known.add(index);
            facts.add(facts(index, null, filled, carriedRead.get(heading)));
        }
        for (int i = 0; i < filled.length; i++) {
            boolean empty = headings.cells().get(i).isEmpty() && filled[i] == 0;
            if (!known.contains(i) && !empty) {
                facts.add(new ColumnFacts(i + 1, null, "", filled[i], 0, 0));
            }
        }
        facts.sort(Comparator.comparingInt(ColumnFacts::number));
        return facts;
    }

    private ColumnFacts facts(int index, @Nullable String field, long[] filled, @Nullable Column<?> column) {
        return new ColumnFacts(
                index + 1,
                field,
                headings.cells().get(index),
                filled[index],
                column == null ? 0 : column.placeholders(),
                column == null ? 0 : column.unreadable());
    }

    HeadingRow headings() {
        return headings;
    }
}
