package org.reconlink.publish;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Flag;

/**
 * One column of a table: what it means and how it is made, the one source of table and codebook.
 *
 * @param <R> what a row of the table is about
 * @param definition one sentence
 * @param unit blank if it has none
 * @param categories all values it can have; empty if they are not a list
 * @param missing the codes that can stand in place of a value
 */
record Variable<R>(
        String name,
        String definition,
        Type type,
        String unit,
        List<Category> categories,
        Set<Missing> missing,
        Function<R, TableCell> value) {

    /** What kind of value a column holds. */
    enum Type {
        TEXT,
        CATEGORY,
        FLAG,
        INTEGER,
        DECIMAL,
        DATE,
        MONTH;

        String words() {
            return EnumWords.of(this);
        }
    }

    /** A definition as scripts have it: headings that it quotes may have line breaks and other control characters. */
    static String onOneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
    }

    Variable {
        categories = List.copyOf(categories);
        missing = missing.isEmpty() ? Set.of() : EnumSet.copyOf(missing);
    }

    /** Text from an input; withheld where a spreadsheet would run it. */
    static <R> Variable<R> text(String name, String definition, Function<R, TableCell> value) {
        return new Variable<>(name, definition, Type.TEXT, "", List.of(), Set.of(Missing.WITHHELD), value);
    }

    /** Words of the product itself. */
    static <R> Variable<R> own(String name, String definition, Function<R, TableCell> value) {
        return new Variable<>(name, definition, Type.TEXT, "", List.of(), Set.of(), value);
    }

    static <R> Variable<R> category(
            String name, String definition, List<Category> categories, Function<R, TableCell> value) {
        return new Variable<>(name, definition, Type.CATEGORY, "", categories, Set.of(), value);
    }

    static <R> Variable<R> flag(String name, String definition, Function<R, TableCell> value) {
        return new Variable<>(name, definition, Type.FLAG, "", Category.YES_NO, Set.of(), value);
    }

    /** A flag that can be unknown. */
    static <R> Variable<R> threeValued(String name, String definition, Function<R, Flag> value) {
        return flag(name, definition, (R row) -> TableCell.flag(value.apply(row)))
                .or(Missing.UNKNOWN);
    }

    static <R> Variable<R> integer(String name, String definition, String unit, Function<R, TableCell> value) {
        return new Variable<>(name, definition, Type.INTEGER, unit, List.of(), Set.of(), value);
    }

    static <R> Variable<R> decimal(String name, String definition, String unit, Function<R, TableCell> value) {
        return new Variable<>(name, definition, Type.DECIMAL, unit, List.of(), Set.of(), value);
    }

    /** The same with these codes beside those it has. */
    Variable<R> or(Missing... codes) {
        EnumSet<Missing> all = EnumSet.noneOf(Missing.class);
        all.addAll(missing);
        all.addAll(Arrays.asList(codes));
        return new Variable<>(name, definition, type, unit, categories, all, value);
    }

    /** The same column in a table whose rows hold what it is about. */
    <S> Variable<S> of(Function<S, R> part) {
        return new Variable<>(name, definition, type, unit, categories, missing, row -> value.apply(part.apply(row)));
    }

    /** The cell of a row; a value or code that the codebook does not know is an error of the definition. */
    TableCell cell(R row) {
        TableCell cell = value.apply(row);
        boolean known =
                cell instanceof Missing code ? missing.contains(code) : categories.isEmpty() || isCategory(cell.text());
        if (!known || cell.text().isBlank()) {
            throw new IllegalStateException("the column " + name + " has a value that its definition does not list");
        }
        return cell;
    }

    private boolean isCategory(String text) {
        for (Category category : categories) {
            if (category.value().equals(text)) {
                return true;
            }
        }
        return false;
    }

    /** One of the values that a column can have, with what it means; the meaning is blank where the word says it all. */
    record Category(String value, String meaning) {

        static final List<Category> YES_NO = of("yes", "no");

        static List<Category> of(String... values) {
            return Arrays.stream(values).map(value -> new Category(value, "")).toList();
        }

        /** All constants of an enum, in words. */
        static List<Category> of(Enum<?>[] constants) {
            return Arrays.stream(constants)
                    .map(constant -> new Category(EnumWords.of(constant), ""))
                    .toList();
        }
    }
}
