package org.reconlink.job;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.publish.Manifest;

/** Finds the outputs of a registered run: a folder is theirs if its manifest is that run's, whatever its name. */
final class RunOutputs {
    private RunOutputs() {}

    /**
     * The folder of a run's outputs.
     *
     * @param registered where the run left them
     * @param moved the folder of all outputs now, looked into where they are not; null if they were not moved
     * @throws OutputsException if neither has them
     */
    static Path find(String study, String run, Path registered, @Nullable Path moved) throws OutputsException {
        if (isOf(study, run, registered)) {
            return registered;
        }
        Path now = moved == null
                ? registered
                : moved.toAbsolutePath().normalize().resolve(study).resolve(run);
        if (isOf(study, run, now)) {
            return now;
        }
        boolean other = Files.exists(now.resolve(Manifest.FILE));
        throw new OutputsException(
                List.of("the outputs of run " + run + " are not in " + now
                        + (other ? ", which holds those of another run or a damaged manifest" : "")),
                other);
    }

    private static boolean isOf(String study, String run, Path folder) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && Manifest.isOf(folder, study, run);
    }
}
