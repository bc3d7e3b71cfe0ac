package org.reconlink.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.reconlink.kernel.RecordId;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.uncertainty.LinkEvidence;
import org.reconlink.statistics.uncertainty.PossibleLink;
import org.reconlink.statistics.uncertainty.Retention;
import org.reconlink.statistics.uncertainty.UncertainRate;

/** One simulated study and what each way of estimating its rate says. */
record Study(
        Estimate oracle,
        Estimate naive,
        Estimate blind,
        Estimate byOutcome,
        Interval range,
        double unlinked,
        int approximated) {

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
                rate.unlinked(),
                rate.approximated());
    }

    private static Estimate wilson(Proportion share) {
        return new Estimate((double) share.k() / share.n(), share.wilson().orElseThrow());
    }
}
