package org.reconlink.linkage;

import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.CroNumber;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.linkage.BlockingField.Facet;
import org.reconlink.linkage.BlockingField.Kind;
import org.reconlink.linkage.engine.NameParts;
import org.reconlink.linkage.engine.Transform;

/**
 * What a transform leaves of a field.
 *
 * @param agreeing a field whose agreement implies that of what is left
 */
record BlockingTransform(BlockingField agreeing, Function<Facet, @Nullable Object> value) {
    private static final int HUNDRED = 100;

    /** @throws IllegalArgumentException if the field has no such part */
    static BlockingTransform of(String label, BlockingField column, Transform transform) {
        Kind kind = column.kind();
        boolean name = kind.ofName();
        boolean identifier = kind == Kind.PNC_ID || kind == Kind.CRO_NUMBER || kind == Kind.PRISON_NUMBER;
        boolean date = kind == Kind.BIRTH || kind == Kind.DATE;
        return switch (transform.part()) {
            case FIRST_LETTERS ->
                name || identifier
                        ? text(column, column, text -> first(transform.length(), text))
                        : refuse(label, column);
            case SOUND -> name ? text(column, column, NameParts::sound) : refuse(label, column);
            case SORTED_PARTS -> name ? text(column, column, NameParts::sorted) : refuse(label, column);
            case YEAR ->
                date
                        ? date(column, kind == Kind.BIRTH ? BlockingField.YEAR_OF_BIRTH : column, LocalDate::getYear)
                        : refuse(label, column);
            case YEAR_AND_MONTH ->
                date
                        ? date(column, column, day -> day.getYear() * HUNDRED + day.getMonthValue())
                        : refuse(label, column);
            case DAY_AND_MONTH_IN_ORDER ->
                date ? date(column, column, BlockingTransform::inOrder) : refuse(label, column);
            case SECTOR, DISTRICT -> refuse(label, column);
            case AREA ->
                kind == Kind.POSTCODE
                        ? text(column, BlockingField.POSTCODE_DISTRICT, BlockingTransform::area)
                        : refuse(label, column);
            case WHOLE -> new BlockingTransform(column, column::value);
        };
    }

    private static BlockingTransform text(
            BlockingField column, BlockingField agreeing, Function<String, String> taken) {
        return new BlockingTransform(agreeing, facet -> {
            Object value = column.value(facet);
            String part = value == null ? "" : taken.apply(text(value));
            return part.isEmpty() ? null : part;
        });
    }

    private static BlockingTransform date(
            BlockingField column, BlockingField agreeing, Function<LocalDate, Integer> taken) {
        return new BlockingTransform(
                agreeing, facet -> column.value(facet) instanceof LocalDate day ? taken.apply(day) : null);
    }

    private static String text(Object value) {
        if (value instanceof PncId id) {
            return id.value();
        }
        if (value instanceof CroNumber number) {
            return number.value();
        }
        return value instanceof Postcode postcode ? postcode.value() : (String) value;
    }

    /** Empty if there are fewer letters. */
    private static String first(int letters, String text) {
        return text.length() < letters ? "" : text.substring(0, letters);
    }

    /** The leading letters of a postcode. */
    static String area(String postcode) {
        int end = 0;
        while (end < postcode.length() && Character.isLetter(postcode.charAt(end))) {
            end++;
        }
        return postcode.substring(0, end);
    }

    private static Integer inOrder(LocalDate day) {
        int lesser = Math.min(day.getDayOfMonth(), day.getMonthValue());
        int greater = Math.max(day.getDayOfMonth(), day.getMonthValue());
        return (day.getYear() * HUNDRED + lesser) * HUNDRED + greater;
    }

    private static BlockingTransform refuse(String label, BlockingField column) {
        throw new IllegalArgumentException(
                "\"" + label + "\" asks for what no " + column.label() + " has; write another form, or another field");
    }
}
