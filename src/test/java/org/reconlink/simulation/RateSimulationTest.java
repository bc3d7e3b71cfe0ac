package org.reconlink.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.reconlink.statistics.Estimate;

/** A few studies of the simulation, always the same ones: enough to see which way the estimates move. */
class RateSimulationTest {
    private static final int STUDIES = 12;
    private static final int REGISTER = 5_000;
    private static final Map<Integer, RateSimulation.Table> TABLES = new HashMap<>();

    @Test
    void randomDamageBiasesNeitherConfidentLinksNorTheEstimate() {
        RateSimulation.Table random = table(0);
        double oracle = random.bias(Study::oracle);
        assertThat(random.bias(Study::naive)).isCloseTo(oracle, within(0.015));
        assertThat(random.bias(Study::byOutcome)).isCloseTo(oracle, within(0.015));
        assertThat(random.width(study -> study.byOutcome().interval()))
                .isLessThan(1.1 * random.width(study -> study.naive().interval()));
    }

    @Test
    void damageRelatedToTheOutcomeBiasesConfidentLinksAndTheEstimateMuchLess() {
        RateSimulation.Table related = table(1);
        double oracle = related.bias(Study::oracle);
        double naive = related.bias(Study::naive) - oracle;
        double byOutcome = related.bias(Study::byOutcome) - oracle;
        assertThat(naive).isLessThan(-0.02);
        assertThat(Math.abs(byOutcome)).isLessThan(0.6 * Math.abs(naive));
        assertThat(related.coverage(Study::range))
                .isGreaterThanOrEqualTo(
                        related.coverage(study -> study.byOutcome().interval()));
    }

    @Test
    void aliasesAreSeenInTheUnlinkedShareAndTheRangeIsWide() {
        RateSimulation.Table aliases = table(2);
        assertThat(aliases.unlinked()).isGreaterThan(0.12);
        assertThat(aliases.width(Study::range))
                .isGreaterThan(1.25 * aliases.width(study -> study.byOutcome().interval()));
    }

    /** Where the estimate cannot see what is wrong, thirty traced can; where nothing is, they cost little. */
    @Test
    void anAuditedSampleIsUnbiasedWhateverTheUnlinkedDo() {
        Function<Study, Estimate> traced = study -> study.audited().get(1);
        RateSimulation.Table aliases = table(2);
        double oracle = aliases.bias(Study::oracle);
        assertThat(Math.abs(aliases.bias(traced) - oracle)).isLessThan(0.02);
        assertThat(aliases.bias(Study::byOutcome) - oracle).isLessThan(-0.02);
        RateSimulation.Table random = table(0);
        assertThat(random.width(study -> traced.apply(study).interval()))
                .isLessThan(1.3 * random.width(study -> study.byOutcome().interval()));
    }

    @Test
    void theSameStudiesGiveTheSameFigures() {
        assertThat(RateSimulation.run(Setting.all()[3], 60, 2, 1_000))
                .isEqualTo(RateSimulation.run(Setting.all()[3], 60, 2, 1_000));
    }

    @Test
    void damageIsRelatedByTheOddsAndKeepsItsMean() {
        double with = Setting.share(0.3, 2.5, true);
        double without = Setting.share(0.3, 2.5, false);
        assertThat(with / (1 - with) / (without / (1 - without))).isCloseTo(2.5, within(1e-9));
        assertThat(Setting.RATE * with + (1 - Setting.RATE) * without).isCloseTo(0.3, within(1e-9));
        assertThat(Arrays.stream(Setting.all()).map(Setting::name)).doesNotHaveDuplicates();
    }

    private static RateSimulation.Table table(int setting) {
        return TABLES.computeIfAbsent(
                setting, s -> new RateSimulation.Table(RateSimulation.run(Setting.all()[s], 200, STUDIES, REGISTER)));
    }
}
