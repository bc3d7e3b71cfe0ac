package org.reconlink.study;

import java.util.List;

/** A part of a protocol as it is written: words, a list, or keys with values. */
sealed interface ProtocolNode {
    Position at();

    /** A single value; all values are words until a key says what they mean. */
    record Text(Position at, String text, boolean quoted) implements ProtocolNode {
        /** Nothing stands after the colon or the dash. */
        boolean absent() {
            return text.isEmpty() && !quoted;
        }
    }

    /** A list. */
    record Items(Position at, List<ProtocolNode> nodes) implements ProtocolNode {
        public Items {
            nodes = List.copyOf(nodes);
        }
    }

    /** Keys with their values, in the order of the file; the same key may appear twice. */
    record Entries(Position at, List<Entry> entries) implements ProtocolNode {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /** Something that protocols do not have and that is reported already. */
    record Refused(Position at) implements ProtocolNode {}

    /** One key as it is written, and its value. */
    record Entry(Position at, String key, ProtocolNode value) {}

    /** A place in a protocol; lines and columns count from 1. */
    record Position(int line, int column) {
        static final Position START = new Position(1, 1);
    }

    /** A value with its place, for checks against other keys. */
    record Located<T>(Position at, T value) {
        static <T> List<T> values(List<Located<T>> located) {
            return located.stream().map(Located::value).toList();
        }
    }

    /**
     * A value in the hands of its reader.
     *
     * @param name the key it belongs to, as messages call it
     * @param at where the key stands, or the value itself if it is an item of a list
     */
    record Given(String name, Position at, ProtocolNode node) {
        /** The same key's value, one item of a list. */
        Given item(ProtocolNode item) {
            return new Given(name, item.at(), item);
        }

        String quotedName() {
            return ProtocolWords.quoted(name);
        }
    }
}
