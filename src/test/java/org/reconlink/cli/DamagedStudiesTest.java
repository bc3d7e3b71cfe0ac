package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.generate.DamagedStudy.Mix;

/** Small ones of the studies that {@code -Psimulation} runs whole. */
class DamagedStudiesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void rowsOfSeveralSpellingsComeToTheirParticipantAndNoneToAnother() throws Exception {
        DamagedStudies of = DamagedStudies.run(folder, new Mix(500, 0.6, 60, 3, 10, true, false, 0, 0, false), 1);

        assertThat(of.shareRight()).isGreaterThan(0.93);
        assertThat(of.wrong()).isZero();
        assertThat(of.estimate()).isCloseTo(of.rate(), within(2.0));
        assertThat(of.rate()).isBetween(of.lower(), of.upper());
    }

    /** Twins, relatives and namesakes among them; rows without forename fit either of two twins. */
    @Test
    void familiesAreKeptApartHoweverManyRowsTheyHave() throws Exception {
        DamagedStudies of = DamagedStudies.run(folder, new Mix(100, 1, 30, 10, 30, true, false, 0.15, 0, true), 2);

        assertThat(of.shareRight()).isGreaterThan(0.8);
        assertThat(of.wrong()).isZero();
    }
}
