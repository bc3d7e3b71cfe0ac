package org.reconlink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of JSON values, one a line, that runs add to.
 *
 * @param file null if nothing is to be written
 */
record JsonLines(@Nullable Path file) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Adds a line in one write, so that runs of several studies can share a file. */
    void add(Map<String, Object> value) throws IOException {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(
                file,
                JSON.writeValueAsString(value) + "\n",
                UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
