package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.study.Study;
import picocli.CommandLine.Option;

/** Folders that inputs may come from, so that a protocol cannot lead a scheduled run to other files. */
final class AllowedFolders {
    @Option(
            names = "--inputs-from",
            paramLabel = "DIR",
            description = "Refuse inputs from outside this folder, links followed; may be given several times.")
    private List<Path> folders = List.of();

    /** Refuses a study of which a file really lies elsewhere. */
    void require(Study study) throws IOException {
        if (folders.isEmpty()) {
            return;
        }
        List<Path> real = new ArrayList<>();
        for (Path folder : folders) {
            real.add(folder.toRealPath());
        }
        for (Path file : files(study)) {
            Path target = file.toRealPath();
            if (real.stream().noneMatch(target::startsWith)) {
                throw new UsageException(
                        file + " lies outside the folders of --inputs-from; move it there, or allow its folder");
            }
        }
    }

    /** All that a study reads. */
    static List<Path> files(Study study) {
        List<Path> files = new ArrayList<>(study.offence().scaleTables());
        Stream.of(study.participants(), study.convictions(), study.custody())
                .filter(Objects::nonNull)
                .map(ExtractSettings::files)
                .forEach(files::addAll);
        Stream.of(
                        study.linkage().model(),
                        study.offence().table(),
                        study.offence().titles())
                .filter(Objects::nonNull)
                .forEach(files::add);
        return files;
    }
}
