package org.reconlink.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.Field;

/** Which heading of the file is which field. */
final class ColumnsType implements ValueType<MappedColumns> {
    private static final ValueType<String> HEADING = Scalars.heading();

    private final ExtractKind kind;
    private final List<Key<?>> keys;

    ColumnsType(ExtractKind kind) {
        this.kind = kind;
        this.keys =
                kind.fields().stream().<Key<?>>map(field -> key(kind, field)).toList();
    }

    private static Key<String> key(ExtractKind kind, Field field) {
        String meaning = FieldMeanings.of(kind, field);
        return field.required()
                ? Key.required(field.name(), HEADING, meaning)
                : Key.optional(field.name(), HEADING, alternatives(kind, field), meaning);
    }

    private static String alternatives(ExtractKind kind, Field field) {
        String others = kind.oneOf().stream()
                .filter(group -> group.contains(field.name()))
                .map(group -> ProtocolWords.either(group.stream()
                        .filter(name -> !name.equals(field.name()))
                        .toList()))
                .collect(Collectors.joining(" and "));
        if (!others.isEmpty()) {
            return "required without " + others;
        }
        return kind.expected().stream()
                .filter(fields -> fields.anyOf().contains(field.name()))
                .map(fields -> "expected: " + fields.cost())
                .findFirst()
                .orElse("optional");
    }

    @Override
    public String words() {
        return "a section: a heading of the file for each field";
    }

    @Override
    public List<Key<?>> keys() {
        return keys;
    }

    @Override
    public @Nullable MappedColumns read(Given given, ParseContext reading) {
        if (!(given.node() instanceof ProtocolNode.Entries section)) {
            Shape.keysExpected(given, "write a line for each field below it, such as \"surname: Surname\"", reading);
            return null;
        }
        MatchedKeys matched =
                MatchedKeys.of(section.entries(), keys.stream().map(Key::name).toList(), reading);
        Map<String, String> headings = new LinkedHashMap<>();
        matched.entries().forEach((field, entry) -> {
            String heading = entry.value() instanceof ProtocolNode.Refused
                    ? null
                    : HEADING.read(new Given(field, entry.at(), entry.value()), reading);
            headings.put(field, heading == null ? "" : heading);
        });
        MappedColumns columns = new MappedColumns(kind, given.at(), headings, matched.meant());
        reportMissing(columns, reading);
        return columns;
    }

    private void reportMissing(MappedColumns columns, ParseContext reading) {
        columns.missing()
                .forEach(fields -> reading.problem(
                        columns.at(),
                        "no column for " + fields + " of " + kind.section(),
                        "add \"" + fields.split(" or ", -1)[0] + ": \" and the heading in the file"));
    }
}
