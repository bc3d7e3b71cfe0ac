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

    private static final Set<String> WAYS = Set.of("from", "to", "in", "out", "on", "off", "left");
    private static final Set<String> WHEN = Set.of("date", "dates", "time", "dt", "day");
    private static final int FEW = 2;
    private static final int SHORTEST_OF_MANY = 4;

    /** The column of a table of a database: {@code court_case.court_name}. */
    private static final Pattern OF_TABLE = Pattern.compile("^(?=[^.]*_|[^.]*\\.[^.]*_)[a-z_]+\\.(?=[a-z_]+$)");

    /** Letters of a short form with dots between: {@code h o code}. */
    private static final Pattern LETTERS = Pattern.compile("(?<= |^)(\\p{L}) (?=\\p{L}(?: |$))");

    /** Columns that REDCap adds to an export, whatever their words say elsewhere. */
    private static final Pattern OF_REDCAP =
            Pattern.compile("redcap (event name|repeat instrument|repeat instance|data access group)");

    private static final String ANY_TABLE = "any";

    /** How a heading and a field come together. */
    enum Match {
        /** The whole heading is one of the field's, and hardly ever another's. */
        USUAL,
        /** The whole heading is one that the field may have, as others may. */
        POSSIBLE,
        /** Its words say what the field is made of, in words that no heading of the field has. */
        COMPOSED,
        /** The whole heading is one that stands for the field where nothing else does. */
        LAST,
        /** A heading of the field stands in it beside other words. */
        AMONG
    }

    /**
     * A field that a heading may stand for.
     *
     * @param parts how many words say so, of one that is composed
     */
    record Meant(String field, Match match, int parts) {
        Meant(String field, Match match) {
            this(field, match, 0);
        }
    }

    /** @param kind of extract in which the heading means the field; {@code any} table where it says who somebody is */
    private record Entry(String field, String kind, Set<String> words, String joined, Match match) {
        boolean sure() {
            return match == Match.USUAL;
        }
    }

    /**
     * What a heading of a field says in whatever words.
     *
     * @param parts concepts of which each has a word of its own in the heading
     * @param never concepts of which none has a word in it
     */
    private record Made(String field, String kind, List<String> parts, Set<String> never) {}

    private HeadingWords() {}

    private static Pattern part(String words) {
        return Pattern.compile(BIRTH + "(?:" + words + ")|(?:" + words + ")(?:of)?" + BIRTH);
    }

    /** What headings are compared by: words in small letters, whatever parts them, without what is in brackets. */
    public static String key(String heading) {
        return wordsOf(IN_BRACKETS.matcher(heading).replaceAll(" "));
    }

    private static String wordsOf(String heading) {
        String named = OF_TABLE.matcher(heading.replace("#", " number ")).replaceFirst("");
        String words = HUMP.matcher(named).replaceAll(" ").toLowerCase(Locale.ROOT);
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
                Stream.of(key, own, LETTERS.matcher(own).replaceAll("$1")),
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
        if (OF_REDCAP.matcher(key(heading)).matches()) {
            return List.of();
        }
        Set<String> kinds = kind == ExtractKind.CUSTODY
                ? Set.of(ANY_TABLE, kind.section(), ExtractKind.PARTICIPANTS.section())
                : Set.of(ANY_TABLE, kind.section());
        Map<String, Match> meant = new HashMap<>();
        waysToRead(heading)
                .forEach(reading -> entries(reading, kinds)
                        .forEach(entry -> meant.merge(field(kind, entry), entry.match(), HeadingWords::better)));
        if (meant.isEmpty()) {
            among(words(unnumbered(key(heading))), kinds).forEach(entry -> meant.put(field(kind, entry), Match.AMONG));
        }
        return meant.entrySet().stream()
                .filter(entry -> kind != ExtractKind.CUSTODY
                        || isField(kind, entry.getKey())
                        || !isField(ExtractKind.PARTICIPANTS, entry.getKey()))
                .map(entry -> new Meant(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Meant::match).thenComparing(Meant::field))
                .toList();
    }

    /** Whether a cell may be a heading, of a table of whatever kind; one word that headings are made of stands in data as well. */
    static boolean isHeading(String cell) {
        return Texts.hasLetter(cell)
                && (waysToRead(cell).stream()
                                .anyMatch(reading ->
                                        entries(reading, Known.KINDS).findAny().isPresent())
                        || Stream.of(ExtractKind.values())
                                .flatMap(kind -> composed(cell, kind, false).stream())
                                .anyMatch(meant -> meant.parts() > 1));
    }

    private static String unnumbered(String key) {
        return NUMBERED.matcher(key).replaceFirst("");
    }

    /** Every way to read a heading, as keys. */
    private static Set<String> waysToRead(String heading) {
        String key = key(heading);
        String unnumbered = unnumbered(key);
        return Stream.of(readings(key), readings(unnumbered), apart(unnumbered), readings(wordsOf(heading)))
                .flatMap(reading -> reading)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Fields whose parts the heading names in words of their own, those of the most parts: {@code Crime occurred from} is an
     * {@code offence start date}.
     *
     * @param dated the cells hold days, so that the heading need not say so
     */
    static List<Meant> composed(String heading, ExtractKind kind, boolean dated) {
        List<Set<String>> words = new ArrayList<>();
        placed(key(heading).split(" "))
                .flatMap(Known::parted)
                .map(word -> Known.CONCEPTS.getOrDefault(word, Set.of()))
                .forEach(words::add);
        if (dated) {
            words.add(Set.of("date"));
        }
        Set<String> said = words.stream().flatMap(Set::stream).collect(Collectors.toSet());
        List<Made> made = Known.MADE.stream()
                .filter(one -> (one.kind.equals(ANY_TABLE) || one.kind.equals(kind.section()))
                        && said.containsAll(one.parts)
                        && one.never.stream().noneMatch(said::contains)
                        && eachHasAWord(one.parts, words))
                .toList();
        int most = made.stream().mapToInt(one -> one.parts.size()).max().orElse(0);
        return made.stream()
                .filter(one -> one.parts.size() == most)
                .map(one -> one.field.equals("postcode") && kind == ExtractKind.PARTICIPANTS ? "postcodes" : one.field)
                .filter(field -> isField(kind, field))
                .distinct()
                .map(field -> new Meant(field, Match.COMPOSED, most))
                .toList();
    }

    /** Short words say when only beside a date's word, at an end, or where few others stand: {@code Released to} is, {@code come to the hub} is not. */
    private static Stream<String> placed(String[] words) {
        return IntStream.range(0, words.length)
                .filter(i -> !WAYS.contains(words[i])
                        || words.length <= FEW
                        || i == 0
                        || i == words.length - 1
                        || (i > 0 && WHEN.contains(words[i - 1]))
                        || WHEN.contains(words[i + 1]))
                .mapToObj(i -> words[i]);
    }

    private static boolean eachHasAWord(List<String> parts, List<Set<String>> words) {
        if (parts.isEmpty()) {
            return true;
        }
        for (int i = 0; i < words.size(); i++) {
            List<Set<String>> others = new ArrayList<>(words);
            others.remove(i);
            if (words.get(i).contains(parts.get(0)) && eachHasAWord(parts.subList(1, parts.size()), others)) {
                return true;
            }
        }
        return false;
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
                .map(HeadingWords::one)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A word as it stands for one of many. */
    private static String one(String word) {
        return word.length() > SHORTEST_OF_MANY && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    private static final class Known {
        static final List<Entry> ENTRIES = entries();
        static final Set<String> KINDS = ENTRIES.stream().map(Entry::kind).collect(Collectors.toSet());
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

        static final Map<String, Set<String>> CONCEPTS = concepts();
        static final List<Made> MADE = made();

        private static Map<String, Set<String>> concepts() {
            Map<String, Set<String>> concepts = new HashMap<>();
            new Vocabulary("concepts.tsv", 2)
                    .forEachRow(cells -> Arrays.stream(cells[1].split(" "))
                            .forEach(word -> concepts.computeIfAbsent(word, w -> new LinkedHashSet<>())
                                    .add(cells[0])));
            return concepts;
        }

        private static List<Made> made() {
            List<Made> made = new ArrayList<>();
            new Vocabulary("heading-parts.tsv", 3).forEachRow(cells -> {
                Map<Boolean, List<String>> parts = Arrays.stream(cells[2].split(" "))
                        .collect(Collectors.partitioningBy(part -> part.startsWith("-")));
                made.add(new Made(
                        cells[0],
                        cells[1],
                        parts.getOrDefault(false, List.of()),
                        parts.getOrDefault(true, List.of()).stream()
                                .map(part -> part.substring(1))
                                .collect(Collectors.toSet())));
            });
            return List.copyOf(made);
        }

        /** A word, or the words that are written together in it: {@code offdat1}. */
        static Stream<String> parted(String word) {
            String bare = word.replaceFirst("(?<=\\p{L})\\d+$", "");
            String known = ALIKE.getOrDefault(bare, bare);
            if (CONCEPTS.containsKey(bare) || CONCEPTS.containsKey(known)) {
                return Stream.of(CONCEPTS.containsKey(bare) ? bare : known);
            }
            for (int at = bare.length() - SHORTEST_PART; at >= SHORTEST_PART; at--) {
                String first = ALIKE.getOrDefault(bare.substring(0, at), bare.substring(0, at));
                if (CONCEPTS.containsKey(first)) {
                    List<String> rest = parted(bare.substring(at)).toList();
                    if (rest.stream().allMatch(CONCEPTS::containsKey)) {
                        return Stream.concat(Stream.of(first), rest.stream());
                    }
                }
            }
            return Stream.of(bare);
        }

        private static Match match(String certainty) {
            return switch (certainty) {
                case "sure" -> Match.USUAL;
                case "likely" -> Match.POSSIBLE;
                case "last" -> Match.LAST;
                default -> throw new IllegalStateException("headings.tsv has no certainty " + certainty);
            };
        }

        private static List<Entry> entries() {
            List<Entry> entries = new ArrayList<>();
            new Vocabulary("headings.tsv", 5)
                    .forEachRow(cells -> entries.add(new Entry(
                            cells[0],
                            cells[1],
                            words(key(cells[2])),
                            key(cells[2]).replace(" ", ""),
                            Known.match(cells[3]))));
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
