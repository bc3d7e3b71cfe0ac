package org.reconlink.intake;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reconlink.intake.FieldFit.Verdict;
import org.reconlink.intake.HeadingWords.Match;
import org.reconlink.intake.HeadingWords.Meant;

/**
 * What a table would be as an extract of one kind: which of its headings is which field, how sure that is, and why.
 *
 * @param columns in the order of the kind's fields, at most one for each
 */
public record ExtractProposal(TableSurvey table, ExtractKind kind, List<Proposed> columns) {

    /** How sure it is that a heading is a field. */
    public enum Sureness {
        /** Its whole heading is usual for the field, its values are such, and no other column could be. */
        SURE,
        /** Something else is possible. */
        LIKELY,
        /** No more than a guess: to be confirmed before it is used. */
        UNSURE
    }

    /**
     * A heading that may be a field.
     *
     * @param column its position, 0 for the first
     * @param why it is not sure; empty if it is
     */
    public record Proposed(String field, String heading, int column, Sureness sureness, String why) {
        Proposed(Candidate candidate, TableSurvey table, Sureness sureness, String why) {
            this(candidate.field, table.headings().get(candidate.column), candidate.column, sureness, why);
        }
    }

    private record Candidate(int column, String field, Match match, int parts, boolean byValuesAlone, FieldFit fit) {
        private static final Map<Match, Integer> BY_HEADING =
                Map.of(Match.USUAL, 100, Match.POSSIBLE, 70, Match.COMPOSED, 46, Match.LAST, 45, Match.AMONG, 40);
        private static final int FOR_A_PART = 2;
        private static final int BY_VALUES = 30;
        private static final Map<Verdict, Integer> OF_VALUES =
                Map.of(Verdict.FITS, 8, Verdict.ANY, 0, Verdict.EMPTY, -10, Verdict.PARTLY, -20, Verdict.NOT, -60);

        int score() {
            return (byValuesAlone ? BY_VALUES : BY_HEADING.getOrDefault(match, 0) + FOR_A_PART * parts)
                    + OF_VALUES.getOrDefault(fit.verdict(), 0);
        }

        Sureness sureness() {
            boolean good = fit.verdict() == Verdict.FITS || fit.verdict() == Verdict.ANY;
            if (byValuesAlone) {
                return FieldFit.TELLING.contains(field) ? Sureness.LIKELY : Sureness.UNSURE;
            }
            return switch (match) {
                case USUAL -> good ? Sureness.SURE : fit.verdict() == Verdict.NOT ? Sureness.UNSURE : Sureness.LIKELY;
                case POSSIBLE -> good || fit.verdict() == Verdict.EMPTY ? Sureness.LIKELY : Sureness.UNSURE;
                case COMPOSED, LAST, AMONG ->
                    fit.verdict() == Verdict.FITS && FieldFit.CONFIRMING.contains(field)
                            ? Sureness.LIKELY
                            : Sureness.UNSURE;
            };
        }

        String why() {
            String heading = byValuesAlone
                    ? "by its values alone"
                    : match == Match.USUAL
                            ? ""
                            : match == Match.POSSIBLE || match == Match.LAST
                                    ? "such a heading can mean something else"
                                    : "by a part of its heading";
            String values = switch (fit.verdict()) {
                case FITS, ANY -> "";
                case EMPTY -> "no cell is filled";
                case PARTLY, NOT -> fit.fitting() + " of " + fit.filled() + " values are such";
            };
            return heading + (heading.isEmpty() || values.isEmpty() ? "" : "; ") + values;
        }
    }

    private static final String YEAR_OF_BIRTH = "year of birth";
    private static final int ACCEPTED = 30;
    private static final int NEARLY_AS_GOOD = 12;
    private static final double NEARLY_ALL = 0.9;

    private static final double COST_OF_A_MISSING_FIELD = 5;
    private static final double COST_OF_A_MISSING_CHOICE = 3;

    public ExtractProposal {
        columns = List.copyOf(columns);
    }

    /** The table as an extract of the kind, whether it is one or not. */
    public static ExtractProposal of(TableSurvey table, ExtractKind kind) {
        List<Candidate> candidates = new ArrayList<>();
        for (int column = 0; column < table.headings().size(); column++) {
            if (!table.headings().get(column).isEmpty() && !table.isTwice(column)) {
                candidates.addAll(candidates(table, kind, column));
            }
        }
        candidates.removeIf(candidate -> candidate.score() < ACCEPTED);
        candidates.sort(comparing(Candidate::score)
                .reversed()
                .thenComparing(Candidate::column)
                .thenComparing(Candidate::field));
        Map<String, Candidate> byField = new LinkedHashMap<>();
        Map<Integer, Candidate> byColumn = new HashMap<>();
        for (Candidate candidate : candidates) {
            if (!byField.containsKey(candidate.field) && !byColumn.containsKey(candidate.column)) {
                byField.put(candidate.field, candidate);
                byColumn.put(candidate.column, candidate);
            }
        }
        exchange(candidates, byField, byColumn);
        List<Proposed> proposed = new ArrayList<>();
        for (Field field : kind.fields()) {
            Candidate taken = byField.get(field.name());
            if (taken != null) {
                proposed.add(proposed(table, taken, candidates, byColumn));
            }
        }
        return new ExtractProposal(table, kind, settled(table, kind, proposed));
    }

    /** A column gives its field up to another that has no other, where a second one suits it that nobody has. */
    private static void exchange(
            List<Candidate> candidates, Map<String, Candidate> byField, Map<Integer, Candidate> byColumn) {
        for (Candidate homeless : candidates) {
            Candidate holder = byField.get(homeless.field);
            if (byColumn.containsKey(homeless.column) || holder == null) {
                continue;
            }
            candidates.stream()
                    .filter(second -> second.column == holder.column
                            && !byField.containsKey(second.field)
                            && second.score() + homeless.score() > holder.score())
                    .findFirst()
                    .ifPresent(second -> {
                        byField.put(homeless.field, homeless);
                        byColumn.put(homeless.column, homeless);
                        byField.put(second.field, second);
                        byColumn.put(second.column, second);
                    });
        }
    }

    private static List<Candidate> candidates(TableSurvey table, ExtractKind kind, int column) {
        List<Candidate> candidates = new ArrayList<>();
        List<Meant> meant = HeadingWords.of(table.headings().get(column), kind);
        for (Meant one : meant) {
            if (HeadingWords.isField(kind, one.field())) {
                candidates.add(new Candidate(
                        column, one.field(), one.match(), one.parts(), false, FieldFit.of(table, column, one.field())));
            }
        }
        boolean known = meant.stream().anyMatch(one -> one.match() == Match.USUAL || one.match() == Match.POSSIBLE);
        if (!known) {
            boolean dated = table.filled(column) > 0 && table.dated(column) >= NEARLY_ALL * table.filled(column);
            List<Candidate> composed = HeadingWords.composed(table.headings().get(column), kind, dated).stream()
                    .map(one -> new Candidate(
                            column,
                            one.field(),
                            one.match(),
                            one.parts(),
                            false,
                            FieldFit.of(table, column, one.field())))
                    .filter(one -> one.score() >= ACCEPTED)
                    .toList();
            if (!composed.isEmpty()) {
                candidates.removeIf(one -> one.match == Match.AMONG);
                candidates.addAll(composed);
            }
            for (Field field : kind.fields()) {
                boolean tells = FieldFit.TELLING.contains(field.name())
                        || (field.name().equals("date of birth") && mayBeOfBirth(table, kind, column))
                        || field.name().equals("sex")
                        || (field.name().equals("adjudication") && kind == ExtractKind.CONVICTIONS);
                FieldFit fit = tells ? FieldFit.of(table, column, field.name()) : null;
                if (fit != null && fit.verdict() == Verdict.FITS) {
                    candidates.add(new Candidate(column, field.name(), Match.AMONG, 0, true, fit));
                }
            }
        }
        return candidates;
    }

    /** A day of birth is told by its values beside names and other dates, after it; not where its parts stand elsewhere. */
    private static boolean mayBeOfBirth(TableSurvey table, ExtractKind kind, int column) {
        return hasNames(table, kind)
                && table.headings().stream()
                        .flatMap(heading -> HeadingWords.of(heading, kind).stream())
                        .noneMatch(meant -> meant.field().equals(YEAR_OF_BIRTH))
                && IntStream.range(0, table.headings().size())
                        .anyMatch(other -> other != column && table.dated(other) > 0);
    }

    /** Whether the date of birth stands in columns of its own for day, month and year, which an extract cannot have. */
    public boolean hasPartsOfBirth() {
        return identifying().containsValue(YEAR_OF_BIRTH);
    }

    private static boolean hasNames(TableSurvey table, ExtractKind kind) {
        return table.headings().stream()
                .flatMap(heading -> HeadingWords.of(heading, kind).stream())
                .anyMatch(meant -> meant.match() == Match.USUAL
                        && (meant.field().equals("surname") || meant.field().equals("full name")));
    }

    /** One step less sure where another column that is not another field could be this one as well. */
    private static Proposed proposed(
            TableSurvey table, Candidate taken, List<Candidate> all, Map<Integer, Candidate> byColumn) {
        Optional<Candidate> rival = all.stream()
                .filter(other -> other.column != taken.column
                        && other.field.equals(taken.field)
                        && other.score() + NEARLY_AS_GOOD >= taken.score()
                        && !byColumn.containsKey(other.column))
                .findFirst();
        Optional<Candidate> otherField = all.stream()
                .filter(other -> other.column == taken.column
                        && !other.field.equals(taken.field)
                        && other.score() == taken.score())
                .findFirst();
        Sureness sureness = taken.sureness();
        String why = taken.why();
        if (rival.isPresent()) {
            why = (why.isEmpty() ? "" : why + "; ") + "\""
                    + table.headings().get(rival.get().column()) + "\" could be this as well";
            sureness = less(sureness);
        }
        if (otherField.isPresent()) {
            why = (why.isEmpty() ? "" : why + "; ") + "it could be the "
                    + otherField.get().field() + " as well";
            sureness = less(sureness);
        }
        return new Proposed(taken, table, sureness, why);
    }

    private static Sureness less(Sureness sureness) {
        return sureness == Sureness.SURE ? Sureness.LIKELY : Sureness.UNSURE;
    }

    /** What only the columns together tell. */
    private static List<Proposed> settled(TableSurvey table, ExtractKind kind, List<Proposed> proposed) {
        Map<String, Proposed> byField = new LinkedHashMap<>();
        proposed.forEach(one -> byField.put(one.field(), one));
        Proposed full = byField.get("full name");
        boolean nameBeside = full != null && HeadingWords.key(full.heading()).equals("name");
        if (full != null && byField.containsKey("surname") && byField.containsKey("forename")) {
            byField.remove("full name");
        } else if (full != null && nameBeside && byField.containsKey("surname")) {
            byField.remove("full name");
            byField.put(
                    "forename",
                    new Proposed(
                            "forename", full.heading(), full.column(), Sureness.LIKELY, "a name beside a surname"));
        }
        Proposed key = byField.get("person key");
        if (kind == ExtractKind.PARTICIPANTS
                && !byField.containsKey("participant id")
                && key != null
                && FieldFit.of(table, key.column(), "participant id").verdict() == Verdict.FITS) {
            byField.put(
                    "participant id",
                    new Proposed(
                            "participant id",
                            key.heading(),
                            key.column(),
                            Sureness.LIKELY,
                            "no other column numbers the participants"));
        }
        if (kind == ExtractKind.PARTICIPANTS && !byField.containsKey("participant id")) {
            IntStream.range(0, table.headings().size())
                    .filter(column -> isUnknown(table, kind, column)
                            && byField.values().stream().noneMatch(one -> one.column() == column)
                            && FieldFit.of(table, column, "participant id").verdict() == Verdict.FITS
                            && table.dated(column) == 0)
                    .findFirst()
                    .ifPresent(column -> byField.put(
                            "participant id",
                            new Proposed(
                                    "participant id",
                                    table.headings().get(column),
                                    column,
                                    Sureness.UNSURE,
                                    "by its values alone: every row has another")));
        }
        Proposed disposal = byField.getOrDefault("disposal", byField.get("disposal code"));
        if (kind == ExtractKind.CONVICTIONS && disposal != null && !byField.containsKey("adjudication")) {
            FieldFit known = FieldFit.of(table, disposal.column(), "adjudication");
            if (known.verdict() == Verdict.FITS || known.verdict() == Verdict.PARTLY) {
                byField.put(
                        "adjudication",
                        new Proposed(
                                "adjudication",
                                disposal.heading(),
                                disposal.column(),
                                Sureness.UNSURE,
                                "no column of results: a sentence says that there was a conviction"));
            }
        }
        return kind.fields().stream()
                .map(field -> byField.get(field.name()))
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private static boolean isUnknown(TableSurvey table, ExtractKind kind, int column) {
        String heading = table.headings().get(column);
        return !heading.isEmpty()
                && !table.isTwice(column)
                && HeadingWords.of(heading, kind).stream().noneMatch(meant -> meant.match() != Match.AMONG);
    }

    /** The same with the participants' own numbers in a column of which nearly all values are theirs, if there is one. */
    ExtractProposal withNumbersOf(ExtractProposal participants) {
        Proposed theirs = participants.column("participant id").orElse(null);
        if (theirs == null || column("participant id").isPresent()) {
            return this;
        }
        return unused().filter(column -> table.shareIn(column, participants.table, theirs.column()) >= NEARLY_ALL)
                .mapToObj(column -> new Proposed(
                        "participant id",
                        table.headings().get(column),
                        column,
                        Sureness.LIKELY,
                        "its values are those of \"" + theirs.heading() + "\""))
                .findFirst()
                .map(found -> new ExtractProposal(
                        table,
                        kind,
                        Stream.concat(Stream.of(found), columns.stream()).toList()))
                .orElse(this);
    }

    /** The same with the participants numbered by a column that a column of spells has, if the one proposed is another. */
    ExtractProposal withNumbersIn(ExtractProposal spells) {
        Proposed taken = column("participant id").orElse(null);
        Proposed own = spells.column("participant id").orElse(null);
        List<Integer> theirs = own == null ? spells.unused().boxed().toList() : List.of(own.column());
        if (taken == null
                || theirs.stream().anyMatch(column -> spells.table.shareIn(column, table, taken.column()) > 0)) {
            return this;
        }
        return unused().filter(column ->
                        FieldFit.of(table, column, "participant id").verdict() == Verdict.FITS
                                && theirs.stream()
                                        .anyMatch(other -> spells.table.shareIn(other, table, column) >= NEARLY_ALL))
                .mapToObj(column -> new Proposed(
                        "participant id",
                        table.headings().get(column),
                        column,
                        Sureness.LIKELY,
                        "the spells in custody have its values"))
                .findFirst()
                .map(found -> new ExtractProposal(
                        table,
                        kind,
                        columns.stream()
                                .map(one -> one.equals(taken) ? found : one)
                                .toList()))
                .orElse(this);
    }

    /** The proposed heading of a field; empty if there is none. */
    public Optional<Proposed> column(String field) {
        return columns.stream().filter(one -> one.field().equals(field)).findFirst();
    }

    /** The same without a field. */
    public ExtractProposal without(String field) {
        return new ExtractProposal(
                table,
                kind,
                columns.stream().filter(one -> !one.field().equals(field)).toList());
    }

    /** Required fields, in words, that no heading is proposed for. */
    public List<String> missing() {
        Map<String, String> headings = new HashMap<>();
        columns.forEach(one -> headings.put(one.field(), one.heading()));
        return kind.missing(headings);
    }

    /** How much the table looks like an extract of this kind. */
    double likeness() {
        double found = columns.stream()
                .filter(one -> kind.isOwn(one.field()))
                .mapToDouble(one -> switch (one.sureness()) {
                    case SURE -> 3;
                    case LIKELY -> 2;
                    case UNSURE -> 1;
                })
                .sum();
        return found
                - missing().stream()
                        .mapToDouble(
                                fields -> fields.contains(" or ") ? COST_OF_A_MISSING_CHOICE : COST_OF_A_MISSING_FIELD)
                        .sum();
    }

    /** Headings that say who somebody is and are no field here, with what they are: {@code NHS No}, {@code nhs number}. */
    public Map<String, String> identifying() {
        Map<String, String> found = new LinkedHashMap<>();
        unused().forEach(column -> {
            String heading = table.headings().get(column);
            HeadingWords.of(heading, kind).stream()
                    .filter(meant -> meant.match() != Match.AMONG || isPersons(meant.field()))
                    .filter(meant -> isPersons(meant.field()))
                    .findFirst()
                    .ifPresent(meant ->
                            found.put(heading, meant.field().equals("text") ? "address or place" : meant.field()));
        });
        return found;
    }

    private boolean isPersons(String field) {
        return !kind.isOwn(field);
    }

    /** Headings of columns that are neither proposed nor say who somebody is and that have values. */
    public List<String> others() {
        Set<String> identifying = identifying().keySet();
        return unused().filter(column -> table.filled(column) > 0)
                .mapToObj(column -> table.headings().get(column))
                .filter(heading -> !identifying.contains(heading))
                .toList();
    }

    /** Headings that stand there twice, so that nothing can name them. */
    public List<String> twice() {
        return IntStream.range(0, table.headings().size())
                .filter(column -> !table.headings().get(column).isEmpty() && table.isTwice(column))
                .mapToObj(column -> table.headings().get(column))
                .distinct()
                .toList();
    }

    private IntStream unused() {
        return IntStream.range(0, table.headings().size())
                .filter(column -> !table.headings().get(column).isEmpty()
                        && !table.isTwice(column)
                        && columns.stream().noneMatch(one -> one.column() == column));
    }

    /** Words of the vocabulary fields that nothing understands, by field, each with its number of rows. */
    public Map<String, List<String>> wordsNotUnderstood() {
        int[] names = columns.stream()
                .filter(one -> Columns.NAMES.contains(one.field()))
                .mapToInt(Proposed::column)
                .toArray();
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (Proposed one : columns) {
            if (FieldWords.VOCABULARIES.contains(one.field()) && one.sureness() != Sureness.UNSURE) {
                List<String> unknown = table.notUnderstood(one.field(), one.column(), names);
                if (!unknown.isEmpty()) {
                    words.put(one.field(), unknown);
                }
            }
        }
        return words;
    }

    /** The groups of a column of few values, as the file writes them; none where one is rare, and so may tell who somebody is. */
    public List<String> groups(String heading) {
        int column = table.headings().indexOf(heading);
        Map<String, Long> values = column < 0 ? Map.of() : table.values(column);
        boolean few = values.size() >= 2 && values.size() <= 6;
        boolean often = values.entrySet().stream()
                .allMatch(value -> value.getValue() >= 3 && value.getKey().length() <= 30);
        return few && often ? List.copyOf(values.keySet()) : List.of();
    }

    static final Comparator<ExtractProposal> BY_LIKENESS = Comparator.comparingDouble(ExtractProposal::likeness);
}
