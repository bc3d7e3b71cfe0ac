package org.reconlink.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A folder with the files that the protocols of the tests name, and room for a protocol. */
record StudyFolder(Path folder) {
    private static final List<String> FILES = List.of(
            "people.csv",
            "people.xlsx",
            "pnc-1.csv",
            "pnc-2.csv",
            "pnc-10.csv",
            "~$people.xlsx",
            "spells.csv",
            "model.json");

    static StudyFolder in(Path folder) {
        try {
            Files.createDirectories(folder.resolve("folder"));
            for (String file : FILES) {
                Files.writeString(folder.resolve(file), "");
            }
            return new StudyFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The smallest valid protocol. */
    static String valid() {
        try (InputStream in = StudyFolder.class.getResourceAsStream("/spec/study/valid.yml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Study read(String protocol) {
        return read(protocol.getBytes(StandardCharsets.UTF_8));
    }

    Study read(byte[] protocol) {
        Path file = folder.resolve("study.yml");
        try {
            Files.write(file, protocol);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return StudyReader.read(file);
    }

    /** The errors of a protocol as a console shows them from inside the folder; empty if it is valid. */
    List<String> errors(byte[] protocol) {
        try {
            read(protocol);
            return List.of();
        } catch (ProtocolException e) {
            String prefix = folder.toString().replace('\\', '/') + "/";
            return e.errors().stream()
                    .map(error -> error.toString().replace(prefix, ""))
                    .toList();
        }
    }

    List<String> errors(String protocol) {
        return errors(protocol.getBytes(StandardCharsets.UTF_8));
    }

    Path path(String name) {
        return folder.resolve(name);
    }
}
