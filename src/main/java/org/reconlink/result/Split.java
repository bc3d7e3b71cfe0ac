package org.reconlink.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.Recalled.IndexKind;

/**
 * Participants in groups that are compared.
 *
 * @param by what the groups differ in
 * @param groups in the order of their columns
 */
public record Split(String by, List<Group> groups) {
    /** More groups than a table has room for are not compared. */
    private static final int MOST = 5;

    public record Group(String name, List<ParticipantOutcome> people) {}

    /** By study group, where the study has some, and by index offence; whoever is in no group is in no column. */
    public static List<Split> of(Cohort cohort) {
        return Stream.concat(byStudyGroup(cohort).stream(), byIndexOffence(cohort).stream())
                .toList();
    }

    /** All read, not only those included: inclusion may ask for a link. Empty where all or none are linked. */
    public static Optional<Split> byLink(Cohort cohort) {
        Map<String, List<ParticipantOutcome>> groups = new LinkedHashMap<>();
        for (boolean linked : List.of(true, false)) {
            List<ParticipantOutcome> people = cohort.result().outcomes().stream()
                    .filter(o -> o.linked() == linked)
                    .toList();
            if (!people.isEmpty()) {
                groups.put(linked ? "Linked" : "Not linked", people);
            }
        }
        return of("link", groups);
    }

    /** By study group in the protocol's order, the reference last; empty without groups, or with more than a table has room for. */
    public static Optional<Split> byStudyGroup(Cohort cohort) {
        Map<String, List<ParticipantOutcome>> people = new TreeMap<>();
        for (ParticipantOutcome person : cohort.included()) {
            String group = person.participant().group();
            if (group != null) {
                people.computeIfAbsent(group, any -> new ArrayList<>()).add(person);
            }
        }
        Map<String, List<ParticipantOutcome>> groups = new LinkedHashMap<>();
        for (String group : cohort.result().outcome().groups().inOrder(people.keySet())) {
            groups.put(group, people.getOrDefault(group, List.of()));
        }
        return of("study group", groups);
    }

    /** One group of all who are included. */
    public static Split everybody(Cohort cohort) {
        return new Split("", List.of(new Group("All included", cohort.included())));
    }

    private static Optional<Split> byIndexOffence(Cohort cohort) {
        Map<String, List<ParticipantOutcome>> kinds = new LinkedHashMap<>();
        for (IndexKind kind : List.of(IndexKind.VIOLENT, IndexKind.SEXUAL, IndexKind.NEITHER)) {
            List<ParticipantOutcome> having = Recalled.having(cohort.included(), kind);
            if (!having.isEmpty()) {
                kinds.put(ReportWords.sentence(kind.words()), having);
            }
        }
        return of("index offence", kinds);
    }

    private static Optional<Split> of(String by, Map<String, List<ParticipantOutcome>> people) {
        List<Group> groups = people.entrySet().stream()
                .map(group -> new Group(group.getKey(), List.copyOf(group.getValue())))
                .toList();
        return groups.size() > 1 && groups.size() <= MOST ? Optional.of(new Split(by, groups)) : Optional.empty();
    }

    /** The headings of a table with a column for each group. */
    public List<String> headings(String first) {
        return Stream.concat(Stream.of(first), groups.stream().map(Group::name)).toList();
    }

    /** The same with those of the people who are in none of the groups as a last one, if there are any. */
    Split withTheRest(String name, List<ParticipantOutcome> people) {
        Set<ParticipantOutcome> inGroups = Collections.newSetFromMap(new IdentityHashMap<>());
        inGroups.addAll(people());
        List<ParticipantOutcome> rest =
                people.stream().filter(person -> !inGroups.contains(person)).toList();
        return rest.isEmpty()
                ? this
                : new Split(
                        by,
                        Stream.concat(groups.stream(), Stream.of(new Group(name, rest)))
                                .toList());
    }

    /** Of all groups. */
    public List<ParticipantOutcome> people() {
        return groups.stream().flatMap(group -> group.people().stream()).toList();
    }

    public <T> List<T> each(Function<List<ParticipantOutcome>, T> asked) {
        return groups.stream().map(group -> asked.apply(group.people())).toList();
    }
}
