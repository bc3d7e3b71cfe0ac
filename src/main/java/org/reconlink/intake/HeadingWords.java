package org.reconlink.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What columns with a heading usually hold, by the vocabulary of headings; words of a heading may stand in any order. */
public final class HeadingWords {
    private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[][^)\\]]*[)\\]]");
    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final Pattern DATE_FORMAT = Pattern.compile("( (d{1,2}|m{1,3}|y{2,4}))+$");
    private static final Pattern WHOSE = Pattern.compile(
            "^(the |patient |client |offender |participant |person |subject |prisoner |defendant |service user |young person |member |legal |nominal |pt |ppt |su |yp )+");

    /** Numbers of questions: {@code q3}, {@code 12}, {@code a4b}. */
    private static final Pattern NUMBERED = Pattern.compile("^[a-z]?\\d{1,3}[a-z]? (?=.)");

    private static final String BIRTH = "(?:dob|dateofbirth|birthdate|birth|born|b)";
    private static final Map<String, Pattern> PARTS_OF_BIRTH = Map.of(
            "day of birth", part("day|dd?"),
            "month of birth", part("month|mon|mm?"),
            "year of birth", part("year|yr|y{1,4}"));

    private static final Map<String, String> ALIKE = Map.ofEntries(
            Map.entry("no", "number"),
            Map.entry("num", "number"),
            Map.entry("nr", "number"),
            Map.entry("nbr", "number"),
            Map.entry("dt", "date"),
            Map.entry("reference", "ref"),
            Map.entry("offense", "offence"),
            Map.entry("off", "offence"),
            Map.entry("ix", "index"),
            Map.entry("disp", "disposal"),
            Map.entry("rel", "release"),
            Map.entry("conv", "conviction"),
            Map.entry("adm", "admission"),
            Map.entry("grp", "group"),
            Map.entry("subj", "subject"),
            Map.entry("tx", "treatment"),
            Map.entry("desc", "description"),
            Map.entry("txt", "text"),
            Map.entry("ttl", "title"),
            Map.entry("cust", "custody"),
            Map.entry("sent", "sentence"),
            Map.entry("commenced", "start"),
            Map.entry("started", "start"),
            Map.entry("begin", "start"),
            Map.entry("began", "start"),
            Map.entry("completed", "end"),
            Map.entry("completion", "end"),
            Map.entry("ended", "end"),
            Map.entry("finished", "end"),
            Map.entry("finish", "end"),
            Map.entry("liberated", "released"),
            Map.entry("liberation", "release"));

    private static final Set<String> PASSED_OVER = Set.of("of", "the", "a", "an");

    private static final Set<String> ROW_IDS = Set.of("participant id", "person key");

    /** Words of so many letters say something though they stand among others. */
    private static final int TELLING = 3;

    private static final int SHORTEST_PART = 2;

    private static final String ANY_TABLE = "any";
    private static final String SURE = "sure";

    /** How a heading and a field come together. */
    enum Match {
        /** The whole heading is one of the field's, and hardly ever another's. */
        USUAL,
        /** The whole heading is one that the field may have, as others may. */
        POSSIBLE,
        /** A heading of the field stands in it beside other words. */
        AMONG
    }

    /** A field that a heading may stand for. */
    record Meant(String field, Match match) {}

    /** @param kind of extract in which the heading means the field; {@code any} table where it says who somebody is */
    private record Entry(String field, String kind, Set<String> words, String joined, boolean sure) {}

    private HeadingWords() {}

    private static Pattern part(String words) {
        return Pattern.compile(BIRTH + "(?:" + words + ")|(?:" + words + ")(?:of)?" + BIRTH);
    }

    /** What headings are compared by: words in small letters, whatever parts them, without what is in brackets. */
    public static String key(String heading) {
        String plain = IN_BRACKETS.matcher(heading).replaceAll(" ");
        String words = HUMP.matcher(plain).replaceAll(" ").toLowerCase(Locale.ROOT);
        return NOT_WORD.matcher(words).replaceAll(" ").strip();
    }

    /** What a column with this heading usually says of who somebody is, in whatever table: {@code date of birth}; empty if nothing. */
    public static Optional<String> ofPerson(String heading) {
        return readings(key(heading))
                .flatMap(key ->
                        entries(key, Set.of(ANY_TABLE)).filter(Entry::sure).map(Entry::field))
                .findFirst();
    }

    /**
     * Whether a column with this heading usually identifies the rows of a table of people, and how surely; null if it does not, or
     * says who somebody is in other tables as well, as a police identifier does.
     */
    static @Nullable Match ofRows(String heading) {
        return ofPerson(heading).isPresent()
                ? null
                : of(heading, ExtractKind.PARTICIPANTS).stream()
                        .filter(meant -> ROW_IDS.contains(meant.field()) && meant.match() != Match.AMONG)
                        .map(Meant::match)
                        .findFirst()
                        .orElse(null);
    }

    /** Those of the headings that usually identify rows, the surest first. */
    public static List<String> rowIds(List<String> headings) {
        return headings.stream()
                .filter(heading -> ofRows(heading) != null)
                .sorted(Comparator.comparing(heading -> Objects.requireNonNull(ofRows(heading))))
                .toList();
    }

    /** A key and what is left of it without whose it is, as a part of a date of birth, or without the date's format. */
    private static Stream<String> readings(String key) {
        String own = WHOSE.matcher(key).replaceFirst("");
        return Stream.concat(
                Stream.of(key, own),
                Stream.concat(
                        partOfBirth(own), Stream.of(DATE_FORMAT.matcher(own).replaceFirst(""))));
    }

    private static Stream<String> partOfBirth(String own) {
        String joined = own.replace(" ", "");
        return PARTS_OF_BIRTH.entrySet().stream()
                .filter(part -> part.getValue().matcher(joined).matches())
                .map(Map.Entry::getKey);
    }

    /**
     * The field of a kind of extract that somebody calls by another name: {@code offence date} is the {@code offence start date} of
     * convictions.
     *
     * @return empty if the kind has no such field
     */
    public static Optional<String> fieldOf(ExtractKind kind, String name) {
        return of(name, kind).stream()
                .filter(meant -> meant.match() != Match.AMONG && isField(kind, meant.field()))
                .map(Meant::field)
                .findFirst();
    }

    /** What a name means that is in no kind of extract but says who somebody is: {@code nhs number}. */
    public static Optional<String> identifying(String name) {
        return ofPerson(name)
                .filter(field -> Arrays.stream(ExtractKind.values()).noneMatch(kind -> isField(kind, field)));
    }

    static boolean isField(ExtractKind kind, String name) {
        return kind.fields().stream().anyMatch(field -> field.name().equals(name));
    }

    /** Every field that the heading may stand for in a table of the kind, and what it may say of a person, the best first. */
    static List<Meant> of(String heading, ExtractKind kind) {
        Set<String> kinds = kind == ExtractKind.CUSTODY
                ? Set.of(ANY_TABLE, kind.section(), ExtractKind.PARTICIPANTS.section())
                : Set.of(ANY_TABLE, kind.section());
        String key = key(heading);
        String unnumbered = NUMBERED.matcher(key).replaceFirst("");
        Map<String, Match> meant = new HashMap<>();
        Stream.concat(Stream.concat(readings(key), readings(unnumbered)), apart(unnumbered))
                .forEach(reading -> entries(reading, kinds)
                        .forEach(entry -> meant.merge(
                                field(kind, entry),
                                entry.sure() ? Match.USUAL : Match.POSSIBLE,
                                HeadingWords::better)));
        if (meant.isEmpty()) {
            among(words(unnumbered), kinds).forEach(entry -> meant.put(field(kind, entry), Match.AMONG));
        }
        return meant.entrySet().stream()
                .filter(entry -> kind != ExtractKind.CUSTODY
                        || isField(kind, entry.getKey())
                        || !isField(ExtractKind.PARTICIPANTS, entry.getKey()))
                .map(entry -> new Meant(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Meant::match).thenComparing(Meant::field))
                .toList();
    }

    /** Two words that are written as one, short forms too: {@code offdate}. */
    private static Stream<String> apart(String key) {
        return key.indexOf(' ') >= 0
                ? Stream.of()
                : IntStream.range(SHORTEST_PART, Math.max(SHORTEST_PART, key.length() - SHORTEST_PART + 1))
                        .filter(at ->
                                Known.WORDS.contains(key.substring(0, at)) && Known.WORDS.contains(key.substring(at)))
                        .mapToObj(at -> key.substring(0, at) + " " + key.substring(at));
    }

    private static Match better(Match one, Match other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Participants can have several postcodes, rows of convictions one. */
    private static String field(ExtractKind kind, Entry entry) {
        return kind == ExtractKind.PARTICIPANTS && entry.field().equals("postcode") ? "postcodes" : entry.field();
    }

    private static Stream<Entry> entries(String key, Set<String> kinds) {
        if (key.isEmpty()) {
            return Stream.of();
        }
        Stream<Entry> byWords = Known.BY_WORDS.getOrDefault(words(key), List.of()).stream();
        Stream<Entry> joined = Stream.of(key.replace(" ", ""), String.join("", words(key)))
                .flatMap(all -> Known.JOINED.getOrDefault(all, List.of()).stream());
        return Stream.concat(byWords, joined).filter(entry -> kinds.contains(entry.kind()));
    }

    /** Of the headings that stand in the words those with the most words. */
    private static List<Entry> among(Set<String> words, Set<String> kinds) {
        List<Entry> found = Known.ENTRIES.stream()
                .filter(entry -> kinds.contains(entry.kind()) && words.containsAll(entry.words()) && isTelling(entry))
                .toList();
        int most = found.stream().mapToInt(entry -> entry.words().size()).max().orElse(0);
        return found.stream().filter(entry -> entry.words().size() == most).toList();
    }

    private static boolean isTelling(Entry entry) {
        return entry.words().size() > 1
                || (entry.sure() && entry.words().iterator().next().length() >= TELLING);
    }

    private static Set<String> words(String key) {
        return Arrays.stream(key.split(" "))
                .map(word -> ALIKE.getOrDefault(word, word))
                .filter(word -> !PASSED_OVER.contains(word))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static final class Known {
        static final List<Entry> ENTRIES = entries();
        static final Map<Set<String>, List<Entry>> BY_WORDS =
                ENTRIES.stream().collect(Collectors.groupingBy(Entry::words));
        static final Map<String, List<Entry>> JOINED = Stream.concat(
                        ENTRIES.stream().map(entry -> Map.entry(entry.joined(), entry)),
                        ENTRIES.stream().map(entry -> Map.entry(String.join("", entry.words()), entry)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));

        static final Set<String> WORDS = Stream.concat(
                        ALIKE.keySet().stream(), ENTRIES.stream().flatMap(entry -> entry.words().stream()))
                .collect(Collectors.toSet());

        private static List<Entry> entries() {
            List<Entry> entries = new ArrayList<>();
            new Vocabulary("headings.tsv", 5)
                    .forEachRow(cells -> entries.add(new Entry(
                            cells[0],
                            cells[1],
                            words(key(cells[2])),
                            key(cells[2]).replace(" ", ""),
                            cells[3].equals(SURE))));
            return List.copyOf(entries);
        }
    }

    /** For tests: what is listed twice for different fields of one kind, by its words. */
    static @Nullable String sureOfTwoFields() {
        Map<String, Entry> first = new HashMap<>();
        for (Entry entry : Known.ENTRIES) {
            Entry other = entry.sure()
                    ? first.putIfAbsent(
                            entry.kind() + " " + entry.words().stream().sorted().toList(), entry)
                    : null;
            if (other != null && !other.field().equals(entry.field())) {
                return other + " and " + entry;
            }
        }
        return null;
    }
}
