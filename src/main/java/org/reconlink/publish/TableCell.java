package org.reconlink.publish;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Flag;

/** What a table says at one place: a value, or why there is none. */
sealed interface TableCell permits TableCell.Value, Missing {

    /** As a file writes it; never blank. */
    String text();

    /** A value as a file writes it. */
    record Value(String text) implements TableCell {
        private static final Value YES = new Value("yes");
        private static final Value NO = new Value("no");
    }

    static TableCell flag(boolean yes) {
        return yes ? Value.YES : Value.NO;
    }

    static TableCell flag(Flag flag) {
        return flag.unknown() ? Missing.UNKNOWN : flag(flag.yes());
    }

    static TableCell number(int value) {
        return number((long) value);
    }

    static TableCell number(long value) {
        return new Value(Long.toString(value));
    }

    /** With a fixed number of places, since the shortest form of a double differs between Java versions. */
    static TableCell decimal(double value, int places) {
        return new Value(
                new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString());
    }

    /** An enum constant in words: {@code not on scale}. */
    static TableCell word(Enum<?> constant) {
        return new Value(EnumWords.of(constant));
    }

    /** Words of the product itself: a pseudonym, the name of a window. */
    static TableCell own(String words) {
        return new Value(words);
    }

    /** Text from an input or a protocol, by the rules of {@link FreeText}. */
    static TableCell input(@Nullable String text) {
        return FreeText.cell(text);
    }

    /** The cell of a value, or {@code otherwise} if there is none. */
    static <V> TableCell known(@Nullable V value, Missing otherwise, Function<V, TableCell> cell) {
        return value == null ? otherwise : cell.apply(value);
    }

    /** A count of people as the rule lets it be published. */
    static TableCell count(long count, DisclosureRule rule) {
        return rule.withholds(count) ? Missing.WITHHELD : number(rule.rounded(count));
    }

    /**
     * Text that somebody typed, on its way into a CSV file.
     *
     * <p>A spreadsheet runs a cell that begins with {@code = + - @} (also in full width) as a formula, and splits a cell at
     * a semicolon or tab in some locales. The usual remedy, an apostrophe before the text, changes the value for every
     * statistics program and is lost when the file is saved again. So such a cell is withheld, and the table says so;
     * numbers with a sign and mere dashes are harmless and stay.
     */
    static final class FreeText {

        private static final Pattern FORMULA =
                Pattern.compile("(^|[;\\t\\r\\n])[\\s\\u00A0\\uFEFF]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]");
        private static final Pattern HARMLESS = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?%?|-+");

        private FreeText() {}

        static TableCell cell(@Nullable String text) {
            if (text == null || text.isBlank()) {
                return Missing.MISSING;
            }
            String stripped = text.strip();
            boolean formula = FORMULA.matcher(stripped).find()
                    && !HARMLESS.matcher(stripped).matches();
            return formula || stripped.indexOf('\0') >= 0 ? Missing.WITHHELD : new TableCell.Value(stripped);
        }
    }
}
