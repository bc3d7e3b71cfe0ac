package org.reconlink.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Needed;
import org.reconlink.cli.TinyStudy;

/** A few operations on files made to fail, of all that {@link FileFaults} can. */
class FileFaultsIT {
    private static final int EVERY = 400;

    @TempDir
    Path folder;

    @Test
    void aRunWhoseFilesFailedEndsLikeAnUndisturbedOneWhenItIsGivenAgain() throws Exception {
        Needed.that(FileFaults.isPossible(), "strace is not here or not allowed");
        Path real = folder.toRealPath();
        FileFaults trials = new FileFaults(TinyStudy.write(real), real);
        trials.run(EVERY);
        assertThat(trials.faults()).isPositive();
        assertThat(trials.differences()).isEmpty();
    }
}
