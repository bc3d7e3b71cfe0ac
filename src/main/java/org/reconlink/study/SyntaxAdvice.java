package org.reconlink.study;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Says what a YAML parser's complaint means to the author of a protocol.
 *
 * @param said what the parser's problem or context contains
 * @param where the mark that shows the cause rather than where the parser gave up
 */
record SyntaxAdvice(String said, Where where, String problem, String advice) {
    private enum Where {
        CAUSE,
        END
    }

    private static final List<SyntaxAdvice> KNOWN = List.of(
            new SyntaxAdvice("(TAB)", Where.END, "a tab where spaces belong", "replace it by a space"),
            new SyntaxAdvice(
                    "mapping values are not allowed here",
                    Where.END,
                    "a colon where none can be",
                    "put a value that contains a colon in quotes; else align this key with those above it"),
            new SyntaxAdvice(
                    "found unknown escape character",
                    Where.END,
                    "a backslash that means nothing in double quotation marks",
                    "write / between folders, or use single quotation marks"),
            new SyntaxAdvice(
                    "while scanning a quoted scalar", Where.CAUSE, "a quotation mark that is never closed", "close it"),
            new SyntaxAdvice(
                    "while scanning an alias",
                    Where.CAUSE,
                    "a value that starts with *, which is an alias to YAML, and protocols have none",
                    "put a file pattern that starts with * in quotes"),
            new SyntaxAdvice(
                    "while scanning an anchor",
                    Where.CAUSE,
                    "a value that starts with &, which is an anchor to YAML, and protocols have none",
                    "put it in quotes"),
            new SyntaxAdvice(
                    "could not find expected ':'",
                    Where.CAUSE,
                    "a line that is no key with a value",
                    "write it as \"key: value\", or as \"- item\" in a list"),
            new SyntaxAdvice(
                    "while parsing a flow sequence",
                    Where.CAUSE,
                    "a list that opens with [ and has no matching ]",
                    "close it with ], commas between its items"),
            new SyntaxAdvice(
                    "while parsing a flow mapping",
                    Where.CAUSE,
                    "keys that open with { and have no matching }",
                    "close them with }, commas between them"),
            new SyntaxAdvice(
                    "that cannot start any token",
                    Where.END,
                    "a character that no value can start with",
                    "put the value in quotes"),
            new SyntaxAdvice(
                    "expected <block end>",
                    Where.END,
                    "a line that does not belong to the lines above it",
                    "start the keys of one section in the same column"));

    static void report(MarkedYAMLException error, ParseContext reading) {
        String said = error.getProblem() + "\n" + error.getContext();
        SyntaxAdvice meant = KNOWN.stream()
                .filter(known -> said.contains(known.said))
                .findFirst()
                .orElseGet(() -> new SyntaxAdvice(
                        "",
                        Where.END,
                        "this is not YAML (" + error.getProblem() + ")",
                        "compare the line with a protocol that works"));
        Mark cause = error.getContextMark();
        Mark end = error.getProblemMark();
        boolean atCause = end == null || (meant.where == Where.CAUSE && cause != null);
        Mark mark = atCause ? cause : end;
        reading.problem(mark == null ? Position.START : YamlTree.position(mark), meant.problem, meant.advice);
    }
}
