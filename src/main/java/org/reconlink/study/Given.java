package org.reconlink.study;

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
