package org.reconlink.study;

/**
 * A value in the hands of its reader.
 *
 * @param name the key it belongs to, as messages call it
 * @param at where the key stands, or the value itself if it is an item of a list
 */
record Given(String name, Position at, Node node) {
    /** The same key's value, one item of a list. */
    Given item(Node item) {
        return new Given(name, item.at(), item);
    }

    String quotedName() {
        return Words.quoted(name);
    }
}
