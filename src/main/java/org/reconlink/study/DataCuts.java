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
    static @Nullable String written(ProtocolNode root) {
        ProtocolNode study = value(root, Protocol.STUDY.name());
        ProtocolNode written = study == null ? null : value(study, StudySection.DATA_CUT.name());
        return written instanceof ProtocolNode.Text text ? text.text().strip() : null;
    }

    /** The protocol with the data cut put in everywhere. */
    static ProtocolNode put(ProtocolNode root, String dataCut) {
        return root instanceof ProtocolNode.Entries sections
                ? new ProtocolNode.Entries(
                        sections.at(),
                        sections.entries().stream()
                                .map(section -> new ProtocolNode.Entry(
                                        section.at(), section.key(), section(section.key(), section.value(), dataCut)))
                                .toList())
                : root;
    }

    private static ProtocolNode section(String name, ProtocolNode section, String dataCut) {
        if (!(section instanceof ProtocolNode.Entries entries)) {
            return section;
        }
        return new ProtocolNode.Entries(
                entries.at(),
                entries.entries().stream()
                        .map(entry -> new ProtocolNode.Entry(entry.at(), entry.key(), value(name, entry, dataCut)))
                        .toList());
    }

    private static ProtocolNode value(String section, ProtocolNode.Entry entry, String dataCut) {
        if (section.equals(Protocol.STUDY.name()) && entry.key().equals(StudySection.DATA_CUT.name())) {
            return entry.value() instanceof ProtocolNode.Text text
                    ? new ProtocolNode.Text(text.at(), dataCut, text.quoted())
                    : entry.value();
        }
        return FILES.contains(entry.key()) ? files(entry.value(), dataCut) : entry.value();
    }

    private static ProtocolNode files(ProtocolNode node, String dataCut) {
        if (node instanceof ProtocolNode.Text text) {
            return new ProtocolNode.Text(text.at(), text.text().replace(PLACE, dataCut), text.quoted());
        }
        if (node instanceof ProtocolNode.Items items) {
            List<ProtocolNode> named =
                    items.nodes().stream().map(item -> files(item, dataCut)).toList();
            return new ProtocolNode.Items(items.at(), named);
        }
        return node;
    }

    private static @Nullable ProtocolNode value(ProtocolNode node, String key) {
        return node instanceof ProtocolNode.Entries entries
                ? entries.entries().stream()
                        .filter(entry -> entry.key().equals(key))
                        .map(ProtocolNode.Entry::value)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** Whether a command named another data cut than the protocol. */
    static boolean isAnother(@Nullable LocalDate asked, @Nullable String written) {
        return asked != null && !asked.toString().equals(written);
    }
}
