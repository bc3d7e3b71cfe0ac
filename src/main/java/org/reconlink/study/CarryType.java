package org.reconlink.study;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headings of columns to carry through, as a list; {@code heading: text} says that a column is free text. */
record CarryType() implements ValueType<List<Located<CarryType.Carried>>> {
    private static final String EXAMPLE = "[ACE count, Ethnicity]";
    private static final String TEXT = "text";

    /** One column. */
    record Carried(String heading, boolean freeText) {}

    @Override
    public String words() {
        return "a list, such as " + EXAMPLE;
    }

    @Override
    public @Nullable List<Located<Carried>> read(Given given, Reading reading) {
        List<Located<Carried>> columns = new ArrayList<>();
        if (given.node() instanceof Node.Entries entries) {
            readDeclared(entries, given, columns, reading);
            return columns;
        }
        if (!(given.node() instanceof Node.Items list)) {
            Shape.listExpected(given, "write one such as " + EXAMPLE, reading);
            return null;
        }
        for (Node node : list.nodes()) {
            if (node instanceof Node.Entries entries) {
                readDeclared(entries, given, columns, reading);
            } else if (!(node instanceof Node.Refused)) {
                String heading = Scalars.heading().read(given.item(node), reading);
                if (heading != null) {
                    add(new Carried(heading, false), node.at(), given, columns, reading);
                }
            }
        }
        return columns;
    }

    private static void readDeclared(
            Node.Entries entries, Given given, List<Located<Carried>> columns, Reading reading) {
        for (Node.Entry entry : entries.entries()) {
            if (entry.value() instanceof Node.Text text && text.text().strip().equalsIgnoreCase(TEXT)) {
                add(new Carried(entry.key(), true), entry.at(), given, columns, reading);
            } else if (!(entry.value() instanceof Node.Refused)) {
                reading.problem(
                        entry.at(),
                        given.quotedName() + " says something else of " + Words.quoted(entry.key()) + " than \"text\"",
                        "write \"" + entry.key() + ": text\" if the column is free text, else its heading alone");
            }
        }
    }

    private static void add(Carried column, Position at, Given given, List<Located<Carried>> columns, Reading reading) {
        if (columns.stream().anyMatch(earlier -> earlier.value().heading().equals(column.heading()))) {
            reading.problem(
                    at,
                    given.quotedName() + " has " + Words.quoted(column.heading()) + " twice",
                    "delete one of the two");
        }
        columns.add(new Located<>(at, column));
    }
}
