package org.reconlink.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.reconlink.kernel.RecordId;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.uncertainty.AuditedRate;
import org.reconlink.statistics.uncertainty.LinkEvidence;
import org.reconlink.statistics.uncertainty.LinkEvidence.PossibleLink;
import org.reconlink.statistics.uncertainty.LinkEvidence.Retention;
import org.reconlink.statistics.uncertainty.UncertainRate;

/** One simulated study and what each way of estimating its rate says. */
record Study(
        Estimate oracle,
        Estimate naive,
        Estimate blind,
        Estimate byOutcome,
        Interval range,
        List<Estimate> audited,
        double unlinked,
        int approximated) {
    /** How many of the unlinked are traced, in one study after another. */
    static final int[] TRACED = {15, 30, 60};

    static Study of(Register register, int participants, StudyLinkage linkage) {
        Register.Cohort cohort = register.draw(participants);
        StudyLinkage.Linked linked = linkage.link(cohort.participants(), register.index);
        List<PossibleLink> links = new ArrayList<>();
        int confident = 0;
        int with = 0;
        BitSet seen = new BitSet();
        for (StudyLinkage.Pair pair : linked.pairs()) {
            int person = register.person(new RecordId("register", null, pair.row()));
            boolean outcome = register.outcome(person);
            links.add(new PossibleLink(pair.participant(), person, outcome, pair.levels(), pair.logU()));
            if (pair.link() && !seen.get(pair.participant())) {
                seen.set(pair.participant());
                confident++;
                with += outcome ? 1 : 0;
            }
        }
        Proportion naive = new Proportion(with, confident);
        UncertainRate rate = UncertainRate.of(
                        new LinkEvidence(
                                participants,
                                register.persons(true),
                                register.persons(false),
                                linked.m(),
                                links,
                                new Retention(1, (person, levels) -> linkage.finds(levels))),
                        naive)
                .orElseThrow();
        return new Study(
                wilson(new Proportion(cohort.with(), participants)),
                wilson(naive),
                rate.outcomeBlind(),
                rate.estimate(),
                rate.range(),
                Arrays.stream(TRACED)
                        .mapToObj(size -> audited(register, cohort, seen, naive, size))
                        .toList(),
                rate.unlinked(),
                rate.approximated());
    }

    /** The first so many of the unlinked, who come in no order; their outcome is that of the person they truly are. */
    private static Estimate audited(
            Register register, Register.Cohort cohort, BitSet linked, Proportion confident, int size) {
        int participants = cohort.persons().size();
        int[] sample = IntStream.range(0, participants)
                .filter(participant -> !linked.get(participant))
                .limit(size)
                .toArray();
        int with = (int) Arrays.stream(sample)
                .filter(participant -> register.outcome(cohort.persons().get(participant)))
                .count();
        int unlinked = participants - linked.cardinality();
        return new AuditedRate(confident, unlinked, sample.length, sample.length, with)
                .least()
                .orElseGet(() -> wilson(confident));
    }

    private static Estimate wilson(Proportion share) {
        return new Estimate((double) share.k() / share.n(), share.wilson().orElseThrow());
    }
}
