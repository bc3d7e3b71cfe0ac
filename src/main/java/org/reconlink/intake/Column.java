package org.reconlink.intake;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.DateRange;

/**
 * One mapped column of a table and the rule that standardises its cells. Extracts repeat themselves: a cell that several rows
 * share keeps its reading, and of other cells the readings of the latest texts are kept, in as many slots as it has and no more.
 */
final class Column<T> {
    static final Problem SPREADSHEET_ERROR = new Problem(
            "spreadsheet error",
            "the cell shows an error of the spreadsheet's formula",
            "repair the formula or enter the value");

    private static final Set<String> ERRORS =
            Set.of("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!");
    private static final int SLOTS = 1 << 9;
    private static final int NOT_MAPPED = -1;

    private final String field;
    private final int index;
    private final String heading;
    private final Function<String, Reading<T>> rule;
    private final @Nullable Function<Cell, Reading<T>> dateRule;
    private final @Nullable String[] texts;
    private final @Nullable Reading<T>[] readings;
    private final @Nullable UnknownWords unknown;
    private long placeholders;
    private long unreadable;

    /**
     * @param index negative if the field is not mapped
     * @param heading as the file writes it
     * @param dateRule for cells that the file holds as dates or as their numbers; null: such a cell is read by its text
     * @param names positions of the columns that hold names of the row's person
     */
    Column(
            String field,
            int index,
            String heading,
            Function<String, Reading<T>> rule,
            @Nullable Function<Cell, Reading<T>> dateRule,
            int... names) {
        this.field = field;
        this.index = index;
        this.heading = heading;
        this.rule = rule;
        this.dateRule = dateRule;
        this.unknown = FieldWords.VOCABULARIES.contains(field) ? new UnknownWords(names) : null;
        this.texts = new @Nullable String[index < 0 ? 0 : SLOTS];
        this.readings = slots(texts.length);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types
    private static <T> @Nullable Reading<T>[] slots(int length) {
        return (Reading<T>[]) new Reading[length];
    }

    static <T> Column<T> notMapped(String field, Function<String, Reading<T>> rule) {
        return new Column<>(field, NOT_MAPPED, "", rule, null);
    }

    boolean isMapped() {
        return index >= 0;
    }

    int index() {
        return index;
    }

    String field() {
        return field;
    }

    String heading() {
        return heading;
    }

    /** What the row has here; blank if the field is not mapped. */
    @SuppressWarnings("unchecked") // a cell gives each column its own reading
    Reading<T> read(TableRow row) {
        Cell cell = row.cell(index);
        Reading<?> before = cell.readingBy(this);
        if (before != null) {
            return (Reading<T>) before;
        }
        if (cell.isBlank()) {
            return Reading.blank();
        }
        Reading<T> made = dateRule != null && cell.holdsDate()
                ? dateRule.apply(cell)
                : cell.isShared() ? made(cell.text()) : known(cell.text());
        cell.readBy(this, made);
        return made;
    }

    /** Whether there is nothing to say of what the row has here. */
    boolean isQuiet(TableRow row) {
        if (row.cell(index).isBlank()) {
            return true;
        }
        Reading<T> made = read(row);
        return made.kind() == Reading.Kind.VALUE && made.problem() == null;
    }

    private Reading<T> known(String text) {
        int slot = slot(text);
        Reading<T> known = readings[slot];
        if (known != null && text.equals(texts[slot])) {
            return known;
        }
        Reading<T> reading = made(text);
        texts[slot] = text;
        readings[slot] = reading;
        return reading;
    }

    private Reading<T> made(String text) {
        boolean error = text.charAt(0) == '#' && ERRORS.contains(text);
        return error ? Reading.unreadable(SPREADSHEET_ERROR) : sound(text);
    }

    private Reading<T> sound(String text) {
        String meant = Mojibake.repaired(text);
        Reading<T> reading = rule.apply(meant);
        return meant.equals(text) || reading.value() == null || reading.problem() != null
                ? reading
                : Reading.of(reading.value(), Mojibake.GARBLED);
    }

    private static int slot(String text) {
        int hash = text.hashCode();
        return (hash ^ (hash >>> 13)) & (SLOTS - 1);
    }

    /** Cells that stood for a value that is not known, among those that a mapper asked for. */
    long placeholders() {
        return placeholders;
    }

    /** Cells that no value could be made of, among those that a mapper asked for. */
    long unreadable() {
        return unreadable;
    }

    /** A value that may be missing: what cannot be read is a warning, blanks and words for "not known" are silent. */
    @Nullable
    T optional(TableRow row, RowLog log) {
        Reading<T> reading = read(row);
        placeholders += reading.kind() == Reading.Kind.PLACEHOLDER ? 1 : 0;
        unreadable += reading.kind() == Reading.Kind.UNREADABLE ? 1 : 0;
        if (reading.problem() != null) {
            if (unknown == null || reading.problem().equals(Mojibake.GARBLED)) {
                log.warn(this, reading.problem());
            } else {
                unknown.add(row, index, reading.problem());
            }
        }
        return reading.value();
    }

    /** Says which words of a vocabulary nothing understood so far, each once. */
    void sayUnknownWords(RowLog log) {
        if (unknown != null) {
            unknown.problems().forEach(problem -> log.warnColumn(this, problem));
        }
    }

    /** The days that a date can be of which no more than the month or the year is known; null for any other. */
    @Nullable
    DateRange within(TableRow row) {
        return read(row).within();
    }

    /** A value that may be blank, but whose placeholders are worth a warning. */
    @Nullable
    T expected(TableRow row, RowLog log) {
        Reading<T> reading = read(row);
        if (reading.kind() == Reading.Kind.PLACEHOLDER) {
            placeholders++;
            log.warn(this, placeholder(reading));
            return null;
        }
        return optional(row, log);
    }

    /** Says that the cell stands for a value that is not known, whatever its rule makes of it. */
    @Nullable
    T missing(TableRow row, RowLog log) {
        placeholders++;
        log.warn(this, placeholder(read(row)));
        return null;
    }

    /** A value that a row can do without, but whose lack is worth a warning; silent where no column is mapped. */
    @Nullable
    T wanted(TableRow row, RowLog log) {
        if (isMapped() && read(row).kind() == Reading.Kind.BLANK) {
            log.warn(
                    this,
                    new Problem(
                            "missing value",
                            "the " + field + " is blank",
                            "enter the " + field + " if it is known; the row is used without it"));
            return null;
        }
        return expected(row, log);
    }

    /** A value without which the row is rejected; a placeholder only is a warning. */
    @Nullable
    T required(TableRow row, RowLog log) {
        Reading<T> reading = read(row);
        switch (reading.kind()) {
            case BLANK -> log.reject(this, blank());
            case UNREADABLE -> {
                unreadable++;
                log.reject(this, reading.problem() == null ? blank() : reading.problem());
            }
            case PARTIAL -> log.reject(this, Dates.PARTIAL_OF_ROW);
            default -> {
                return expected(row, log);
            }
        }
        return null;
    }

    /** A value without which the row is rejected, placeholders included. */
    @Nullable
    T key(TableRow row, RowLog log) {
        Reading<T> reading = read(row);
        if (reading.kind() == Reading.Kind.PLACEHOLDER) {
            placeholders++;
            log.reject(this, reading.problem() == null ? blank() : ofRow(reading.problem()));
            return null;
        }
        return required(row, log);
    }

    /** What is wrong with a value that the row is nothing without. */
    private Problem ofRow(Problem problem) {
        return new Problem(
                problem.rule(),
                problem.problem(),
                "enter the " + field + " if it is known; without it the row cannot be placed and is left out");
    }

    Problem blank() {
        return new Problem(
                "required value", "the " + field + " is blank", "fill it in, or take the row out of the table");
    }

    private Problem placeholder(Reading<T> reading) {
        return reading.problem() != null
                ? reading.problem()
                : new Problem(
                        "placeholder",
                        "the " + field + " stands for one that is not known",
                        "enter the " + field + " if it is known; the row is used without it");
    }
}
