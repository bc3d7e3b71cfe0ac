package org.reconlink.linkage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** JSON read with the line and column of every value, so that a problem can be shown where it is. */
final class JsonText {
    private final List<Problem> problems;

    private JsonText(List<Problem> problems) {
        this.problems = problems;
    }

    /**
     * A value and its place.
     *
     * @param content {@code Map<String, Node>}, {@code List<Node>}, String, Double, or null for anything else
     */
    record Node(@Nullable Object content, int line, int column) {}

    /** What is wrong at a place, and what to do. */
    record Problem(Node at, String text) {
        /** {@code model.json, line 3, column 7: ...}. */
        String in(String file) {
            return file + ", line " + at.line() + ", column " + at.column() + ": " + text;
        }
    }

    /** Reads a whole text; repeated keys go to {@code problems}. */
    static Node parse(String file, String json, List<Problem> problems) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            Node root = new JsonText(problems).node(parser);
            if (parser.nextToken() != null) {
                problems.add(new Problem(node(parser, null), "text after the end; remove it"));
            }
            return root;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            Node node = at == null ? new Node(null, 1, 1) : new Node(null, at.getLineNr(), at.getColumnNr());
            throw new ModelFileException(
                    List.of(new Problem(node, "not JSON; check commas, quotes and braces").in(file)), e);
        }
    }

    private Node node(JsonParser parser) {
        Node start = node(parser, null);
        JsonToken token = parser.currentToken();
        Object content = null;
        if (token == JsonToken.START_OBJECT) {
            content = object(parser);
        } else if (token == JsonToken.START_ARRAY) {
            content = array(parser);
        } else if (token == JsonToken.VALUE_STRING) {
            content = parser.getString();
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            content = parser.getDoubleValue();
        }
        return new Node(content, start.line(), start.column());
    }

    private Map<String, Node> object(JsonParser parser) {
        Map<String, Node> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Node keyPlace = node(parser, null);
            parser.nextToken();
            if (object.putIfAbsent(key, node(parser)) != null) {
                problems.add(new Problem(keyPlace, "\"" + key + "\" stands twice; keep one"));
            }
        }
        return object;
    }

    private List<Node> array(JsonParser parser) {
        List<Node> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(node(parser));
        }
        return array;
    }

    private static Node node(JsonParser parser, @Nullable Object content) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Node(content, at.getLineNr(), at.getColumnNr());
    }
}
