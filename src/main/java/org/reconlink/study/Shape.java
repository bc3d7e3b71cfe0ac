package org.reconlink.study;

import org.jspecify.annotations.Nullable;
import org.reconlink.study.ProtocolNode.Given;

/** Says so where a list, keys or a single value stands in place of another. */
final class Shape {
    private Shape() {}

    /** The single value, or null if there is none. */
    static ProtocolNode.@Nullable Text text(Given given, ParseContext reading) {
        if (!(given.node() instanceof ProtocolNode.Text text)) {
            String found = given.node() instanceof ProtocolNode.Items ? "a list" : "keys of its own";
            wrong(
                    given,
                    given.quotedName() + " has " + found + " where one value belongs",
                    "write a single value",
                    reading);
            return null;
        }
        if (text.text().isBlank()) {
            reading.problem(
                    text.absent() ? given.at() : text.at(),
                    given.quotedName() + " has no value",
                    "write one after it, or leave the line out if it is not needed");
            return null;
        }
        return text;
    }

    static void keysExpected(Given given, String advice, ParseContext reading) {
        boolean absent = given.node() instanceof ProtocolNode.Text text && text.absent();
        String found = given.node() instanceof ProtocolNode.Items ? "has a list" : "has a value";
        String problem = absent ? "is empty" : found + " where keys belong";
        wrong(given, given.quotedName() + " " + problem, advice, reading);
    }

    static void listExpected(Given given, String advice, ParseContext reading) {
        boolean absent = given.node() instanceof ProtocolNode.Text text && text.absent();
        wrong(given, given.quotedName() + (absent ? " is empty" : " must be a list"), advice, reading);
    }

    private static void wrong(Given given, String problem, String advice, ParseContext reading) {
        if (!(given.node() instanceof ProtocolNode.Refused)) {
            reading.problem(given.at(), problem, advice);
        }
    }
}
