package org.reconlink.statistics.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;

class LinkedCountsTest {
    private record Link(int participant, int person, boolean outcome, double odds) {}

    /** The page's first case: four to six of six participants, one person claimed by two. */
    private static final List<Link> FIRST = List.of(
            link(0, 0, 1, 9999),
            link(1, 1, 0, 9999),
            link(2, 2, 1, 3),
            link(3, 3, 1, 8),
            link(3, 4, 0, 2),
            link(4, 5, 1, 20),
            link(5, 5, 1, 10),
            link(5, 6, 0, 4));

    @Test
    void sixParticipants() {
        LinkedCounts counts = counts(6, FIRST);
        assertThat(counts.probability(4, 2)).isCloseTo(0.379371, within(5e-7));
        assertThat(counts.probability(3, 2)).isCloseTo(0.228460, within(5e-7));
        assertThat(counts.unlinked()).isCloseTo(0.109025, within(5e-7));
        assertThat(counts.approximated()).isZero();
        same(UncertainRate.estimate(counts, 1, 1).orElseThrow(), 0.643393, 0.213104, 0.943200);
        Estimate lossy = UncertainRate.estimate(counts, 0.93, 0.98).orElseThrow();
        same(lossy, 0.655316, 0.222017, 0.945942);
        Interval range = new UncertainRate(6, lossy, lossy, new Proportion(1, 2), counts.unlinked(), 0.93, 0.98, 0)
                .range(Math.log(2));
        assertThat(range.lower()).isCloseTo(0.211426, within(5e-7));
        assertThat(range.upper()).isCloseTo(0.948807, within(5e-7));
    }

    @Test
    void aCircleIsCountedExactlyWhereMessagesAreNot() {
        List<Link> circle = List.of(link(0, 0, 1, 50), link(0, 1, 0, 2), link(1, 0, 1, 3), link(1, 1, 0, 40));
        Messages messages = messages(2, circle);
        LinkedCounts counts = counts(2, circle);
        assertThat(counts.probability(1, 1)).isCloseTo(2006.0 / 2102, within(1e-12));
        assertThat(messages.probabilities()[0]).isCloseTo(0.977864, within(5e-7));
        // 0 is 0 alone, with 1 as 1, or with 1 as nobody: (50 + 2000) of 2102.
        List<Link> known = List.of(link(0, 0, 1, 50), link(0, 1, 0, 2), link(1, 0, 0, 3), link(1, 1, 0, 40));
        double zeroIsZero =
                counts(2, known).probability(1, 0) + counts(2, known).probability(1, 1);
        assertThat(zeroIsZero).isCloseTo(0.975262, within(5e-7));
    }

    @Test
    void certainLinksHaveJeffreysInterval() {
        interval(60, 21, 0.238614, 0.475470);
        interval(60, 0, 0.000008, 0.040834);
    }

    @Test
    void twoHundredRandomGraphsAreCountedAsByHand() {
        Random random = new Random(20);
        double largest = 0;
        for (int graph = 0; graph < 200; graph++) {
            int participants = 1 + random.nextInt(5);
            List<Link> links = links(random, participants, 1 + random.nextInt(5));
            Map<List<Integer>, Double> byHand = byHand(participants, links);
            LinkedCounts counts = counts(participants, links);
            double sum = 0;
            for (Map.Entry<List<Integer>, Double> cell : byHand.entrySet()) {
                double counted =
                        counts.probability(cell.getKey().get(0), cell.getKey().get(1));
                largest = Math.max(largest, Math.abs(counted - cell.getValue()));
                sum += counted;
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
        System.out.printf("counts of linked: largest difference from brute force %.1e%n", largest);
        assertThat(largest).isLessThan(1e-9);
    }

    @Test
    void tooManyTiedParticipantsAreTakenOneByOneAndSaidSo() {
        Random random = new Random(4);
        List<Link> links = new ArrayList<>();
        for (int participant = 0; participant < 40; participant++) {
            for (int person = 0; person < 40; person++) {
                links.add(new Link(participant, person, person % 2 == 0, 0.5 + random.nextDouble()));
            }
        }
        LinkedCounts counts = counts(40, links);
        assertThat(counts.approximated()).isEqualTo(40);
        assertThat(counts.share().orElseThrow()).isBetween(0.45, 0.55);
    }

    @Test
    void fortyCertainClaimsOnOnePersonLinkOneParticipant() {
        List<Link> links = new ArrayList<>();
        for (int participant = 0; participant < 40; participant++) {
            links.add(link(participant, 0, 1, 1e15));
        }
        LinkedCounts counts = counts(40, links);
        assertThat(counts.probability(1, 0)).isCloseTo(1, within(1e-9));
        assertThat(counts.unlinked()).isCloseTo(39.0 / 40, within(1e-9));
    }

    @Test
    void withoutLinksThereIsNoShare() {
        LinkedCounts counts = counts(3, List.of());
        assertThat(counts.share()).isEmpty();
        assertThat(counts.unlinked()).isEqualTo(1);
    }

    private static void interval(int participants, int with, double lower, double upper) {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < participants; i++) {
            links.add(link(i, i, i < with ? 1 : 0, 1e15));
        }
        LinkedCounts counts = counts(participants, links);
        assertThat(counts.quantile(0.025)).isCloseTo(lower, within(5e-7));
        assertThat(counts.quantile(0.975)).isCloseTo(upper, within(5e-7));
    }

    private static List<Link> links(Random random, int participants, int persons) {
        List<Link> links = new ArrayList<>();
        boolean[] outcome = new boolean[persons];
        for (int person = 0; person < persons; person++) {
            outcome[person] = random.nextBoolean();
        }
        for (int participant = 0; participant < participants; participant++) {
            for (int person = 0; person < persons; person++) {
                if (random.nextDouble() < 0.6) {
                    double odds = Math.exp(random.nextGaussian() * 1.5);
                    links.add(new Link(participant, person, outcome[person], odds));
                }
            }
        }
        return links;
    }

    /** Every assignment, one by one. */
    private static Map<List<Integer>, Double> byHand(int participants, List<Link> links) {
        Map<List<Integer>, Double> weights = new HashMap<>();
        assign(0, participants, links, new ArrayList<>(), 1, weights);
        double all = weights.values().stream().mapToDouble(w -> w).sum();
        weights.replaceAll((cell, weight) -> weight / all);
        return weights;
    }

    private static void assign(
            int participant,
            int participants,
            List<Link> links,
            List<Link> chosen,
            double weight,
            Map<List<Integer>, Double> weights) {
        if (participant == participants) {
            int with = (int) chosen.stream().filter(Link::outcome).count();
            weights.merge(List.of(with, chosen.size() - with), weight, Double::sum);
            return;
        }
        assign(participant + 1, participants, links, chosen, weight, weights);
        for (Link link : links) {
            if (link.participant() == participant
                    && chosen.stream().noneMatch(other -> other.person() == link.person())) {
                List<Link> more = new ArrayList<>(chosen);
                more.add(link);
                assign(participant + 1, participants, links, more, weight * link.odds(), weights);
            }
        }
    }

    private static Link link(int participant, int person, int outcome, double odds) {
        return new Link(participant, person, outcome == 1, odds);
    }

    private static LinkedCounts counts(int participants, List<Link> links) {
        boolean[] outcome = new boolean[links.size()];
        for (int e = 0; e < outcome.length; e++) {
            outcome[e] = links.get(e).outcome();
        }
        return LinkedCounts.of(participants, messages(participants, links), outcome);
    }

    private static Messages messages(int participants, List<Link> links) {
        Messages messages = new Messages(
                participants,
                links.stream().mapToInt(Link::participant).toArray(),
                links.stream().mapToInt(Link::person).toArray());
        double[] odds = links.stream().mapToDouble(Link::odds).toArray();
        for (int pass = 0; pass < Messages.PASSES; pass++) {
            messages.pass(odds);
        }
        return messages;
    }

    private static void same(Estimate actual, double value, double lower, double upper) {
        assertThat(actual.value()).isCloseTo(value, within(5e-7));
        assertThat(actual.interval().lower()).isCloseTo(lower, within(5e-7));
        assertThat(actual.interval().upper()).isCloseTo(upper, within(5e-7));
    }
}
