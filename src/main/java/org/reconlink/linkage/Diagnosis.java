package org.reconlink.linkage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.reconlink.linkage.LinkDecision.Status;
import org.reconlink.linkage.LinkageDiagnostics.AtThreshold;
import org.reconlink.linkage.LinkageDiagnostics.Completeness;
import org.reconlink.linkage.LinkageDiagnostics.ModelLevel;
import org.reconlink.linkage.Model.Level;

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

    LinkageDiagnostics of(Model model, Decisions decisions, SelfMatch selfMatch) {
        return new LinkageDiagnostics(expectedShare, levels(model), columns(), thresholds(decisions, selfMatch));
    }

    private List<ModelLevel> levels(Model model) {
        List<ModelLevel> all = new ArrayList<>();
        for (Comparison<?> comparison : Comparisons.named(settings.compare())) {
            List<Level> levels =
                    Objects.requireNonNull(model.parameters(comparison.name())).levels();
            for (int i = 0; i < levels.size(); i++) {
                Level level = levels.get(i);
                all.add(new ModelLevel(
                        comparison.name(), comparison.label(i + 1), level.m(), level.u(), level.weight()));
            }
        }
        return all;
    }

    private List<Completeness> columns() {
        Column[] columns = Column.values();
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
            Column column = columns[c];
            long known = participants.stream()
                    .filter(participant -> column.isKnown(participant.details()))
                    .count();
            all.add(completeness(column.label(), known, identities[c]));
        }
        long withIndex = participants.stream().filter(p -> !p.dates().isEmpty()).count();
        all.add(completeness(Column.INDEX_CONVICTION_DATE, withIndex, dated));
        return all;
    }

    private Completeness completeness(String column, long ofParticipants, long ofIdentities) {
        return new Completeness(column, ofParticipants, participants.size(), ofIdentities, extract.identities());
    }

    private List<AtThreshold> thresholds(Decisions decisions, SelfMatch selfMatch) {
        double[] own = participants.stream().mapToDouble(selfMatch::probability).toArray();
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
}
