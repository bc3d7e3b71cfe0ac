package org.reconlink.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.outcome.Offence;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome;

/**
 * What differs between what two runs of a study made of their inputs.
 *
 * @param participants who took part in either run, by what became of their part and outcome, in the words of {@link
 *     #ADDED} and its like; each is in one of them; an outcome is another if a published cell is
 * @param moved those with the same outcome whose offences rest on other rows of the files than before
 * @param links the same by what became of their link
 * @param decisions those in both runs whose status after linkage is another, by {@code in review before, now linked}
 * @param reconvicted those included, observed and reconvicted in a window now and not before
 * @param noLongerReconvicted those who were so before and are not now
 * @param offences of the linked who are linked to the same person in both runs
 * @param files in order of section and name
 */
public record RunChanges(
        Map<String, Set<ParticipantId>> participants,
        Set<ParticipantId> moved,
        Map<String, Set<ParticipantId>> links,
        Map<String, Set<ParticipantId>> decisions,
        Map<String, Set<ParticipantId>> reconvicted,
        Map<String, Set<ParticipantId>> noLongerReconvicted,
        Offences offences,
        List<InputFile> files) {
    public static final String ADDED = "participants added";
    public static final String GONE = "participants gone";
    public static final String NEWLY_INCLUDED = "participants included that were not";
    public static final String NO_LONGER_INCLUDED = "participants no longer included";
    public static final String ANOTHER_OUTCOME = "participants with another outcome";
    static final String SAME_OUTCOME = "participants with the same outcome";
    public static final String MOVED = "participants with the same outcome from other rows of the files";
    public static final String GAINED = "links gained";
    public static final String LOST = "links lost";
    public static final String ANOTHER_PERSON = "links to another person";
    static final String SAME_LINK = "participants with the same link";
    private static final String OFFENCES_ADDED = "offences of the same links added";
    private static final String OFFENCES_GONE = "offences of the same links gone";

    /**
     * What a run made of its inputs.
     *
     * @param cells what it published of each participant; empty if a version made it that did not keep that
     */
    public record Made(
            List<LinkDecision> decisions,
            List<ParticipantOutcome> outcomes,
            List<PublishedCells> cells,
            List<FileFacts> files) {
        public Made {
            decisions = List.copyOf(decisions);
            outcomes = List.copyOf(outcomes);
            cells = List.copyOf(cells);
            files = List.copyOf(files);
        }
    }

    /**
     * Offences that are in one run only, wherever in the files they stand.
     *
     * @param added in the later run only
     * @param gone in the earlier run only
     * @param whoHasMore those of whom some were added
     * @param whoHasFewer those of whom some are gone
     */
    public record Offences(long added, long gone, Set<ParticipantId> whoHasMore, Set<ParticipantId> whoHasFewer) {}

    /**
     * An input file of either run.
     *
     * @param before null if the earlier run did not read it
     * @param now null if the later run did not read it
     */
    public record InputFile(
            String section,
            String file,
            @Nullable FileFacts before,
            @Nullable FileFacts now) {
        public boolean sameContent() {
            return before != null && now != null && before.sha256().equals(now.sha256());
        }
    }

    public static RunChanges between(Made before, Made now) {
        return new Comparison(before, now).changes();
    }

    /** Whether both runs made the same of the same files. */
    public boolean nothing() {
        return only(participants, SAME_OUTCOME)
                && only(links, SAME_LINK)
                && decisions.isEmpty()
                && files.stream().allMatch(InputFile::sameContent);
    }

    /** How many there are of each change that there is, and how many stayed the same. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        participants.forEach((what, who) -> counts.put(what, (long) who.size()));
        counts.put(MOVED, (long) moved.size());
        links.forEach((what, who) -> counts.put(what, (long) who.size()));
        decisions.forEach((what, who) -> counts.put("participants " + what, (long) who.size()));
        reconvicted.forEach(
                (window, who) -> counts.put("new reconvictions in the window " + window, (long) who.size()));
        noLongerReconvicted.forEach(
                (window, who) -> counts.put("reconvictions gone in the window " + window, (long) who.size()));
        counts.put(OFFENCES_ADDED, offences.added());
        counts.put(OFFENCES_GONE, offences.gone());
        counts.values().removeIf(n -> n == 0);
        return counts;
    }

    /** Of whom something is another: what became of them and why, in the words of {@link #counts}. */
    public Map<ParticipantId, List<String>> byParticipant() {
        Map<ParticipantId, List<String>> all = new LinkedHashMap<>();
        participants.forEach((what, who) -> note(all, what.equals(SAME_OUTCOME) ? "" : what, who));
        note(all, MOVED, moved);
        links.forEach((what, who) -> note(all, what.equals(SAME_LINK) ? "" : what, who));
        decisions.forEach((what, who) -> note(all, what, who));
        note(all, OFFENCES_ADDED, offences.whoHasMore());
        note(all, OFFENCES_GONE, offences.whoHasFewer());
        reconvicted.forEach((window, who) -> note(all, "new reconvictions in the window " + window, who));
        noLongerReconvicted.forEach((window, who) -> note(all, "reconvictions gone in the window " + window, who));
        return all;
    }

    private static void note(Map<ParticipantId, List<String>> all, String what, Set<ParticipantId> who) {
        if (!what.isEmpty()) {
            who.forEach(id -> all.computeIfAbsent(id, key -> new ArrayList<>()).add(what));
        }
    }

    private static boolean only(Map<String, Set<ParticipantId>> changes, String same) {
        return changes.keySet().stream().allMatch(same::equals);
    }

    /** The two runs, participant by participant. */
    private static final class Comparison {
        private final Made before;
        private final Made now;
        private final Map<ParticipantId, LinkDecision> decidedBefore;
        private final Map<ParticipantId, LinkDecision> decided;
        private final Map<ParticipantId, ParticipantOutcome> outcomesBefore;
        private final Map<ParticipantId, ParticipantOutcome> outcomes;
        private final Map<ParticipantId, PublishedCells> cellsBefore;
        private final Map<ParticipantId, PublishedCells> cells;
        private final Set<ParticipantId> all = new LinkedHashSet<>();

        Comparison(Made before, Made now) {
            this.before = before;
            this.now = now;
            this.decidedBefore = decisions(before);
            this.decided = decisions(now);
            this.outcomesBefore = outcomes(before);
            this.outcomes = outcomes(now);
            this.cellsBefore = cells(before);
            this.cells = cells(now);
            all.addAll(outcomesBefore.keySet());
            all.addAll(outcomes.keySet());
        }

        RunChanges changes() {
            Map<String, Set<ParticipantId>> participants = new TreeMap<>();
            Set<ParticipantId> moved = new LinkedHashSet<>();
            Map<String, Set<ParticipantId>> links = new TreeMap<>();
            Map<String, Set<ParticipantId>> statuses = new TreeMap<>();
            Map<String, Set<ParticipantId>> reconvicted = new LinkedHashMap<>();
            Map<String, Set<ParticipantId>> noLonger = new LinkedHashMap<>();
            long added = 0;
            long gone = 0;
            Set<ParticipantId> whoHasMore = new LinkedHashSet<>();
            Set<ParticipantId> whoHasFewer = new LinkedHashSet<>();
            for (ParticipantId id : all) {
                ParticipantOutcome was = outcomesBefore.get(id);
                ParticipantOutcome is = outcomes.get(id);
                String outcome = participant(id, was, is);
                add(participants, outcome, id);
                if (was != null
                        && is != null
                        && outcome.equals(SAME_OUTCOME)
                        && !rows(was).equals(rows(is))) {
                    moved.add(id);
                }
                String link = link(decidedBefore.get(id), decided.get(id));
                add(links, link, id);
                String status = status(decidedBefore.get(id), decided.get(id));
                if (!status.isEmpty()) {
                    add(statuses, status, id);
                }
                Set<String> reconvictedBefore = windowsReconvictedIn(was);
                Set<String> reconvictedNow = windowsReconvictedIn(is);
                difference(reconvictedNow, reconvictedBefore).forEach(window -> add(reconvicted, window, id));
                difference(reconvictedBefore, reconvictedNow).forEach(window -> add(noLonger, window, id));
                if (was != null && is != null && link.equals(SAME_LINK)) {
                    long more = more(is, was);
                    long fewer = more(was, is);
                    added += more;
                    gone += fewer;
                    if (more > 0) {
                        whoHasMore.add(id);
                    }
                    if (fewer > 0) {
                        whoHasFewer.add(id);
                    }
                }
            }
            return new RunChanges(
                    participants,
                    moved,
                    links,
                    statuses,
                    reconvicted,
                    noLonger,
                    new Offences(added, gone, whoHasMore, whoHasFewer),
                    files());
        }

        private static void add(Map<String, Set<ParticipantId>> changes, String what, ParticipantId id) {
            changes.computeIfAbsent(what, key -> new LinkedHashSet<>()).add(id);
        }

        private String participant(
                ParticipantId id, @Nullable ParticipantOutcome was, @Nullable ParticipantOutcome is) {
            if (was == null) {
                return ADDED;
            }
            if (is == null) {
                return GONE;
            }
            if (was.included() != is.included()) {
                return is.included() ? NEWLY_INCLUDED : NO_LONGER_INCLUDED;
            }
            PublishedCells cellsWere = cellsBefore.get(id);
            PublishedCells cellsAre = cells.get(id);
            boolean another = (cellsWere == null || cellsAre == null) ? !was.equals(is) : cellsAre.differ(cellsWere);
            return another ? ANOTHER_OUTCOME : SAME_OUTCOME;
        }

        private static List<RecordId> rows(ParticipantOutcome outcome) {
            return outcome.offences().stream()
                    .flatMap(offence -> offence.offence().sources().stream())
                    .toList();
        }

        private static String link(@Nullable LinkDecision was, @Nullable LinkDecision is) {
            String before = person(was);
            String now = person(is);
            if (before.equals(now)) {
                return SAME_LINK;
            }
            if (before.isEmpty()) {
                return GAINED;
            }
            return now.isEmpty() ? LOST : ANOTHER_PERSON;
        }

        private static String person(@Nullable LinkDecision decision) {
            PersonId person = decision == null ? null : decision.person();
            return person == null ? "" : person.value();
        }

        private static String status(@Nullable LinkDecision was, @Nullable LinkDecision is) {
            return was == null || is == null || was.status() == is.status()
                    ? ""
                    : EnumWords.of(was.status()) + " before, now " + EnumWords.of(is.status());
        }

        private static Set<String> windowsReconvictedIn(@Nullable ParticipantOutcome outcome) {
            return outcome == null || !outcome.included()
                    ? Set.of()
                    : outcome.windows().stream()
                            .filter(Comparison::reconvicted)
                            .map(WindowOutcome::window)
                            .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private static boolean reconvicted(WindowOutcome window) {
            WindowOutcome.Reoffending reoffending = window.reoffending();
            return reoffending != null && reoffending.reconvicted().yes();
        }

        private static Set<String> difference(Set<String> of, Set<String> without) {
            Set<String> left = new LinkedHashSet<>(of);
            left.removeAll(without);
            return left;
        }

        /** How many offences of one are not among those of the other, each as often as it is there. */
        private static long more(ParticipantOutcome one, ParticipantOutcome other) {
            Map<Offence, Integer> left = new HashMap<>();
            other.offences().forEach(offence -> left.merge(placeless(offence), 1, Integer::sum));
            return one.offences().stream()
                    .map(Comparison::placeless)
                    .filter(offence -> left.merge(offence, -1, Integer::sum) < 0)
                    .count();
        }

        /** Rows move when an extract grows. */
        private static Offence placeless(OffenceOutcome outcome) {
            Offence offence = outcome.offence();
            return new Offence(
                    List.of(),
                    offence.caseReference(),
                    offence.offenceNumber(),
                    offence.description(),
                    offence.offenceStart(),
                    offence.offenceEnd(),
                    offence.proofDate(),
                    offence.adjudication(),
                    offence.court(),
                    offence.disposalCode(),
                    offence.disposalUnclear(),
                    offence.sentenceDays(),
                    offence.takenIntoConsideration(),
                    offence.partial());
        }

        private List<InputFile> files() {
            Map<String, FileFacts> readBefore = byName(before.files());
            Map<String, FileFacts> read = byName(now.files());
            Map<String, FileFacts> either = new TreeMap<>(readBefore);
            either.putAll(read);
            List<InputFile> files = new ArrayList<>();
            either.forEach((name, file) ->
                    files.add(new InputFile(file.section(), file.file(), readBefore.get(name), read.get(name))));
            return List.copyOf(files);
        }

        private static Map<String, FileFacts> byName(List<FileFacts> files) {
            return files.stream()
                    .collect(Collectors.toMap(
                            file -> file.section() + " " + file.file(), file -> file, (one, other) -> other));
        }

        private static Map<ParticipantId, LinkDecision> decisions(Made run) {
            Map<ParticipantId, LinkDecision> decisions = new LinkedHashMap<>();
            run.decisions().forEach(decision -> decisions.put(decision.participant(), decision));
            return decisions;
        }

        private static Map<ParticipantId, PublishedCells> cells(Made run) {
            return run.cells().stream()
                    .collect(Collectors.toMap(PublishedCells::participant, cells -> cells, (one, other) -> other));
        }

        private static Map<ParticipantId, ParticipantOutcome> outcomes(Made run) {
            Map<ParticipantId, ParticipantOutcome> outcomes = new LinkedHashMap<>();
            run.outcomes().forEach(outcome -> outcomes.put(outcome.participant().id(), outcome));
            return outcomes;
        }
    }

    /**
     * The study's last run before the one that is reported.
     *
     * @param id null if there was none
     * @param changes since then; null if there was none, or what it made is no longer kept
     * @param pseudonyms of those who took part in either run
     */
    public record LastRun(@Nullable String id, @Nullable RunChanges changes, Map<ParticipantId, String> pseudonyms) {
        /** The report is of the study's first run. */
        public static final LastRun NONE = new LastRun(null, null, Map.of());

        public LastRun {
            pseudonyms = Map.copyOf(pseudonyms);
        }

        /** There was a run, but what it made is not in the working store any more, or never was in this one. */
        public static LastRun notKept(String id) {
            return new LastRun(id, null, Map.of());
        }
    }

    /**
     * What a run's published tables say of one participant, so that it can be compared with what another run's say: a number for
     * each column of each table, made from its cells. How sure the link is is no part of it, since that is no outcome and moves
     * with every row of an extract.
     */
    public record PublishedCells(ParticipantId participant, Map<String, Long> columns) {
        public PublishedCells {
            columns = Map.copyOf(columns);
        }

        /** Whether a cell differs in a column that both have: what a version or a protocol adds is no other outcome. */
        public boolean differ(PublishedCells other) {
            return columns.entrySet().stream()
                    .anyMatch(column -> !other.columns
                            .getOrDefault(column.getKey(), column.getValue())
                            .equals(column.getValue()));
        }
    }
}
