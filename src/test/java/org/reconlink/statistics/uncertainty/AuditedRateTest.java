package org.reconlink.statistics.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;

class AuditedRateTest {
    @Test
    void theUnlinkedCountAsTheirSampleDoes() {
        AuditedRate rate = new AuditedRate(new Proportion(280, 850), 150, 30, 30, 15);
        assertThat(rate.least().orElseThrow().value()).isCloseTo((280 + 150 * 0.5) / 1000, within(1e-12));
        assertThat(rate.most()).isEqualTo(rate.least());
        assertThat(rate.weight()).contains(5.0);
    }

    @Test
    void thoseNotTracedAreNoneAndAll() {
        AuditedRate rate = new AuditedRate(new Proportion(280, 850), 150, 30, 24, 12);
        assertThat(rate.least().orElseThrow().value()).isCloseTo((280 + 150 * 12 / 30.0) / 1000, within(1e-12));
        assertThat(rate.most().orElseThrow().value()).isCloseTo((280 + 150 * 18 / 30.0) / 1000, within(1e-12));
        assertThat(rate.least().orElseThrow().interval().lower())
                .isLessThan(rate.most().orElseThrow().interval().lower());
    }

    /** Many draws of the three betas have the same quantiles. */
    @ParameterizedTest
    @CsvSource({
        "280, 850, 150, 30, 15",
        "280, 850, 150, 30, 0",
        "280, 850, 150, 150, 70",
        "29, 45, 9, 5, 4",
        "0, 3, 12, 6, 3",
        "12, 40, 0, 0, 0",
        "0, 45, 1, 1, 1"
    })
    void limitsAreThoseOfTheDistribution(int k, int n, int unlinked, int sampled, int with) {
        AuditedRate rate = new AuditedRate(new Proportion(k, n), unlinked, sampled, sampled, with);
        if (sampled == 0) {
            assertThat(rate.least()).isEmpty();
            return;
        }
        double[] draws = draws(k, n, unlinked, sampled, with);
        Estimate estimate = rate.least().orElseThrow();
        assertThat(estimate.interval().lower()).isCloseTo(draws[draws.length / 40], within(0.0015));
        assertThat(estimate.interval().upper()).isCloseTo(draws[draws.length - draws.length / 40], within(0.0015));
    }

    private static double[] draws(int k, int n, int unlinked, int sampled, int with) {
        UniformRandomProvider random = new SplittableRandom(5)::nextLong;
        ContinuousDistribution.Sampler share =
                BetaDistribution.of(unlinked + 0.5, n + 0.5).createSampler(random);
        ContinuousDistribution.Sampler linked =
                BetaDistribution.of(k + 0.5, n - k + 0.5).createSampler(random);
        ContinuousDistribution.Sampler audited =
                BetaDistribution.of(with + 0.5, sampled - with + 0.5).createSampler(random);
        double[] draws = new double[400_000];
        for (int i = 0; i < draws.length; i++) {
            double nu = share.sample();
            draws[i] = (1 - nu) * linked.sample() + nu * audited.sample();
        }
        Arrays.sort(draws);
        return draws;
    }

    /**
     * A thousand: 15% not linked whose odds are 2.5 times the others', and nothing wrong with the 5% that are not. Of 1,000 samples of
     * 30 about 950 intervals cover, and as many lie above as below.
     */
    @ParameterizedTest
    @CsvSource({"0.230, 0.107", "0.05, 0.05"})
    void thirtyTracedAreEnoughToCover(double unlinkedOfThoseWith, double unlinkedOfTheOthers) {
        Random random = new Random(11);
        int above = 0;
        int below = 0;
        for (int study = 0; study < 1000; study++) {
            double part =
                    sampled(random, unlinkedOfThoseWith, unlinkedOfTheOthers).below(0.35);
            above += part < 0.025 ? 1 : 0;
            below += part > 0.975 ? 1 : 0;
        }
        assertThat(1 - (above + below) / 1000.0).isCloseTo(0.95, within(0.02));
        assertThat(above / 1000.0).isCloseTo(0.025, within(0.015));
        assertThat(below / 1000.0).isCloseTo(0.025, within(0.015));
    }

    /** A study of a thousand, of whom 30 of the unlinked are traced. */
    private static AuditedRate sampled(Random random, double unlinkedOfThoseWith, double unlinkedOfTheOthers) {
        int with = 0;
        int linked = 0;
        int unlinkedWith = 0;
        for (int i = 0; i < 1000; i++) {
            boolean outcome = random.nextDouble() < 0.35;
            if (random.nextDouble() < (outcome ? unlinkedOfThoseWith : unlinkedOfTheOthers)) {
                unlinkedWith += outcome ? 1 : 0;
            } else {
                linked++;
                with += outcome ? 1 : 0;
            }
        }
        int unlinked = 1000 - linked;
        int found = 0;
        int left = unlinkedWith;
        for (int i = 0; i < 30; i++) {
            if (random.nextInt(unlinked - i) < left) {
                found++;
                left--;
            }
        }
        return new AuditedRate(new Proportion(with, linked), unlinked, 30, 30, found);
    }

    /** What thirty traced cost where nothing is wrong, against Wilson's of the links alone, and what more are worth with aliases; by 300,000 draws. */
    @ParameterizedTest
    @CsvSource({
        "332, 950, 50, 30, 10, 0.0605, 0.0598",
        "298, 850, 150, 30, 10, 0.0640, 0.0736",
        "269, 850, 150, 15, 8, 0.0625, 0.0890",
        "269, 850, 150, 30, 16, 0.0625, 0.0748",
        "269, 850, 150, 60, 32, 0.0625, 0.0656"
    })
    void whatASampleCosts(int k, int n, int unlinked, int traced, int with, double linksAlone, double width) {
        Proportion links = new Proportion(k, n);
        assertThat(width(links.wilson().orElseThrow())).isCloseTo(linksAlone, within(5e-4));
        Estimate estimate =
                new AuditedRate(links, unlinked, traced, traced, with).least().orElseThrow();
        assertThat(width(estimate.interval())).isCloseTo(width, within(5e-4));
    }

    private static double width(Interval interval) {
        return interval.upper() - interval.lower();
    }

    @Test
    void aSampleIsNoLargerThanWhatItIsOf() {
        assertThatThrownBy(() -> new AuditedRate(new Proportion(1, 2), 3, 4, 4, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AuditedRate(new Proportion(1, 2), 3, 3, 2, 3))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
