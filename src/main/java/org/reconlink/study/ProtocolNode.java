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
}
