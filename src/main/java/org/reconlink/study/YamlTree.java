package org.reconlink.study;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.study.ProtocolNode.Position;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the tree of a protocol from the events of the YAML parser.
 *
 * <p>From events, since these say where an anchor, an alias or a tag stands before anything is made of it: all are
 * refused, so what a protocol says is what can be seen in it.
 */
final class YamlTree {
    private static final int DEEPEST = 12;

    private final ParserImpl events;
    private final ParseContext reading;

    private YamlTree(String text, ParseContext reading) {
        this.events = new ParserImpl(new StreamReader(text), new LoaderOptions());
        this.reading = reading;
    }

    /** The root, or null if there is none; then the reading says why. */
    static @Nullable ProtocolNode read(String text, ParseContext reading) {
        YamlTree tree = new YamlTree(text, reading);
        try {
            return tree.document();
        } catch (MarkedYAMLException e) {
            SyntaxAdvice.report(e, reading);
        } catch (TooDeep e) {
            reading.problem(
                    e.at,
                    "keys are nested more than " + DEEPEST + " deep",
                    "no section goes so deep: check the brackets");
        }
        return null;
    }

    private @Nullable ProtocolNode document() {
        events.getEvent();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return null;
        }
        events.getEvent();
        ProtocolNode root = node(0);
        events.getEvent();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            reading.problem(
                    position(events.getEvent().getStartMark()),
                    "a second document begins here",
                    "one file holds one study: delete the line --- or move the rest to a file of its own");
            return null;
        }
        return root;
    }

    private ProtocolNode node(int depth) {
        Event event = events.getEvent();
        Position at = position(event.getStartMark());
        if (depth > DEEPEST) {
            throw new TooDeep(at);
        }
        if (event instanceof AliasEvent alias) {
            refuseAlias(alias.getAnchor(), at);
            return new ProtocolNode.Refused(at);
        }
        refuseAnchorAndTag((NodeEvent) event, at);
        if (event instanceof ScalarEvent scalar) {
            return new ProtocolNode.Text(at, scalar.getValue(), !scalar.isPlain());
        }
        return event instanceof MappingStartEvent ? entries(at, depth) : items(at, depth);
    }

    private ProtocolNode entries(Position at, int depth) {
        List<ProtocolNode.Entry> entries = new ArrayList<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            ProtocolNode key = node(depth + 1);
            ProtocolNode value = node(depth + 1);
            if (key instanceof ProtocolNode.Text words) {
                entries.add(new ProtocolNode.Entry(key.at(), words.text(), value));
            } else if (!(key instanceof ProtocolNode.Refused)) {
                reading.problem(key.at(), "a key that is a list or has keys itself", "write words before the colon");
            }
        }
        events.getEvent();
        return new ProtocolNode.Entries(at, entries);
    }

    private ProtocolNode items(Position at, int depth) {
        List<ProtocolNode> nodes = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            nodes.add(node(depth + 1));
        }
        events.getEvent();
        return new ProtocolNode.Items(at, nodes);
    }

    private void refuseAlias(String alias, Position at) {
        reading.problem(
                at,
                ProtocolWords.quoted("*" + alias) + " is an alias to YAML, and protocols have none",
                "write out what it stands for; put a file pattern that starts with * in quotes");
    }

    private void refuseAnchorAndTag(NodeEvent event, Position at) {
        if (event.getAnchor() != null) {
            reading.problem(
                    at,
                    ProtocolWords.quoted("&" + event.getAnchor()) + " is an anchor to YAML, and protocols have none",
                    "delete it; put a value that starts with & in quotes");
        }
        if (tag(event) != null) {
            reading.problem(
                    at,
                    "a tag (a word that starts with !), and protocols have none",
                    "delete it; put a value that starts with ! in quotes");
        }
    }

    private static @Nullable String tag(NodeEvent event) {
        return event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
    }

    static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Position at;

        TooDeep(Position at) {
            this.at = at;
        }
    }

    /**
     * Says what a YAML parser's complaint means to the author of a protocol.
     *
     * @param said what the parser's problem or context contains
     * @param where the mark that shows the cause rather than where the parser gave up
     */
    private record SyntaxAdvice(String said, Where where, String problem, String advice) {
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
                        "while scanning a quoted scalar",
                        Where.CAUSE,
                        "a quotation mark that is never closed",
                        "close it"),
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
}
