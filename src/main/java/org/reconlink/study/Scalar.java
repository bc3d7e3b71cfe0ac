package org.reconlink.study;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One value.
 *
 * @param what in words: {@code a date}
 * @param example as an author would write it; empty if it would say nothing
 * @param parse null for a value that is not one
 * @param advice what to do about such a value; null where the example says enough
 */
record Scalar<T>(
        String what, String example, Function<String, @Nullable T> parse, Function<String, @Nullable String> advice)
        implements ValueType<T> {

    static <T> Scalar<T> of(String what, String example, Function<String, @Nullable T> parse) {
        return new Scalar<>(what, example, parse, wrong -> null);
    }

    @Override
    public String words() {
        return example.isEmpty() ? what : what + ", such as " + example;
    }

    @Override
    public @Nullable T read(Given given, ParseContext reading) {
        ProtocolNode.Text text = Shape.text(given, reading);
        if (text == null) {
            return null;
        }
        String written = text.text().strip();
        T value = parse.apply(written);
        if (value == null) {
            String special = advice.apply(written);
            reading.problem(
                    text.at(),
                    given.quotedName() + " must be " + what + ", not " + ProtocolWords.quoted(written),
                    special == null ? "write one such as " + example : special);
        }
        return value;
    }
}
