package org.reconlink.intake;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which of several tables is what in a study.
 *
 * @param participants null if no table looks like theirs
 * @param convictions of the tables in {@code convictionTables}, whose headings are the same; null if there is none
 * @param custody null if there is none
 * @param titles a table of titles and codes; null if there is none
 * @param leftOut why each other table is not used, by its name
 */
public record FilesSurvey(
        @Nullable ExtractProposal participants,
        @Nullable ExtractProposal convictions,
        List<TableSurvey> convictionTables,
        @Nullable ExtractProposal custody,
        List<TableSurvey> custodyTables,
        @Nullable TableSurvey titles,
        Map<String, String> leftOut) {
    private static final double NEARLY_ALL = 0.9;
    private static final List<String> KEYS_OF_CUSTODY =
            List.of("participant id", "prison number", "pnc id", "person key");

    public FilesSurvey {
        convictionTables = List.copyOf(convictionTables);
        custodyTables = List.copyOf(custodyTables);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }

    /** What each of the tables is. */
    public static FilesSurvey of(List<TableSurvey> tables) {
        Map<String, String> leftOut = new LinkedHashMap<>();
        List<TableSurvey> titles =
                tables.stream().filter(FilesSurvey::isOfTitles).toList();
        Map<TableSurvey, ExtractProposal> kinds = new LinkedHashMap<>();
        for (TableSurvey table : tables) {
            if (!titles.contains(table)) {
                kinds.put(table, best(table));
            }
        }
        ExtractProposal participants = bestOf(kinds, ExtractKind.PARTICIPANTS);
        if (participants == null) {
            participants = kinds.values().stream()
                    .filter(other -> other.likeness() < 0)
                    .map(other -> ExtractProposal.of(other.table(), ExtractKind.PARTICIPANTS))
                    .filter(proposal -> !proposal.columns().isEmpty())
                    .max(ExtractProposal.BY_LIKENESS)
                    .orElse(null);
        }
        ExtractProposal only = participants;
        kinds.replaceAll((table, proposal) ->
                proposal.kind() == ExtractKind.PARTICIPANTS && only != null && table != only.table()
                        ? secondBest(table, proposal)
                        : proposal);
        ExtractProposal convictions = bestOf(kinds, ExtractKind.CONVICTIONS);
        ExtractProposal custody = bestOf(kinds, ExtractKind.CUSTODY);
        List<TableSurvey> convictionTables = alike(convictions, kinds);
        List<TableSurvey> custodyTables = alike(custody, kinds);
        Set<ExtractKind> found = Stream.of(participants, convictions, custody)
                .filter(Objects::nonNull)
                .map(ExtractProposal::kind)
                .collect(Collectors.toSet());
        for (TableSurvey table : tables) {
            boolean used = (participants != null && participants.table() == table)
                    || convictionTables.contains(table)
                    || custodyTables.contains(table)
                    || (!titles.isEmpty() && titles.get(0) == table);
            if (!used) {
                leftOut.put(table.name(), why(table, kinds.get(table), found));
            }
        }
        ExtractProposal people = linkable(numbered(participants, custody), convictions);
        ExtractProposal spells = withKey(custody, people, leftOut);
        return new FilesSurvey(
                people,
                withoutNumbers(linkable(convictions, participants), people),
                convictionTables,
                spells,
                spells == null ? List.of() : custodyTables,
                titles.isEmpty() ? null : titles.get(0),
                leftOut);
    }

    private static ExtractProposal best(TableSurvey table) {
        return Stream.of(ExtractKind.values())
                .map(kind -> ExtractProposal.of(table, kind))
                .max(ExtractProposal.BY_LIKENESS)
                .orElseThrow();
    }

    /** There is one table of participants: what looks like another may be of what happened to them. */
    private static ExtractProposal secondBest(TableSurvey table, ExtractProposal ofParticipants) {
        return Stream.of(ExtractKind.CONVICTIONS, ExtractKind.CUSTODY)
                .map(kind -> ExtractProposal.of(table, kind))
                .filter(proposal -> proposal.likeness() > 0)
                .max(ExtractProposal.BY_LIKENESS)
                .orElse(ofParticipants);
    }

    private static @Nullable ExtractProposal bestOf(Map<TableSurvey, ExtractProposal> kinds, ExtractKind kind) {
        return kinds.values().stream()
                .filter(proposal -> proposal.kind() == kind && proposal.likeness() > 0)
                .max(ExtractProposal.BY_LIKENESS.thenComparing(
                        proposal -> proposal.table().name(), Comparator.reverseOrder()))
                .orElse(null);
    }

    /** Those of other files with the same headings: a protocol maps them once. */
    private static List<TableSurvey> alike(
            @Nullable ExtractProposal proposal, Map<TableSurvey, ExtractProposal> kinds) {
        if (proposal == null) {
            return List.of();
        }
        TableSurvey first = proposal.table();
        return kinds.values().stream()
                .filter(other -> other.kind() == proposal.kind() && other.likeness() > 0)
                .map(ExtractProposal::table)
                .filter(table -> table == first
                        || (!table.file().equals(first.file())
                                && Objects.equals(table.sheet(), first.sheet())
                                && headings(table)
                                        .containsAll(proposal.columns().stream()
                                                .map(one -> Headings.key(one.heading()))
                                                .toList())))
                .toList();
    }

    private static Set<String> headings(TableSurvey table) {
        return table.headings().stream().map(Headings::key).collect(Collectors.toSet());
    }

    private static String why(TableSurvey table, @Nullable ExtractProposal proposal, Set<ExtractKind> found) {
        if (proposal == null) {
            return "a second table of titles; name one";
        }
        return proposal.likeness() > 0
                ? "it looks like " + proposal.kind().section()
                        + ", and another table does more so or has other headings; give both the same headings, in one sheet"
                        + " or in files of their own"
                : "it has not what participants, convictions or custody need" + lacking(table, found);
    }

    /** What the table has no heading for to be what no other table is: a column of another name can then be mapped by hand. */
    private static String lacking(TableSurvey table, Set<ExtractKind> found) {
        return Stream.of(ExtractKind.values())
                .filter(kind -> !found.contains(kind))
                .map(kind -> ExtractProposal.of(table, kind))
                .filter(proposal -> !proposal.missing().isEmpty())
                .map(proposal ->
                        "; to be " + proposal.kind().section() + " it lacks " + String.join(", ", proposal.missing()))
                .collect(Collectors.joining());
    }

    private static boolean isOfTitles(TableSurvey table) {
        Set<String> headings = headings(table);
        return headings.contains("TITLE")
                && headings.contains("CODE")
                && ExtractProposal.of(table, ExtractKind.CONVICTIONS)
                        .column("conviction date")
                        .isEmpty();
    }

    /** A person key links people only if both sides have it and nothing else. */
    private static @Nullable ExtractProposal linkable(@Nullable ExtractProposal one, @Nullable ExtractProposal other) {
        if (one == null) {
            return null;
        }
        boolean both = one.column("person key").isPresent()
                && other != null
                && other.column("person key").isPresent();
        boolean byKey = both && isKeyAlone(one) && other != null && isKeyAlone(other);
        return byKey ? one : one.without("person key");
    }

    /** Where spells share no identifier: of columns that could number participants that whose values the spells have. */
    private static @Nullable ExtractProposal numbered(
            @Nullable ExtractProposal participants, @Nullable ExtractProposal custody) {
        return participants == null || custody == null || withKey(custody, participants, new LinkedHashMap<>()) != null
                ? participants
                : participants.withNumbersIn(custody);
    }

    /** The participants' own numbers in an extract of convictions are no reference of a case. */
    private static @Nullable ExtractProposal withoutNumbers(
            @Nullable ExtractProposal convictions, @Nullable ExtractProposal participants) {
        ExtractProposal kept = convictions;
        Optional<ExtractProposal.Proposed> theirs =
                participants == null ? Optional.empty() : participants.column("participant id");
        for (String field : List.of("case reference", "offence number")) {
            Optional<ExtractProposal.Proposed> own = kept == null ? Optional.empty() : kept.column(field);
            if (kept != null
                    && participants != null
                    && own.isPresent()
                    && theirs.isPresent()
                    && kept.table()
                                    .shareIn(
                                            own.get().column(),
                                            participants.table(),
                                            theirs.get().column())
                            >= NEARLY_ALL) {
                kept = kept.without(field);
            }
        }
        return kept;
    }

    private static boolean isKeyAlone(ExtractProposal proposal) {
        return Stream.of("surname", "full name", "pnc id", "cro number")
                .noneMatch(field -> proposal.column(field).isPresent());
    }

    /** Whether people are linked by a key that both files share. */
    public boolean isByKey() {
        return participants != null && participants.column("person key").isPresent();
    }

    /** Spells are of those whose identifier both sheets have, value by value; null if no participant has a spell so. */
    private static @Nullable ExtractProposal withKey(
            @Nullable ExtractProposal custody, @Nullable ExtractProposal participants, Map<String, String> leftOut) {
        if (custody == null || participants == null) {
            return custody;
        }
        ExtractProposal kept = custody.withNumbersOf(participants);
        for (String key : KEYS_OF_CUSTODY) {
            Optional<ExtractProposal.Proposed> own = kept.column(key);
            Optional<ExtractProposal.Proposed> theirs = participants.column(key);
            boolean shared = own.isPresent()
                    && theirs.isPresent()
                    && custody.table()
                                    .shareIn(
                                            own.get().column(),
                                            participants.table(),
                                            theirs.get().column())
                            > 0;
            if (own.isPresent() && !shared) {
                kept = kept.without(key);
            }
        }
        if (kept.missing().isEmpty()) {
            return kept;
        }
        leftOut.put(
                custody.table().name(),
                "it looks like custody, and no identifier of it is one of the participants': add their number or prison"
                        + " number to one of the two");
        return null;
    }

    /**
     * A day until which the convictions certainly reach: the end of the last month before that of their last conviction. The
     * month itself may not be whole, and a day more than a year after all others may be a slip of the pen. None where a table
     * is longer than what is read of it: later days may stand in the rest.
     */
    public Optional<LocalDate> dataCut() {
        if (!convictionTables.stream().allMatch(TableSurvey::isWhole)) {
            return Optional.empty();
        }
        List<LocalDate> days = new ArrayList<>();
        ExtractProposal extract = convictions;
        if (extract != null) {
            extract.column("conviction date")
                    .ifPresent(date -> convictionTables.forEach(
                            table -> days.addAll(table.days(headingOf(table, date.heading())))));
        }
        days.sort(null);
        int last = days.size() - 1;
        while (last > 0 && days.get(last - 1).plusYears(1).isBefore(days.get(last))) {
            last--;
        }
        return last < 0
                ? Optional.empty()
                : Optional.of(YearMonth.from(days.get(last)).minusMonths(1).atEndOfMonth());
    }

    private static int headingOf(TableSurvey table, String heading) {
        List<String> keys = table.headings().stream().map(Headings::key).toList();
        return keys.indexOf(Headings.key(heading));
    }
}
