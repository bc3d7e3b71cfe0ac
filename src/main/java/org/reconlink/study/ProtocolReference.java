package org.reconlink.study;

import java.util.ArrayList;
import java.util.List;

/** Every key that a protocol may have, from the definitions that the reader itself uses. */
public final class ProtocolReference {
    /**
     * One key.
     *
     * @param path the sections it stands in, then the key itself
     * @param type what may be written after it
     * @param leftOut what holds without it: {@code required}, {@code default 6}, or in words
     * @param meaning what it is
     */
    public record Entry(List<String> path, String type, String leftOut, String meaning) {
        public Entry {
            path = List.copyOf(path);
        }

        /** For example {@code data cut (required): the last day that ... - a date such as 2021-12-31}, indented. */
        @Override
        public String toString() {
            String name = path.get(path.size() - 1);
            return "  ".repeat(path.size() - 1) + name + " (" + leftOut + "): " + meaning + " - " + type;
        }
    }

    private ProtocolReference() {}

    /** In the order in which a protocol is written; a section comes before its keys. */
    public static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        Protocol.TYPE.keys().forEach(key -> add(key, List.of(), entries));
        return List.copyOf(entries);
    }

    /** The entries as text, one line each, indented by section. */
    public static List<String> lines() {
        return entries().stream().map(Entry::toString).toList();
    }

    private static void add(Key<?> key, List<String> sections, List<Entry> entries) {
        List<String> path = new ArrayList<>(sections);
        path.add(key.name());
        entries.add(new Entry(path, key.type().words(), key.leftOut(), key.meaning()));
        key.type().keys().forEach(below -> add(below, path, entries));
    }
}
