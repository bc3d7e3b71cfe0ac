package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileAccess;
import org.reconlink.study.Study;

/** The files that a study's names and patterns of files are now, and how old they are. */
public final class InputFiles {
    private InputFiles() {}

    /**
     * One of them.
     *
     * @param days whole days since it was changed
     * @param most how many days old it may be; null: any number
     */
    public record InputFile(
            String section,
            Path file,
            long bytes,
            Instant changed,
            long days,
            @Nullable Integer most) {
        public boolean isTooOld() {
            return most != null && days > most;
        }
    }

    /** In the order of the protocol; without files that only a cluster can look at. */
    public static List<InputFile> of(Study study, Clock clock) throws IOException {
        return of(study, clock, null);
    }

    private static List<InputFile> of(Study study, Clock clock, @Nullable ExtractOnCluster cluster) throws IOException {
        Map<String, ExtractSettings> sections = new LinkedHashMap<>();
        sections.put("participants", study.participants());
        sections.put("convictions", study.convictions());
        if (study.custody() != null) {
            sections.put("custody", study.custody());
        }
        List<InputFile> files = new ArrayList<>();
        for (Map.Entry<String, ExtractSettings> section : sections.entrySet()) {
            for (Path file : section.getValue().files()) {
                boolean here = FileAccess.url(file) == null;
                if (!here && cluster == null) {
                    continue;
                }
                Instant changed = here
                        ? Files.getLastModifiedTime(file).toInstant()
                        : Instant.ofEpochMilli(
                                Objects.requireNonNull(cluster).opened(file).modified());
                files.add(new InputFile(
                        section.getKey(),
                        file,
                        here
                                ? Files.size(file)
                                : Objects.requireNonNull(cluster).opened(file).bytes(),
                        changed,
                        Math.max(0, Duration.between(changed, clock.instant()).toDays()),
                        study.freshness().get(section.getKey())));
            }
        }
        return files;
    }

    /**
     * A line for each file that is older than the protocol lets it be.
     *
     * @param cluster that reads the conviction extract; null if this machine does
     */
    public static List<String> tooOld(Study study, Clock clock, @Nullable ExtractOnCluster cluster) throws IOException {
        return of(study, clock, cluster).stream()
                .filter(InputFile::isTooOld)
                .map(file ->
                        file.file().getFileName() + ": " + file.days() + " days old, and the protocol's freshness of "
                                + file.section() + " is " + file.most() + "; put the new extract there")
                .toList();
    }
}
