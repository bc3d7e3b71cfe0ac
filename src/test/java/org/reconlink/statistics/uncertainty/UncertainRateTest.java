package org.reconlink.statistics.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.uncertainty.LinkEvidence.PossibleLink;
import org.reconlink.statistics.uncertainty.LinkEvidence.Retention;
import org.reconlink.statistics.uncertainty.OddsFit.Losses;
import org.reconlink.statistics.uncertainty.UncertainRate.Headline;

class UncertainRateTest {
    private static final int PERSONS = 2_000;

    /** Three levels a field: the same, close, different. */
    private static final List<double[]> M =
            List.of(new double[] {0.7, 0.2, 0.1}, new double[] {0.7, 0.2, 0.1}, new double[] {0.7, 0.2, 0.1});

    private static final double[] U = {0.002, 0.008, 0.99};

    @Test
    void theTwoSentences() {
        UncertainRate rate =
                rate(200, new Estimate(0.6434, new Interval(0.5712, 0.70849)), 0.6, new Proportion(110, 180));
        assertThat(rate.estimateSentence())
                .isEqualTo(
                        "Estimated rate 64.3% (57.1-70.8%), allowing for uncertain links, for the 10.0% who could not"
                                + " be linked, and for identifier damage that differs field by field between those who reoffended"
                                + " and others; confident links alone give 61.1%.");
        assertThat(rate.rangeSentence())
                .isEqualTo("If the unlinked reoffend at odds between a third and three times what the model implies,"
                        + " which the data cannot rule out, the range is 54.5-72.6%.");
    }

    @Test
    void withoutAConfidentLinkTheSentenceSaysThatTheyGiveNoRate() {
        assertThat(rate(200, new Estimate(0.5, new Interval(0, 1)), 0.5, new Proportion(0, 0))
                        .estimateSentence())
                .endsWith("confident links alone give no rate.");
    }

    @ParameterizedTest
    @CsvSource({
        "59, 40, 0.64, CONFIDENT_LINKS_AND_RANGE",
        "60, 4, 0.64, CONFIDENT_LINKS_AND_RANGE",
        "60, 5, 0.64, ESTIMATE",
        "60, 5, 0.62, ESTIMATE_AND_RANGE"
    })
    void whatStandsFirst(int participants, int with, double blind, Headline headline) {
        Estimate estimate = new Estimate(0.6434, new Interval(0.5, 0.7));
        assertThat(rate(participants, estimate, blind, new Proportion(with, 50)).headline())
                .isEqualTo(headline);
    }

    @Test
    void theTippingPointIsWhereTheTargetEntersTheRange() {
        UncertainRate rate = rate(200, new Estimate(0.64, new Interval(0.57, 0.71)), 0.64, new Proportion(110, 180));
        assertThat(rate.tippingPoint(0.6)).hasValue(0);
        double up = rate.tippingPoint(0.73).orElseThrow();
        assertThat(up).isPositive();
        assertThat(rate.range(up).upper()).isCloseTo(0.73, within(1e-12));
        double down = rate.tippingPoint(0.52).orElseThrow();
        assertThat(down).isNegative();
        assertThat(rate.range(-down).lower()).isCloseTo(0.52, within(1e-12));
        assertThat(rate.tippingPoint(0.9)).isEmpty();
        assertThat(rate.tippingPoint(0.1)).isEmpty();
        assertThat(rate.targetSentence(0.6)).isEqualTo("The rate of 60.0% to compare with lies within the interval.");
        assertThat(rate.targetSentence(0.73))
                .startsWith("The rate of 73.0% to compare with lies outside the interval; it would come within if the"
                        + " unlinked had " + String.format(java.util.Locale.ROOT, "%.2f", Math.exp(up))
                        + " times the odds");
        assertThat(rate.targetSentence(0.9))
                .isEqualTo("The rate of 90.0% to compare with lies outside the interval whatever the unlinked did.");
    }

    @Test
    void roundedItHasOnlySharesOfRoundedCounts() {
        UncertainRate exact = new UncertainRate(
                62,
                new Estimate(0.35, new Interval(0.24, 0.49)),
                new Estimate(0.33, new Interval(0.22, 0.47)),
                new Proportion(19, 52),
                0.163,
                0.9,
                0.95,
                3);
        assertThat(exact.rounded(n -> Math.floorDiv(2 * n + 5, 10) * 5))
                .isEqualTo(new UncertainRate(
                        60,
                        new Estimate(20 / 60.0, new Interval(15 / 60.0, 30 / 60.0)),
                        new Estimate(20 / 60.0, new Interval(15 / 60.0, 30 / 60.0)),
                        new Proportion(20, 50),
                        10 / 60.0,
                        0.9,
                        0.95,
                        5));
    }

    @Test
    void anIntervalThatRoundingTakesToOneHasNoTippingPoint() {
        UncertainRate all = new UncertainRate(
                10,
                new Estimate(1, new Interval(1, 1)),
                new Estimate(1, new Interval(1, 1)),
                new Proportion(8, 8),
                0.8,
                1,
                1,
                0);
        assertThat(all.tippingPoint(0.5)).isEmpty();
    }

    @Test
    void nobodyToLinkHasNoRate() {
        assertThat(UncertainRate.of(new LinkEvidence(5, 10, 20, M, List.of(), null), new Proportion(0, 0)))
                .isEmpty();
    }

    @Test
    void oneCertainParticipantHasARate() {
        List<PossibleLink> links = List.of(new PossibleLink(0, 7, true, new int[] {0, 0, 0}, -40));
        UncertainRate rate = UncertainRate.of(new LinkEvidence(1, 10, 20, M, links, null), new Proportion(1, 1))
                .orElseThrow();
        assertThat(rate.estimate().value()).isEqualTo(1);
        assertThat(rate.estimate().interval().upper()).isGreaterThan(0.99);
        assertThat(rate.headline()).isEqualTo(Headline.CONFIDENT_LINKS_AND_RANGE);
    }

    @Test
    void theOrderOfTheLinksChangesNoBit() {
        Cohort cohort = new Cohort(80, 2.5, 3);
        List<PossibleLink> shuffled = new ArrayList<>(cohort.links);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(cohort.rate(shuffled, null)).isEqualTo(cohort.rate(cohort.links, null));
    }

    /** Damage with odds 2.5 among those with the outcome: over ten cohorts the blind estimate is too low by more. */
    @Test
    void lookingAtOutcomesTakesOutMostOfTheBiasOfDamageThatIsRelatedToThem() {
        double blind = 0;
        double aware = 0;
        for (int seed = 0; seed < 10; seed++) {
            Cohort cohort = new Cohort(400, 2.5, seed);
            UncertainRate rate = cohort.rate(cohort.links, cohort.retention());
            blind += (rate.outcomeBlind().value() - cohort.truth()) / 10;
            aware += (rate.estimate().value() - cohort.truth()) / 10;
        }
        System.out.printf("damage related to the outcome: bias blind %.4f, by outcome %.4f%n", blind, aware);
        assertThat(blind).isLessThan(-0.02);
        assertThat(Math.abs(aware)).isLessThan(Math.abs(blind) / 2);
    }

    @Test
    void whatBlockingLosesIsEstimated() {
        Losses losses =
                Losses.of(new Retention(2, (person, levels) -> levels[0] == 0 || (person == 0 && levels[1] == 0)), M);
        Losses.Outcome outcome = losses.under(M.toArray(double[][]::new));
        // The second person of two is lost unless the first field agrees.
        assertThat(outcome.retained()).isCloseTo(0.7 + 0.3 * 0.7 / 2, within(1e-12));
        assertThat(outcome.lost()[0][0]).isZero();
        assertThat(outcome.lost()[0][1]).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(outcome.lost()[1][0]).isCloseTo(0.7 / 1.3, within(1e-12));
    }

    @Test
    void evidenceThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkEvidence(
                        1, 1, 1, M, List.of(new PossibleLink(0, 0, true, new int[] {0, 3, 0}, 0)), null))
                .withMessage("a possible link has one level for each of 3 fields");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkEvidence(
                        1, 1, 1, M, List.of(new PossibleLink(1, 0, true, new int[] {0, 0, 0}, 0)), null))
                .withMessage("a possible link has a participant below 1 and a finite log u");
    }

    private static UncertainRate rate(int participants, Estimate estimate, double blind, Proportion confident) {
        return new UncertainRate(
                participants, estimate, new Estimate(blind, new Interval(0, 1)), confident, 0.1, 1, 1, 0);
    }

    /** Participants and a register of people who agree by chance; a pair is a candidate if the first or second field agrees. */
    private static final class Cohort {
        private final int participants;
        private final List<PossibleLink> links = new ArrayList<>();
        private int with;

        Cohort(int participants, double oddsOfDamage, int seed) {
            this.participants = participants;
            Random random = new Random(1000L + seed);
            for (int i = 0; i < participants; i++) {
                boolean outcome = random.nextDouble() < 0.35;
                with += outcome ? 1 : 0;
                double damaged = outcome ? oddsOfDamage * 0.25 / (1 + (oddsOfDamage - 1) * 0.25) : 0.25;
                add(i, i, outcome, levels(random, 1 - damaged, 0.6));
                for (int person = participants; person < PERSONS; person++) {
                    // Four in a thousand strangers agree on the first or the second field.
                    if (random.nextDouble() < 1 - Math.pow(1 - U[0], 2)) {
                        int[] levels = levels(random, U[0], U[1]);
                        levels[random.nextInt(2)] = 0;
                        add(i, person, random.nextDouble() < 0.25, levels);
                    }
                }
            }
        }

        private static int[] levels(Random random, double same, double close) {
            int[] levels = new int[M.size()];
            for (int k = 0; k < levels.length; k++) {
                levels[k] = random.nextDouble() < same ? 0 : random.nextDouble() < close ? 1 : 2;
            }
            return levels;
        }

        private void add(int participant, int person, boolean outcome, int[] levels) {
            if (levels[0] == 0 || levels[1] == 0) {
                double logU = 0;
                for (int level : levels) {
                    logU += Math.log(U[level]);
                }
                links.add(new PossibleLink(participant, person, outcome, levels, logU));
            }
        }

        Retention retention() {
            return new Retention(1, (person, levels) -> levels[0] == 0 || levels[1] == 0);
        }

        double truth() {
            return (double) with / participants;
        }

        UncertainRate rate(List<PossibleLink> from, Retention retention) {
            LinkEvidence evidence = new LinkEvidence(participants, 0.25 * PERSONS, 0.75 * PERSONS, M, from, retention);
            return UncertainRate.of(evidence, new Proportion(0, 0)).orElseThrow();
        }
    }
}
