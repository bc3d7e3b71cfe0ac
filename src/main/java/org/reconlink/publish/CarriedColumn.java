package org.reconlink.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.RecordId;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.publish.IdentifyingText.Evidence;
import org.reconlink.publish.IdentifyingText.Folded;
import org.reconlink.publish.IdentifyingText.Kind;
import org.reconlink.result.StudyResult;

/**
 * A column of the participant sheet that the protocol carries through, and whether it may leave the room.
 *
 * <p>The whole column is judged and withheld: withholding single cells would tell which value a participant's own name is. One
 * cell is enough where its content can hardly be chance.
 *
 * @param freeText whether its cells are sentences, or mostly different from each other
 * @param declared whether the protocol says that it is free text
 * @param identifying cells that say who somebody is, by what they say; empty if too few do
 * @param first the first such cell's row; null if there is none
 */
public record CarriedColumn(
        String heading,
        boolean freeText,
        boolean declared,
        Map<String, Long> identifying,
        @Nullable RecordId first,
        long filled) {

    private static final String END_REASON = "end reason";
    private static final int LONGEST_LABEL = 60;
    private static final int MOST_WORDS = 10;
    private static final int MOST_WORDS_OF_NAME = 4;
    private static final int FEWEST_TO_DIFFER = 10;
    private static final Pattern NUMBER_OR_DATE = Pattern.compile("[-+£$€%<>=0-9.,:/ ()TZ]*");
    private static final Pattern MONTHS = Pattern.compile(
            "(?i)\\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\b|(?<=[0-9])(?:st|nd|rd|th)\\b|(?<=[0-9] ?)(?:am|pm)\\b");

    /** No cell may be carried as it is. */
    public boolean withheld() {
        return !identifying.isEmpty() || (freeText && !declared);
    }

    /** Whether its values may stand in a table of how often each occurs. */
    public boolean mayBeCategory() {
        return !withheld() && !freeText;
    }

    /**
     * One for each heading that any participant has, in order of heading.
     *
     * @param freeText headings that the protocol says to be free text
     */
    public static List<CarriedColumn> of(Collection<Participant> participants, Set<String> freeText) {
        boolean none = participants.stream().allMatch(p -> p.carried().isEmpty());
        return none ? List.of() : of(participants, people(participants), freeText);
    }

    private static IdentityHashMap<Participant, IdentifyingText> people(Collection<Participant> participants) {
        IdentityHashMap<Participant, IdentifyingText> people = new IdentityHashMap<>();
        participants.forEach(p -> people.put(p, IdentifyingText.of(p)));
        return people;
    }

    private static List<CarriedColumn> of(
            Collection<Participant> participants,
            IdentityHashMap<Participant, IdentifyingText> people,
            Set<String> freeText) {
        Set<String> headings = new TreeSet<>();
        for (Participant participant : participants) {
            headings.addAll(participant.carried().keySet());
        }
        return headings.stream()
                .map(heading -> new Judge(
                                heading,
                                freeText.contains(heading),
                                participants,
                                people,
                                p -> p.carried().get(heading))
                        .column())
                .toList();
    }

    /**
     * What of the participant sheet's own words may stand in tables.
     *
     * @param columns headings of carried columns
     * @param endReasons whether why the intervention ended may
     */
    public record FitToShow(Set<String> columns, boolean endReasons) {
        public FitToShow {
            columns = Set.copyOf(columns);
        }

        public static FitToShow of(StudyResult result) {
            List<Participant> participants = result.outcomes().stream()
                    .map(ParticipantOutcome::participant)
                    .toList();
            IdentityHashMap<Participant, IdentifyingText> people = people(participants);
            return new FitToShow(
                    CarriedColumn.of(participants, people, result.publish().freeText()).stream()
                            .filter(CarriedColumn::mayBeCategory)
                            .map(CarriedColumn::heading)
                            .collect(Collectors.toSet()),
                    CarriedColumn.endReasons(participants, people).mayBeCategory());
        }
    }

    static CarriedColumn endReasons(Collection<Participant> participants) {
        return endReasons(participants, people(participants));
    }

    private static CarriedColumn endReasons(
            Collection<Participant> participants, IdentityHashMap<Participant, IdentifyingText> people) {
        return new Judge(END_REASON, false, participants, people, Participant::endReason).column();
    }

    /** What a run or a check says of the columns that are withheld or go out unread. */
    public static List<Finding> findings(Collection<Participant> participants, Set<String> freeText) {
        RecordId any =
                participants.stream().map(Participant::source).findFirst().orElse(null);
        List<Finding> findings = new ArrayList<>();
        IdentityHashMap<Participant, IdentifyingText> people = people(participants);
        for (CarriedColumn column : of(participants, people, freeText)) {
            RecordId at = column.first == null ? any : column.first;
            if (at == null || (!column.withheld() && !column.freeText)) {
                continue;
            }
            findings.add(new Finding(
                    Finding.Severity.WARNING,
                    column.withheld() ? "carried column withheld" : "carried free text",
                    at.file(),
                    at.sheet(),
                    column.first == null ? null : at.row(),
                    column.heading,
                    column.problem(),
                    column.advice()));
        }
        CarriedColumn reasons = endReasons(participants, people);
        if (any != null && reasons.withheld()) {
            RecordId at = reasons.first == null ? any : reasons.first;
            findings.add(new Finding(
                    Finding.Severity.WARNING,
                    "end reasons left out",
                    at.file(),
                    at.sheet(),
                    reasons.first == null ? null : at.row(),
                    null,
                    "the report leaves out why interventions ended: "
                            + (reasons.identifying.isEmpty()
                                    ? "the column is free text, which can tell who somebody is"
                                    : "of " + reasons.filled + " cells " + reasons.counts()),
                    "map a column of a few reasons as \"end reason\""));
        }
        return findings;
    }

    private String counts() {
        return identifying.entrySet().stream()
                .map(what -> what.getValue() + (what.getValue() == 1 ? " holds " : " hold ") + what.getKey())
                .collect(Collectors.joining(", "));
    }

    private String problem() {
        if (!identifying.isEmpty()) {
            return "the carried column is withheld from every output: of " + filled + " cells " + counts();
        }
        return declared
                ? "the carried column is free text and goes into the dataset as it is; nothing in it was recognised as telling who"
                        + " somebody is, which is no proof that nothing does"
                : "the carried column is withheld from every output: it is free text, which can tell who somebody is";
    }

    private String advice() {
        if (!identifying.isEmpty()) {
            return "delete it from \"carry\", or carry a column in which such cells are recoded";
        }
        return declared
                ? "have it read by somebody before the dataset leaves the room"
                : "delete it from \"carry\", or read it and write \"" + heading + ": text\" there";
    }

    /** Looks at one column. */
    private static final class Judge {
        private final String heading;
        private final boolean declared;
        private final Function<Participant, @Nullable String> texts;
        private final List<Participant> filled;
        private final IdentityHashMap<Participant, IdentifyingText> people;
        private final IdentityHashMap<Participant, Folded> cells = new IdentityHashMap<>();
        private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        private final Map<Kind, RecordId> firsts = new EnumMap<>(Kind.class);

        Judge(
                String heading,
                boolean declared,
                Collection<Participant> participants,
                IdentityHashMap<Participant, IdentifyingText> people,
                Function<Participant, @Nullable String> texts) {
            this.heading = heading;
            this.texts = texts;
            this.declared = declared;
            this.people = people;
            this.filled = participants.stream().filter(p -> !text(p).isBlank()).toList();
        }

        private String text(Participant participant) {
            return Objects.requireNonNullElse(texts.apply(participant), "");
        }

        CarriedColumn column() {
            Map<String, Folded> folded = new HashMap<>();
            filled.forEach(p -> cells.put(p, folded.computeIfAbsent(text(p), Folded::of)));
            boolean freeText = isFreeText();
            filled.forEach(p -> person(p).in(cell(p)).forEach(kind -> count(kind, p)));
            countNames(declared || freeText);
            countNamesOfAnybody();
            countNamesOfOthers();
            Set<Kind> found = EnumSet.noneOf(Kind.class);
            counts.forEach((kind, count) -> {
                if (suffices(kind.evidence(), count)) {
                    found.add(kind);
                }
            });
            Map<String, Long> identifying = new LinkedHashMap<>();
            found.forEach(kind -> identifying.merge(kind.words(), counts.getOrDefault(kind, 0L), Math::max));
            RecordId first = firsts.entrySet().stream()
                    .filter(e -> found.contains(e.getKey()))
                    .map(Map.Entry::getValue)
                    .min(RecordId::compareTo)
                    .orElse(null);
            return new CarriedColumn(heading, freeText || declared, declared, identifying, first, filled.size());
        }

        private boolean suffices(Evidence evidence, long count) {
            return switch (evidence) {
                case ANY -> true;
                case SOME -> count * 100 >= filled.size();
                case MOST -> count * 2 > filled.size();
            };
        }

        private void count(Kind kind, Participant participant) {
            counts.merge(kind, 1L, Long::sum);
            firsts.merge(kind, participant.source(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }

        /**
         * A participant's own name, unless it is a word of this column's vocabulary: that of the Whites in "White British"
         * stands with more people who are not called so.
         */
        private void countNames(boolean anyText) {
            Map<String, Set<Participant>> byName = new HashMap<>();
            for (Participant participant : filled) {
                for (String name : person(participant).namesIn(cell(participant))) {
                    byName.computeIfAbsent(name, n -> new HashSet<>()).add(participant);
                }
            }
            Map<String, Long> words = filled.stream()
                    .flatMap(p -> Stream.of(cell(p).text().split(" ")).distinct())
                    .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
            Set<Participant> named = new LinkedHashSet<>();
            byName.forEach((name, own) -> {
                long others = words.getOrDefault(name, 0L) - own.size();
                boolean vocabulary =
                        !anyText && !IdentifyingText.isOnlyAName(name) && others >= 3 && others > own.size();
                if (!vocabulary) {
                    named.addAll(own);
                }
            });
            named.forEach(p -> count(Kind.NAME, p));
        }

        /** Two participants' sheets mixed up, or one who names another: most of the different values are people's names. */
        private void countNamesOfAnybody() {
            Map<String, Participant> distinct = new HashMap<>();
            filled.forEach(p -> distinct.putIfAbsent(cell(p).text(), p));
            List<String> names = distinct.keySet().stream()
                    .filter(IdentifyingText::isOnlyAName)
                    .toList();
            if (names.size() > 1 && names.size() * 2 > distinct.size()) {
                names.forEach(name -> count(Kind.ANYBODYS_NAME, Objects.requireNonNull(distinct.get(name))));
            }
        }

        /** Another participant's forename and surname beside each other: somebody was charged, or lives, with them. */
        private void countNamesOfOthers() {
            Set<String> names = new HashSet<>();
            people.values().forEach(person -> names.addAll(person.namesInFull()));
            for (Participant participant : filled) {
                List<String> words = List.of(cell(participant).text().split(" "));
                boolean named = false;
                for (int from = 0; from < words.size(); from++) {
                    for (int to = from + 2; to <= Math.min(words.size(), from + MOST_WORDS_OF_NAME); to++) {
                        named |= names.contains(String.join(" ", words.subList(from, to)));
                    }
                }
                if (named) {
                    count(Kind.ANYBODYS_NAME, participant);
                }
            }
        }

        private boolean isFreeText() {
            List<String> words = filled.stream()
                    .map(p -> text(p).strip())
                    .filter(text -> !isNumberOrDate(text))
                    .toList();
            return words.stream()
                            .anyMatch(text -> text.length() > LONGEST_LABEL || text.split("\\s+").length > MOST_WORDS)
                    || (filled.size() >= FEWEST_TO_DIFFER && new HashSet<>(words).size() * 2 > filled.size());
        }

        private static boolean isNumberOrDate(String text) {
            return NUMBER_OR_DATE.matcher(MONTHS.matcher(text).replaceAll("")).matches();
        }

        private IdentifyingText person(Participant participant) {
            return Objects.requireNonNull(people.get(participant));
        }

        private Folded cell(Participant participant) {
            return Objects.requireNonNull(cells.get(participant));
        }
    }
}
