package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.study.JointClaims.MatchOdds;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.linkage.study.LinkageDiagnostics.AtThreshold;
import org.reconlink.linkage.study.LinkageDiagnostics.Completeness;
import org.reconlink.linkage.study.LinkageDiagnostics.ModelLevel;

/** Looks back at a linkage: its model, what was missing, what other thresholds would have done. */
final class Diagnosis {
    private static final List<Double> THRESHOLDS =
            List.of(0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999);

    private final LinkageSettings settings;
    private final double expectedShare;
    private final List<Subject> participants;
    private final Extract extract;

    Diagnosis(LinkageSettings settings, double expectedShare, List<Subject> participants, Extract extract) {
        this.settings = settings;
        this.expectedShare = expectedShare;
        this.participants = participants;
        this.extract = extract;
    }

    LinkageDiagnostics of(
            Parameters parameters, Decisions decisions, SelfMatch selfMatch, LinkageDiagnostics.Blocking blocking) {
        return new LinkageDiagnostics(
                expectedShare, levels(parameters), columns(), thresholds(decisions, selfMatch), blocking);
    }

    private static List<ModelLevel> levels(Parameters parameters) {
        List<ModelLevel> all = new ArrayList<>();
        for (Parameters.Comparison comparison : parameters.comparisons()) {
            for (int level = 0; level < comparison.labels().size(); level++) {
                all.add(new ModelLevel(
                        comparison.name(),
                        comparison.labels().get(level),
                        comparison.m()[level],
                        comparison.u()[level],
                        comparison.bits(level + 1)));
            }
        }
        return all;
    }

    private List<Completeness> columns() {
        PersonField[] columns = PersonField.values();
        long[] identities = new long[columns.length];
        long dated = 0;
        for (int person = 0; person < extract.persons(); person++) {
            for (int i = extract.firstIdentity(person); i < extract.endOfIdentities(person); i++) {
                for (int c = 0; c < columns.length; c++) {
                    identities[c] += columns[c].isKnown(extract.details(i)) ? 1 : 0;
                }
            }
            dated += extract.hasConvictions(person)
                    ? extract.endOfIdentities(person) - extract.firstIdentity(person)
                    : 0;
        }
        List<Completeness> all = new ArrayList<>();
        for (int c = 0; c < columns.length; c++) {
            PersonField column = columns[c];
            long known = participants.stream()
                    .filter(participant -> column.isKnown(participant.details()))
                    .count();
            all.add(completeness(column.label(), known, identities[c]));
        }
        long withIndex = participants.stream().filter(p -> !p.dates().isEmpty()).count();
        all.add(completeness(PersonField.INDEX_CONVICTION_DATE, withIndex, dated));
        return all;
    }

    private Completeness completeness(String column, long ofParticipants, long ofIdentities) {
        return new Completeness(column, ofParticipants, participants.size(), ofIdentities, extract.identities());
    }

    private List<AtThreshold> thresholds(Decisions decisions, SelfMatch selfMatch) {
        double[] own = IntStream.range(0, participants.size())
                .mapToDouble(selfMatch::probability)
                .toArray();
        return DoubleStream.concat(
                        THRESHOLDS.stream().mapToDouble(t -> t),
                        DoubleStream.of(settings.reviewFrom(), settings.linkFrom()))
                .filter(t -> t >= settings.reviewFrom() && t < 1)
                .sorted()
                .distinct()
                .mapToObj(t -> at(t, decisions.linkingFrom(t), own))
                .toList();
    }

    private AtThreshold at(double threshold, Decisions decisions, double[] own) {
        List<Status> statuses = IntStream.range(0, participants.size())
                .mapToObj(decisions::status)
                .toList();
        return new AtThreshold(
                threshold,
                Collections.frequency(statuses, Status.LINKED),
                Collections.frequency(statuses, Status.IN_REVIEW),
                Collections.frequency(statuses, Status.UNLINKED),
                DoubleStream.of(own).filter(p -> p < threshold).count());
    }

    /**
     * The match probability that a participant's record reaches against a record of the extract that repeats it word for
     * word, were there no other candidate. What is missing adds nothing, what is common adds little.
     *
     * @param found by participant: the share of true pairs that blocking finds; a record that has a key for no rule is never
     *     compared, so that its probability is 0
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers to read; never compared or changed
    record SelfMatch(double expectedShare, double[] found, Weigher weigher, long persons) {
        double probability(int participant) {
            if (persons == 0 || found[participant] <= 0) {
                return 0;
            }
            MatchOdds odds = new MatchOdds(expectedShare, persons, 1 - found[participant], 1);
            double own = odds.of(weigher.ofItself(participant));
            return own / (own + odds.nobody());
        }
    }
}
