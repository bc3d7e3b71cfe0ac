package org.reconlink.study;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
}
