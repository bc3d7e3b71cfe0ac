package org.reconlink.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One or more existing files: a path, a pattern, or a list of both; the order of the list, names within a pattern. */
record FileList() implements ValueType<List<Path>> {
    @Override
    public String words() {
        return "a path, a pattern such as pnc-*.csv, or a list of them";
    }

    @Override
    public @Nullable List<Path> read(Given given, ParseContext reading) {
        List<ProtocolNode> nodes =
                given.node() instanceof ProtocolNode.Items list ? list.nodes() : List.of(given.node());
        if (nodes.isEmpty()) {
            reading.problem(given.at(), given.quotedName() + " is an empty list", "name a file or a pattern");
            return null;
        }
        Set<Path> files = new LinkedHashSet<>();
        for (ProtocolNode node : nodes) {
            Given item = node == given.node() ? given : given.item(node);
            ProtocolNode.Text text = node instanceof ProtocolNode.Refused ? null : Shape.text(item, reading);
            if (text != null) {
                add(text, files, given, reading);
            }
        }
        return files.isEmpty() ? null : List.copyOf(files);
    }

    private static void add(ProtocolNode.Text text, Set<Path> files, Given given, ParseContext reading) {
        for (Path file : named(text, reading)) {
            if (!files.add(file)) {
                reading.problem(
                        text.at(),
                        given.quotedName() + " names " + ProtocolWords.quoted(String.valueOf(file.getFileName()))
                                + " twice",
                        "delete one of the two, or make the pattern narrower");
            }
        }
    }

    private static List<Path> named(ProtocolNode.Text text, ParseContext reading) {
        if (FilePattern.isPattern(text.text())) {
            return FilePattern.expand(text.at(), text.text(), reading);
        }
        List<Path> one = new ArrayList<>();
        Path file = FilePath.ofInput().existing(text.at(), text.text(), reading);
        if (file != null) {
            one.add(file);
        }
        return one;
    }
}
