package org.reconlink.study;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the data cut where a protocol leaves room for it: {@code {data cut}} in the names of files stands for it, and a
 * command can name another than the protocol does, so that one protocol reads the extracts of every year.
 */
final class DataCuts {
    private static final String PLACE = "{data cut}";
    private static final Set<String> FILES = Set.of("file", "files");

    private DataCuts() {}

    /** The data cut as the protocol writes it; null if it does not. */
    static @Nullable String written(Node root) {
        Node study = value(root, Protocol.STUDY.name());
        Node written = study == null ? null : value(study, StudySection.DATA_CUT.name());
        return written instanceof Node.Text text ? text.text().strip() : null;
    }

    /** The protocol with the data cut put in everywhere. */
    static Node put(Node root, String dataCut) {
        return root instanceof Node.Entries sections
                ? new Node.Entries(
                        sections.at(),
                        sections.entries().stream()
                                .map(section -> new Node.Entry(
                                        section.at(), section.key(), section(section.key(), section.value(), dataCut)))
                                .toList())
                : root;
    }

    private static Node section(String name, Node section, String dataCut) {
        if (!(section instanceof Node.Entries entries)) {
            return section;
        }
        return new Node.Entries(
                entries.at(),
                entries.entries().stream()
                        .map(entry -> new Node.Entry(entry.at(), entry.key(), value(name, entry, dataCut)))
                        .toList());
    }

    private static Node value(String section, Node.Entry entry, String dataCut) {
        if (section.equals(Protocol.STUDY.name()) && entry.key().equals(StudySection.DATA_CUT.name())) {
            return entry.value() instanceof Node.Text text
                    ? new Node.Text(text.at(), dataCut, text.quoted())
                    : entry.value();
        }
        return FILES.contains(entry.key()) ? files(entry.value(), dataCut) : entry.value();
    }

    private static Node files(Node node, String dataCut) {
        if (node instanceof Node.Text text) {
            return new Node.Text(text.at(), text.text().replace(PLACE, dataCut), text.quoted());
        }
        if (node instanceof Node.Items items) {
            List<Node> named =
                    items.nodes().stream().map(item -> files(item, dataCut)).toList();
            return new Node.Items(items.at(), named);
        }
        return node;
    }

    private static @Nullable Node value(Node node, String key) {
        return node instanceof Node.Entries entries
                ? entries.entries().stream()
                        .filter(entry -> entry.key().equals(key))
                        .map(Node.Entry::value)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** Whether a command named another data cut than the protocol. */
    static boolean isAnother(@Nullable LocalDate asked, @Nullable String written) {
        return asked != null && !asked.toString().equals(written);
    }
}
