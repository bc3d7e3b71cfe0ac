package org.reconlink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Prometheus' text format: every sample of one study and run. */
final class MetricsText {
    private final String run;
    private final StringBuilder text = new StringBuilder();

    MetricsText(String study, String run) {
        this.run = "study=\"" + study + "\",run=\"" + run + "\"";
    }

    /** A further label of a sample. */
    static String label(String name, String value) {
        return "," + name + "=\""
                + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    void add(String name, String labels, Number value) {
        text.append(name)
                .append('{')
                .append(run)
                .append(labels)
                .append("} ")
                .append(value)
                .append('\n');
    }

    /** Replaces the file in one step, so that a collector never reads half of it. */
    void write(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(partial, text, UTF_8);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
