package org.reconlink.study;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.study.ProtocolNode.Given;

/** A section: keys of its own, each of which is checked whatever the others say. */
record SectionType(List<Key<?>> keys) implements ValueType<Values> {
    SectionType {
        keys = List.copyOf(keys);
    }

    static SectionType of(Key<?>... keys) {
        return new SectionType(List.of(keys));
    }

    @Override
    public String words() {
        return "a section";
    }

    @Override
    public @Nullable Values read(Given given, ParseContext reading) {
        if (!(given.node() instanceof ProtocolNode.Entries section)) {
            String first = keys.stream()
                    .filter(Key::required)
                    .findFirst()
                    .orElse(keys.get(0))
                    .name();
            Shape.keysExpected(given, "write its keys below it, indented, such as \"" + first + ": ...\"", reading);
            return null;
        }
        MatchedKeys matched =
                MatchedKeys.of(section.entries(), keys.stream().map(Key::name).toList(), reading);
        Values values = new Values(given.at(), matched.meant());
        matched.entries().forEach((name, entry) -> readKey(key(name), entry, values, reading));
        keys.stream()
                .filter(key -> key.required() && !values.meant(key))
                .forEach(key -> reading.problem(
                        given.at(),
                        ProtocolWords.quoted(key.name()) + " is missing in " + given.name(),
                        "add it: " + key.meaning() + " (" + key.type().words() + ")"));
        return values;
    }

    private Key<?> key(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow();
    }

    private static void readKey(Key<?> key, ProtocolNode.Entry entry, Values values, ParseContext reading) {
        boolean refused = entry.value() instanceof ProtocolNode.Refused;
        Object value = refused ? null : key.type().read(new Given(key.name(), entry.at(), entry.value()), reading);
        boolean inline = entry.value() instanceof ProtocolNode.Text;
        values.put(key, inline ? entry.value().at() : entry.at(), value);
    }
}
