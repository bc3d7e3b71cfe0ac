package org.reconlink.study;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.study.ProtocolNode.Given;
import org.reconlink.study.ProtocolNode.Located;

/**
 * A list of values of one type.
 *
 * @param mayBeEmpty whether {@code []} says something
 * @param example for who wrote no list
 */
record ListType<T>(ValueType<T> item, boolean mayBeEmpty, String example) implements ValueType<List<Located<T>>> {

    static <T> ListType<T> of(ValueType<T> item, String example) {
        return new ListType<>(item, false, example);
    }

    static <T> ListType<T> maybeEmpty(ValueType<T> item, String example) {
        return new ListType<>(item, true, example);
    }

    @Override
    public String words() {
        return "a list, such as " + example;
    }

    /** The items that can be used; null if this is no list. */
    @Override
    public @Nullable List<Located<T>> read(Given given, ParseContext reading) {
        if (!(given.node() instanceof ProtocolNode.Items list)) {
            Shape.listExpected(given, "write one such as " + example, reading);
            return null;
        }
        if (list.nodes().isEmpty() && !mayBeEmpty) {
            reading.problem(given.at(), given.quotedName() + " is an empty list", "write one such as " + example);
            return null;
        }
        List<Located<T>> items = new ArrayList<>();
        for (ProtocolNode node : list.nodes()) {
            T value = node instanceof ProtocolNode.Refused ? null : item.read(given.item(node), reading);
            if (value != null) {
                reportTwice(items, value, given.item(node), reading);
                items.add(new Located<>(node.at(), value));
            }
        }
        return items;
    }

    private static <T> void reportTwice(List<Located<T>> items, T value, Given item, ParseContext reading) {
        boolean twice = items.stream().anyMatch(earlier -> earlier.value().equals(value));
        if (twice) {
            String what =
                    item.node() instanceof ProtocolNode.Text text ? ProtocolWords.quoted(text.text()) : "the same item";
            reading.problem(item.at(), item.quotedName() + " has " + what + " twice", "delete one of the two");
        }
    }

    @Override
    public List<Key<?>> keys() {
        return item.keys();
    }
}
