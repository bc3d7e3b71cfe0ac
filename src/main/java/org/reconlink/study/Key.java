package org.reconlink.study;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.reconlink.study.ProtocolNode.Given;
import org.reconlink.study.ProtocolNode.Position;

/**
 * One key of the protocol, defined once for the reader, its messages and the reference.
 *
 * @param name as protocols write it
 * @param leftOut what holds without it: {@code required}, {@code default 6}, or in words
 * @param required whether its absence is an error
 * @param fallback the default; null if there is none
 * @param meaning what it is, to be read after {@code add it:}
 */
record Key<T>(
        String name,
        ValueType<T> type,
        String leftOut,
        boolean required,
        @Nullable T fallback,
        String meaning) {

    static <T> Key<T> required(String name, ValueType<T> type, String meaning) {
        return new Key<>(name, type, "required", true, null, meaning);
    }

    /** With a default that is written and read as an author would write it. */
    static <T> Key<T> withDefault(String name, ValueType<T> type, String text, String meaning) {
        return new Key<>(name, type, "default " + text, false, valueOf(name, type, text), meaning);
    }

    /** A section in which every key has a default. */
    static Key<Values> optionalSection(String name, ValueType<Values> type, String meaning) {
        return new Key<>(name, type, "may be left out", false, valueOf(name, type, "{}"), meaning);
    }

    /** Without a default that could be written: says in words what holds. */
    static <T> Key<T> optional(String name, ValueType<T> type, String leftOut, String meaning) {
        return new Key<>(name, type, leftOut, false, null, meaning);
    }

    private static <T> T valueOf(String name, ValueType<T> type, String text) {
        ParseContext reading = new ParseContext(Path.of("default of " + name));
        ProtocolNode node = YamlTree.read(text, reading);
        T value = node == null ? null : type.read(new Given(name, Position.START, node), reading);
        reading.stopIfWrong();
        if (value == null) {
            throw new IllegalStateException("no default for " + name);
        }
        return value;
    }
}
