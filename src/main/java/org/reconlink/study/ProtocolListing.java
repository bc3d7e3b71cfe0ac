package org.reconlink.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.study.ProtocolException.ProtocolError;
import org.reconlink.study.ProtocolNode.Entries;
import org.reconlink.study.ProtocolNode.Entry;
import org.reconlink.study.ProtocolNode.Items;

/**
 * A protocol line by line: as it is written, with the defaults that hold where it says nothing, and what is wrong beside its line.
 * No file that it names is looked at.
 *
 * @param problems how many there are
 */
public record ProtocolListing(List<Line> lines, int problems) {
    private static final String DEFAULT = "default ";
    private static final int INDENT = 2;

    public ProtocolListing {
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param number from 1; 0 for a default, which is not written
     * @param problems what is wrong there and what to do, a sentence each
     */
    public record Line(int number, String text, List<String> problems) {
        public Line {
            problems = List.copyOf(problems);
        }

        public boolean isDefault() {
            return number == 0;
        }
    }

    /**
     * Lists a text.
     *
     * @param name stands for the file
     */
    public static ProtocolListing of(String name, byte[] text) {
        List<String> written =
                new String(text, UTF_8).replace("\uFEFF", "").lines().toList();
        List<ProtocolError> wrong = StudyReader.check(name, text);
        ProtocolNode root = StudyReader.root(text, new ParseContext(Path.of(name), false));
        SortedMap<Integer, List<String>> defaults = new TreeMap<>();
        if (root instanceof Entries entries) {
            new Defaults(written, defaults).add(entries, Protocol.TYPE.keys(), 0, written.size());
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i <= written.size(); i++) {
            int at = i;
            boolean last = i == written.size();
            lines.add(new Line(
                    i,
                    written.get(i - 1),
                    wrong.stream()
                            .filter(one -> one.line() == at || (last && one.line() > at))
                            .map(one -> one.problem() + "; " + one.advice())
                            .toList()));
            defaults.getOrDefault(i, List.of()).forEach(one -> lines.add(new Line(0, one, List.of())));
        }
        if (written.isEmpty() && !wrong.isEmpty()) {
            lines.add(new Line(
                    1,
                    "",
                    wrong.stream()
                            .map(one -> one.problem() + "; " + one.advice())
                            .toList()));
        }
        return new ProtocolListing(lines, wrong.size());
    }

    /** Finds what is left out, and the line behind which it would stand. */
    private record Defaults(List<String> written, SortedMap<Integer, List<String>> behind) {

        void add(Entries section, List<Key<?>> keys, int indent, int end) {
            List<Entry> entries = section.entries();
            List<String> given = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                given.add(ProtocolWords.plain(entry.key()));
                int last = lastOf(entries, i, end);
                Key<?> key = keys.stream()
                        .filter(one -> ProtocolWords.plain(one.name()).equals(ProtocolWords.plain(entry.key())))
                        .findFirst()
                        .orElse(null);
                if (key != null) {
                    below(entry.value(), key.type(), entry.at().column() - 1 + INDENT, last);
                }
            }
            List<String> lines = new ArrayList<>();
            keys.stream()
                    .filter(key -> !given.contains(ProtocolWords.plain(key.name())))
                    .forEach(key -> leftOut(key, indent, lines));
            if (!lines.isEmpty()) {
                behind.computeIfAbsent(lastWritten(end), line -> new ArrayList<>())
                        .addAll(lines);
            }
        }

        private void below(@Nullable ProtocolNode node, ValueType<?> type, int indent, int end) {
            List<Key<?>> keys = type.keys();
            if (keys.isEmpty()) {
                return;
            }
            if (node instanceof Entries entries && type.named()) {
                for (int i = 0; i < entries.entries().size(); i++) {
                    if (entries.entries().get(i).value() instanceof Entries one) {
                        add(one, keys, indent + INDENT, lastOf(entries.entries(), i, end));
                    }
                }
            } else if (node instanceof Entries entries) {
                add(entries, keys, indent, end);
            } else if (node instanceof Items items) {
                for (int i = 0; i < items.nodes().size(); i++) {
                    int last = i + 1 < items.nodes().size()
                            ? items.nodes().get(i + 1).at().line() - 1
                            : end;
                    if (items.nodes().get(i) instanceof Entries one) {
                        add(one, keys, indent + INDENT, last);
                    }
                }
            }
        }

        /** The last line before the next entry. */
        private static int lastOf(List<Entry> entries, int i, int end) {
            return i + 1 < entries.size() ? entries.get(i + 1).at().line() - 1 : end;
        }

        private static void leftOut(Key<?> key, int indent, List<String> lines) {
            String start = " ".repeat(indent) + key.name() + ":";
            if (key.leftOut().startsWith(DEFAULT) && key.fallback() != null) {
                lines.add(start + " " + key.leftOut().substring(DEFAULT.length()));
            } else if (key.fallback() != null) {
                lines.add(start);
                key.type().keys().forEach(below -> leftOut(below, indent + INDENT, lines));
            }
        }

        /** Blank lines and comments belong to what comes after them. */
        private int lastWritten(int end) {
            int line = Math.min(end, written.size());
            while (line > 1
                    && (written.get(line - 1).isBlank()
                            || written.get(line - 1).strip().startsWith("#"))) {
                line--;
            }
            return line;
        }
    }
}
