package org.reconlink.linkage;

import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.CroNumber;
import org.reconlink.kernel.PncId;
import org.reconlink.linkage.BlockingField.Facet;
import org.reconlink.linkage.BlockingField.Kind;
import org.reconlink.linkage.engine.NameParts;
import org.reconlink.linkage.engine.Sound;
import org.reconlink.linkage.engine.Transform;

/**
 * What a transform leaves of a whole field.
 *
 * @param agreeing a field whose agreement implies that of what is left
 * @param value null if missing
 */
record BlockingTransform(BlockingField agreeing, Function<Facet, @Nullable Object> value) {
    private static final int HUNDRED = 100;

    /** @throws IllegalArgumentException if the field has no such part */
    static BlockingTransform of(String label, BlockingField column, Transform transform) {
        BlockingTransform found = switch (column.kind()) {
            case SURNAME, FORENAME, MIDDLE_NAMES -> ofName(column, transform);
            case BIRTH, DATE -> ofDate(column, transform);
            case PNC_ID, CRO_NUMBER, PRISON_NUMBER -> ofIdentifier(column, transform);
            case ALL_NAMES, SEX, POSTCODE, SWAPPED_NAMES -> null;
        };
        if (found == null) {
            throw new IllegalArgumentException("\"" + label + "\" asks for what no " + column.label()
                    + " has; write another form, or another field");
        }
        return found;
    }

    private static @Nullable BlockingTransform ofName(BlockingField column, Transform transform) {
        return switch (transform.part()) {
            case FIRST_LETTERS -> text(column, text -> first(transform.length(), text));
            case SOUND -> text(column, Sound::of);
            case SORTED_PARTS -> text(column, NameParts::sorted);
            default -> null;
        };
    }

    private static @Nullable BlockingTransform ofIdentifier(BlockingField column, Transform transform) {
        return transform.part() == Transform.Part.FIRST_LETTERS
                ? text(column, text -> first(transform.length(), text))
                : null;
    }

    private static @Nullable BlockingTransform ofDate(BlockingField column, Transform transform) {
        boolean birth = column.kind() == Kind.BIRTH;
        return switch (transform.part()) {
            case YEAR -> date(birth ? BlockingField.YEAR_OF_BIRTH : column, column, LocalDate::getYear);
            case YEAR_AND_MONTH ->
                date(birth ? BlockingField.YEAR_AND_MONTH_OF_BIRTH : column, column, BlockingTransform::month);
            case DAY_AND_MONTH_IN_ORDER ->
                date(birth ? BlockingField.DATE_OF_BIRTH_IN_EITHER_ORDER : column, column, BlockingTransform::inOrder);
            default -> null;
        };
    }

    private static BlockingTransform text(BlockingField column, Function<String, String> taken) {
        return new BlockingTransform(column, facet -> {
            Object value = column.value(facet);
            String part = value == null ? "" : taken.apply(text(value));
            return part.isEmpty() ? null : part;
        });
    }

    private static BlockingTransform date(
            BlockingField agreeing, BlockingField column, Function<LocalDate, Integer> taken) {
        return new BlockingTransform(
                agreeing, facet -> column.value(facet) instanceof LocalDate day ? taken.apply(day) : null);
    }

    private static String text(Object value) {
        if (value instanceof PncId id) {
            return id.value();
        }
        return value instanceof CroNumber number ? number.value() : (String) value;
    }

    /** Empty if there are fewer letters. */
    private static String first(int letters, String text) {
        return text.length() < letters ? "" : text.substring(0, letters);
    }

    private static Integer month(LocalDate day) {
        return day.getYear() * HUNDRED + day.getMonthValue();
    }

    /** The same for a date and the one with day and month swapped. */
    private static Integer inOrder(LocalDate day) {
        int lesser = Math.min(day.getDayOfMonth(), day.getMonthValue());
        int greater = Math.max(day.getDayOfMonth(), day.getMonthValue());
        return (day.getYear() * HUNDRED + lesser) * HUNDRED + greater;
    }
}
