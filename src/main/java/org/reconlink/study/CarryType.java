package org.reconlink.study;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.study.ProtocolNode.Given;
import org.reconlink.study.ProtocolNode.Located;
import org.reconlink.study.ProtocolNode.Position;

/** Headings of columns to carry through, as a list; {@code heading: text} says that a column is free text. */
record CarryType() implements ValueType<List<Located<CarryType.Carried>>> {
    private static final String EXAMPLE = "[ACE count, Ethnicity]";
    private static final String TEXT = "text";
    private static final Pattern QUOTED = Pattern.compile("(.+):\\s+" + TEXT + "\\s*", Pattern.CASE_INSENSITIVE);

    /** One column. */
    record Carried(String heading, boolean freeText) {}

    @Override
    public String words() {
        return "a list, such as " + EXAMPLE;
    }

    @Override
    public @Nullable List<Located<Carried>> read(Given given, ParseContext reading) {
        List<Located<Carried>> columns = new ArrayList<>();
        if (given.node() instanceof ProtocolNode.Entries entries) {
            readDeclared(entries, given, columns, reading);
            return columns;
        }
        if (!(given.node() instanceof ProtocolNode.Items list)) {
            Shape.listExpected(given, "write one such as " + EXAMPLE, reading);
            return null;
        }
        for (ProtocolNode node : list.nodes()) {
            if (node instanceof ProtocolNode.Entries entries) {
                readDeclared(entries, given, columns, reading);
            } else if (!(node instanceof ProtocolNode.Refused)) {
                String heading = Scalars.heading().read(given.item(node), reading);
                if (heading != null) {
                    add(carried(heading), node.at(), given, columns, reading);
                }
            }
        }
        return columns;
    }

    /** In quotation marks, as messages write it, {@code "heading: text"} says the same as without. */
    private static Carried carried(String written) {
        Matcher declared = QUOTED.matcher(written);
        return declared.matches() ? new Carried(declared.group(1).strip(), true) : new Carried(written, false);
    }

    private static void readDeclared(
            ProtocolNode.Entries entries, Given given, List<Located<Carried>> columns, ParseContext reading) {
        for (ProtocolNode.Entry entry : entries.entries()) {
            if (entry.value() instanceof ProtocolNode.Text text
                    && text.text().strip().equalsIgnoreCase(TEXT)) {
                add(new Carried(entry.key(), true), entry.at(), given, columns, reading);
            } else if (!(entry.value() instanceof ProtocolNode.Refused)) {
                reading.problem(
                        entry.at(),
                        given.quotedName() + " says something else of " + ProtocolWords.quoted(entry.key())
                                + " than \"text\"",
                        "write \"" + entry.key() + ": text\" if the column is free text, else its heading alone");
            }
        }
    }

    private static void add(
            Carried column, Position at, Given given, List<Located<Carried>> columns, ParseContext reading) {
        if (columns.stream().anyMatch(earlier -> earlier.value().heading().equals(column.heading()))) {
            reading.problem(
                    at,
                    given.quotedName() + " has " + ProtocolWords.quoted(column.heading()) + " twice",
                    "delete one of the two");
        }
        columns.add(new Located<>(at, column));
    }
}
