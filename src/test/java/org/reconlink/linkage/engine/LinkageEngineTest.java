package org.reconlink.linkage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.linkage.blocking.Blocker.QuadraticBlockException;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.Candidates;
import org.reconlink.linkage.comparison.DateLevel;
import org.reconlink.linkage.comparison.EngineComparison;
import org.reconlink.linkage.comparison.EngineComparisons;
import org.reconlink.linkage.comparison.NaiveLevels;
import org.reconlink.linkage.comparison.NaivePeople;
import org.reconlink.linkage.engine.LinkageEngine.Adjuster.TermFrequencyAdjustment;
import org.reconlink.linkage.engine.LinkageEngine.EngineSettings;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedColumns.PackedColumn;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.PackedTable.DistinctRows;
import org.reconlink.linkage.record.TableBuilder;
import org.reconlink.linkage.record.Transform;
import org.reconlink.linkage.record.Transform.Sound;
import org.reconlink.linkage.record.ValueCounts;

/** The engine against nested loops on text. */
class LinkageEngineTest {
    private static final long ALL_BITS = -1L;
    private static final long FEW_BITS = 0x0300_0000_0000_0003L;

    /** A comparison and its definition. */
    private record Pair(EngineComparison fast, NaiveLevels.Levels naive) {}

    /** A rule and its definition. */
    private record Rule(BlockingRule fast, BiPredicate<@Nullable String[], @Nullable String[]> naive) {}

    /** Pairs as left, right, vector; and counts by first rule and vector, and by every rule and vector. */
    private record Naive(List<String> pairs, Map<String, Long> byRule) {}

    private static final List<Pair> COMPARISONS = List.of(
            new Pair(
                    EngineComparisons.jaroWinkler("forename", .92, .88, .7),
                    NaiveLevels.value(NaivePeople.FORENAME, NaiveLevels.jaroWinkler(.92, .88, .7))),
            new Pair(
                    EngineComparisons.damerauLevenshtein("surname", 1, 2),
                    NaiveLevels.value(NaivePeople.SURNAME, NaiveLevels.edits(true, 1, 2))),
            new Pair(
                    EngineComparisons.levenshtein("surname", 1, 3),
                    NaiveLevels.value(NaivePeople.SURNAME, NaiveLevels.edits(false, 1, 3))),
            new Pair(EngineComparisons.date("birth"), NaiveLevels.value(NaivePeople.BIRTH, NaiveLevels::date)),
            new Pair(
                    EngineComparisons.date("birth", DateLevel.EXACT, DateLevel.ONE_SLIP),
                    NaiveLevels.value(NaivePeople.BIRTH, NaiveLevels::slips)),
            new Pair(
                    EngineComparisons.datesWithin("birth", 7, 366),
                    NaiveLevels.value(NaivePeople.BIRTH, NaiveLevels.days(7, 366))),
            new Pair(EngineComparisons.exact("sex"), NaiveLevels.value(NaivePeople.SEX, NaiveLevels::exact)),
            new Pair(
                    EngineComparisons.postcode("postcode"),
                    NaiveLevels.value(NaivePeople.POSTCODE, NaiveLevels::postcode)),
            new Pair(
                    EngineComparisons.identifier("police"),
                    NaiveLevels.value(NaivePeople.POLICE, NaiveLevels.edits(true, 1))),
            new Pair(
                    EngineComparisons.numberWithin("age", .5, 2),
                    NaiveLevels.value(NaivePeople.AGE, NaiveLevels.numbers(false, .5, 2))),
            new Pair(
                    EngineComparisons.percentWithin("age", 5, 50),
                    NaiveLevels.value(NaivePeople.AGE, NaiveLevels.numbers(true, 5, 50))),
            new Pair(
                    EngineComparisons.sharedValue("aliases", "aliases"),
                    NaiveLevels.value(NaivePeople.ALIASES, NaiveLevels::sets)));

    private static final List<Rule> RULES = List.of(
            rule(BlockingRule.on("police id", "police"), same(NaivePeople.POLICE, Function.identity())),
            rule(
                    BlockingRule.on("surname and birth", "surname", "birth"),
                    same(NaivePeople.SURNAME, Function.identity()).and(same(NaivePeople.BIRTH, NaiveLevels::digits))),
            rule(
                    new BlockingRule(
                            "swapped names",
                            List.of(
                                    new BlockingRule.Term("forename", "surname", Transform.NONE),
                                    new BlockingRule.Term("surname", "forename", Transform.NONE))),
                    swapped(NaivePeople.FORENAME, NaivePeople.SURNAME)
                            .and(swapped(NaivePeople.SURNAME, NaivePeople.FORENAME))),
            rule(
                    new BlockingRule("turned", List.of(new BlockingRule.Term("forename", "surname", Transform.NONE))),
                    swapped(NaivePeople.FORENAME, NaivePeople.SURNAME)),
            rule(
                    new BlockingRule(
                            "year and initials",
                            List.of(
                                    BlockingRule.same("birth", Transform.YEAR),
                                    BlockingRule.same("surname", Transform.firstLetters(2)))),
                    same(NaivePeople.BIRTH, birth -> digits(birth, 4))
                            .and(same(NaivePeople.SURNAME, name -> first(name, 2)))),
            rule(
                    new BlockingRule("sector", List.of(BlockingRule.same("postcode", Transform.SECTOR))),
                    same(NaivePeople.POSTCODE, postcode -> shaped(postcode, 2))),
            rule(
                    new BlockingRule(
                            "district and sex",
                            List.of(BlockingRule.same("postcode", Transform.DISTRICT), BlockingRule.same("sex"))),
                    same(NaivePeople.POSTCODE, postcode -> shaped(postcode, 3))
                            .and(same(NaivePeople.SEX, Function.identity()))),
            rule(
                    new BlockingRule("sorted", List.of(BlockingRule.same("surname", Transform.SORTED_PARTS))),
                    same(NaivePeople.SURNAME, LinkageEngineTest::sorted)),
            rule(
                    new BlockingRule("sound", List.of(BlockingRule.same("surname", Transform.SOUND))),
                    same(NaivePeople.SURNAME, LinkageEngineTest::sound)),
            rule(
                    new BlockingRule(
                            "either order", List.of(BlockingRule.same("birth", Transform.DAY_AND_MONTH_IN_ORDER))),
                    same(NaivePeople.BIRTH, LinkageEngineTest::inOrder)),
            rule(
                    new BlockingRule("start of id", List.of(BlockingRule.same("police", Transform.firstLetters(4)))),
                    same(NaivePeople.POLICE, id -> first(id, 4))),
            rule(BlockingRule.on("alias", "aliases"), shared(NaivePeople.ALIASES, NaivePeople.ALIASES)),
            rule(
                    new BlockingRule(
                            "aliases and former names, either way, and sex",
                            List.of(
                                    BlockingRule.same("sex"),
                                    new BlockingRule.Term("aliases", "former", Transform.NONE),
                                    BlockingRule.same("former"))),
                    same(NaivePeople.SEX, Function.identity())
                            .and(shared(NaivePeople.ALIASES, NaivePeople.FORMER))
                            .and(shared(NaivePeople.FORMER, NaivePeople.FORMER))),
            rule(
                    new BlockingRule(
                            "month and age",
                            List.of(BlockingRule.same("birth", Transform.YEAR_AND_MONTH), BlockingRule.same("age"))),
                    same(NaivePeople.BIRTH, birth -> digits(birth, 6))
                            .and(same(NaivePeople.AGE, age -> String.valueOf(Double.parseDouble(age) + 0.0)))));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void linkingTwoTablesGivesTheVectorsOfNestedLoops(long seed) {
        @Nullable String[][] left = NaivePeople.rows(seed, 90);
        @Nullable String[][] right = NaivePeople.rows(seed + 1000, 140);
        assertSame(seed, left, right, false, ALL_BITS, 1);
        assertSame(seed, right, left, false, ALL_BITS, 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void linkingATableWithItselfGivesTheVectorsOfNestedLoops(long seed) {
        @Nullable String[][] rows = NaivePeople.rows(seed, 120);
        assertSame(seed, rows, rows, true, ALL_BITS, 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keysThatCollideBringNoFalsePairs(long seed) {
        @Nullable String[][] rows = NaivePeople.rows(seed, 120);
        assertSame(seed, rows, rows, true, FEW_BITS, 2);
        assertSame(seed, rows, NaivePeople.rows(seed + 50, 60), false, FEW_BITS, 1);
    }

    /** Seeds choose which rules and comparisons take part. */
    private static void assertSame(
            long seed, @Nullable String[][] left, @Nullable String[][] right, boolean within, long keys, int threads) {
        List<Rule> rules = chosen(RULES, seed);
        List<Pair> comparisons = chosen(COMPARISONS, seed + 7);
        PackedColumns columns = new PackedColumns(NaivePeople.COLUMNS);
        PackedTable lefts = NaivePeople.table(columns, left);
        PackedTable rights = within ? lefts : NaivePeople.table(columns, right);
        Naive naive = naive(rules, comparisons, left, right, within);
        assertThat(naive.pairs()).isNotEmpty();
        for (long tape : new long[] {0, Long.MAX_VALUE}) {
            LinkageEngine engine = new LinkageEngine(
                    lefts,
                    rights,
                    rules.stream().map(Rule::fast).toList(),
                    comparisons.stream().map(Pair::fast).toList(),
                    new EngineSettings(threads, tape, 1_000_000),
                    keys);
            PairCounts counts = engine.count(engine.block());
            assertThat(scored(engine, counts)).isEqualTo(naive.pairs());
            assertThat(byRule(counts, rules.size(), counts::countsOf)).isEqualTo(naive.byRule());
        }
    }

    private static <T> List<T> chosen(List<T> all, long seed) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        return seed % 3 == 0 ? shuffled : shuffled.subList(0, 5);
    }

    /** Pairs as left, right, vector; the weight is checked to be its vector's. */
    private static List<String> scored(LinkageEngine engine, PairCounts counts) {
        double[] weights = new double[counts.vectors().length];
        Arrays.setAll(weights, i -> i);
        List<String> pairs = new ArrayList<>();
        long[] vectors = counts.vectors();
        engine.score(counts, weights, List.of(), 0, (left, right, vector, weight) -> {
            assertThat(weight).isEqualTo(vector);
            pairs.add(left + " " + right + " " + vectors[vector]);
        });
        return pairs;
    }

    private static Naive naive(
            List<Rule> rules,
            List<Pair> comparisons,
            @Nullable String[][] left,
            @Nullable String[][] right,
            boolean within) {
        Map<String, Long> byRule = new TreeMap<>();
        List<String> pairs = new ArrayList<>();
        for (int l = 0; l < left.length; l++) {
            for (int r = within ? l + 1 : 0; r < right.length; r++) {
                int first = first(rules, left[l], right[r], within);
                if (first == rules.size()) {
                    continue;
                }
                long vector = 0;
                long radix = 1;
                for (Pair comparison : comparisons) {
                    vector += radix * comparison.naive().of(left[l], right[r]);
                    radix *= comparison.fast().labels().size();
                }
                pairs.add(l + " " + r + " " + vector);
                byRule.merge(first + ": " + vector, 1L, Long::sum);
            }
        }
        return new Naive(pairs, byRule);
    }

    private static Map<String, Long> byRule(PairCounts counts, int rules, IntFunction<long[]> ofRule) {
        Map<String, Long> all = new TreeMap<>();
        long[] vectors = counts.vectors();
        for (int rule = 0; rule < rules; rule++) {
            long[] of = ofRule.apply(rule);
            for (int i = 0; i < of.length; i++) {
                if (of[i] > 0) {
                    all.put(rule + ": " + vectors[i], of[i]);
                }
            }
        }
        return all;
    }

    private static int first(List<Rule> rules, @Nullable String[] left, @Nullable String[] right, boolean within) {
        int rule = 0;
        while (rule < rules.size() && !holds(rules.get(rule), left, right, within)) {
            rule++;
        }
        return rule;
    }

    private static boolean holds(Rule rule, @Nullable String[] left, @Nullable String[] right, boolean within) {
        return rule.naive().test(left, right) || (within && rule.naive().test(right, left));
    }

    @Test
    void aPairIsAskedWhichRulesHoldOfIt() {
        @Nullable String[][] left = NaivePeople.rows(21, 40);
        @Nullable String[][] right = NaivePeople.rows(22, 40);
        PackedColumns columns = new PackedColumns(NaivePeople.COLUMNS);
        PackedTable lefts = NaivePeople.table(columns, left);
        PackedTable rights = NaivePeople.table(columns, right);
        assertAsked(left, right, false, candidates(lefts, rights));
        assertAsked(left, left, true, candidates(lefts, lefts));
    }

    private static Candidates candidates(PackedTable left, PackedTable right) {
        List<BlockingRule> rules = RULES.stream().map(Rule::fast).toList();
        return new LinkageEngine(left, right, rules, List.of(), new EngineSettings(2, 0, 1_000_000), ALL_BITS).block();
    }

    private static void assertAsked(
            @Nullable String[][] left, @Nullable String[][] right, boolean within, Candidates candidates) {
        for (int l = 0; l < left.length; l++) {
            for (int r = within ? l + 1 : 0; r < right.length; r++) {
                for (int rule = 0; rule < RULES.size(); rule++) {
                    assertThat(candidates.holds(rule, l, r))
                            .isEqualTo(holds(RULES.get(rule), left[l], right[r], within));
                }
            }
        }
    }

    @Test
    void anyNumberOfThreadsAndAnyOrderOfRowsGiveTheSameBits() {
        @Nullable String[][] rows = NaivePeople.rows(99, 400);
        List<String> once = weighed(rows, identity(rows.length), 1);
        assertThat(once).hasSizeGreaterThan(1000);
        assertThat(weighed(rows, identity(rows.length), 2)).isEqualTo(once);
        assertThat(weighed(rows, identity(rows.length), 4)).isEqualTo(once);
        List<Integer> shuffled = identity(rows.length);
        Collections.shuffle(shuffled, new Random(5));
        List<String> again = weighed(rows, shuffled, 4);
        assertThat(again.stream().sorted()).isEqualTo(once.stream().sorted().toList());
    }

    /** Pairs of original row numbers with the weight to the last bit. */
    private static List<String> weighed(@Nullable String[][] rows, List<Integer> order, int threads) {
        PackedColumns columns = new PackedColumns(NaivePeople.COLUMNS);
        PackedTable table =
                NaivePeople.table(columns, order.stream().map(row -> rows[row]).toArray(String[][]::new));
        LinkageEngine engine = LinkageEngine.dedupe(
                table,
                RULES.stream().map(Rule::fast).toList(),
                COMPARISONS.stream().map(Pair::fast).toList(),
                new EngineSettings(threads, Long.MAX_VALUE, 1_000_000));
        PairCounts counts = engine.count(engine.block());
        double[] weights = new double[counts.vectors().length];
        Arrays.setAll(weights, i -> 10.0 / (1 + counts.vectors()[i] % 1009));
        List<TermFrequencyAdjustment> adjustments = List.of(
                new TermFrequencyAdjustment(0, 1, "forename", .05, .7, 0),
                new TermFrequencyAdjustment(0, 2, "forename", .05, .3, .01));
        List<String> pairs = new ArrayList<>();
        engine.score(counts, weights, adjustments, 0, (left, right, vector, weight) -> {
            int a = order.get(left);
            int b = order.get(right);
            pairs.add(Math.min(a, b) + " " + Math.max(a, b) + " " + counts.vectors()[vector] + " "
                    + Double.doubleToLongBits(weight));
        });
        return pairs;
    }

    private static List<Integer> identity(int size) {
        return new ArrayList<>(java.util.stream.IntStream.range(0, size).boxed().toList());
    }

    @Test
    void agreementOnARareNameWeighsMoreThanOnACommonOne() {
        PackedColumns columns = new PackedColumns(List.of(new PackedColumn("name", ColumnKind.NAME)));
        PackedTable left = names(columns, "SMITH", "RARE", "SMITH", "SMITH");
        PackedTable right = names(columns, "SMITH", "RARE", "SMITH", "SMITH");
        LinkageEngine engine = LinkageEngine.link(
                left,
                right,
                List.of(BlockingRule.on("name", "name")),
                List.of(EngineComparisons.exact("name")),
                new EngineSettings(1, 0, 100));
        PairCounts counts = engine.count(engine.block());
        List<Double> weights = new ArrayList<>();
        engine.score(
                counts,
                new double[] {3},
                List.of(new TermFrequencyAdjustment(0, 1, "name", .5, 1, 0)),
                3.1,
                (l, r, vector, weight) -> weights.add(weight));
        assertThat(weights).containsExactly(4.0);
    }

    @Test
    void aRuleThatBringsTooManyPairsIsRefusedByNameWithoutValues() {
        PackedColumns columns = new PackedColumns(List.of(new PackedColumn("name", ColumnKind.NAME)));
        PackedTable left = names(columns, "SMITH", "JONES", "SMITH", "SMITH");
        PackedTable right = names(columns, "SMITH", "JONES", "JONES", "SMITH");
        LinkageEngine engine = LinkageEngine.link(
                left,
                right,
                List.of(BlockingRule.on("same name", "name")),
                List.of(EngineComparisons.exact("name")),
                new EngineSettings(1, 0, 7));
        assertThatThrownBy(engine::block)
                .isInstanceOf(QuadraticBlockException.class)
                .hasMessage("blocking rule same name brings 8 pairs, and the budget is 7; its largest blocks have"
                        + " 3 x 2, 1 x 2 rows: add a column to it, or leave its commonest values out");
    }

    @Test
    void rulesSayHowManyPairsTheyBringBeforeAnythingIsCompared() {
        PackedColumns columns = new PackedColumns(List.of(new PackedColumn("name", ColumnKind.NAME)));
        PackedTable table = names(columns, "SMITH", "JONES", "SMITH", "SMITH", "JONES");
        LinkageEngine engine = LinkageEngine.dedupe(
                table,
                List.of(
                        BlockingRule.on("name", "name"),
                        new BlockingRule("initial", List.of(BlockingRule.same("name", Transform.firstLetters(1))))),
                List.of(),
                new EngineSettings(1, 0, 7));
        Candidates candidates = engine.block();
        assertThat(candidates.pairsByRule()).containsExactly(4, 4);
        assertThat(engine.count(candidates).pairs()).isEqualTo(4);
    }

    @Test
    void aNumberThatIsNoneIsRefusedByPlace() {
        TableBuilder builder = new PackedColumns(List.of(new PackedColumn("age", ColumnKind.NUMBER))).table();
        builder.set(0, "12");
        builder.endRow();
        assertThatThrownBy(() -> builder.set(0, "twelve"))
                .hasMessage("row 2, column age: not a number; write it like 12 or 12.5, or leave it empty");
    }

    @Test
    void distinctRowsSayHowOftenEachOccurs() {
        PackedColumns columns = new PackedColumns(NaivePeople.COLUMNS);
        @Nullable String[][] rows = NaivePeople.rows(3, 500);
        DistinctRows distinct = NaivePeople.table(columns, rows).distinct(List.of("forename", "sex"));
        assertThat(Arrays.stream(distinct.counts()).sum()).isEqualTo(500);
        assertThat(distinct.table().rows()).isEqualTo((int) Arrays.stream(rows)
                .map(row -> row[NaivePeople.FORENAME] + "|" + row[NaivePeople.SEX])
                .distinct()
                .count());
    }

    @Test
    void valuesAndDistinctRowsComeInAnOrderThatRowsDoNotChange() {
        @Nullable String[][] rows = NaivePeople.rows(31, 600);
        List<@Nullable String[]> shuffled = new ArrayList<>(Arrays.asList(rows));
        Collections.shuffle(shuffled, new Random(6));
        @Nullable String[][] others = shuffled.toArray(String[][]::new);
        for (PackedColumn column : NaivePeople.COLUMNS) {
            if (column.kind() != ColumnKind.SET) {
                assertThat(valuesInOrder(others, column.name())).isEqualTo(valuesInOrder(rows, column.name()));
            }
        }
        for (List<String> kept : List.of(List.of("forename", "police", "birth"), List.of("aliases"))) {
            assertThat(distinctInOrder(others, kept)).isEqualTo(distinctInOrder(rows, kept));
        }
    }

    private static List<String> valuesInOrder(@Nullable String[][] rows, String column) {
        PackedColumns columns = new PackedColumns(NaivePeople.COLUMNS);
        ValueCounts counts = NaivePeople.table(columns, rows).frequencies(column);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < counts.words().length; i++) {
            long word = counts.words()[i];
            assertThat(counts.of(word)).isEqualTo(counts.counts()[i]);
            values.add(content(columns, columns.index(column), word) + " " + counts.counts()[i]);
        }
        assertThat(counts.of(Long.MAX_VALUE)).isZero();
        return values;
    }

    private static List<String> distinctInOrder(@Nullable String[][] rows, List<String> kept) {
        PackedColumns columns = new PackedColumns(NaivePeople.COLUMNS);
        DistinctRows distinct = NaivePeople.table(columns, rows).distinct(kept);
        List<String> values = new ArrayList<>();
        for (int row = 0; row < distinct.table().rows(); row++) {
            StringBuilder value = new StringBuilder();
            for (int column = 0; column < columns.size(); column++) {
                value.append(content(columns, column, distinct.table().word(row, column)))
                        .append('|');
            }
            values.add(value.append(distinct.counts()[row]).toString());
        }
        assertThat(values).doesNotHaveDuplicates();
        return values;
    }

    private static String content(PackedColumns columns, int column, long word) {
        if (word != 0 && columns.kind(column) == ColumnKind.SET) {
            return Arrays.stream(columns.sets().codes((int) word))
                    .mapToObj(columns.dictionary()::text)
                    .sorted()
                    .toList()
                    .toString();
        }
        boolean coded = word < 0 && columns.kind(column) != ColumnKind.NUMBER;
        return coded ? columns.dictionary().text((int) word) : Long.toString(word);
    }

    private static PackedTable names(PackedColumns columns, String... names) {
        TableBuilder builder = columns.table();
        for (String name : names) {
            builder.set(0, name);
            builder.endRow();
        }
        return builder.build();
    }

    private static Rule rule(BlockingRule fast, BiPredicate<@Nullable String[], @Nullable String[]> naive) {
        return new Rule(fast, naive);
    }

    private static BiPredicate<@Nullable String[], @Nullable String[]> same(
            int column, Function<String, @Nullable String> part) {
        return (left, right) -> {
            String l = left[column];
            String r = right[column];
            String leftPart = l == null ? null : part.apply(l);
            return leftPart != null && r != null && leftPart.equals(part.apply(r));
        };
    }

    private static BiPredicate<@Nullable String[], @Nullable String[]> shared(int leftColumn, int rightColumn) {
        return (left, right) -> {
            String l = left[leftColumn];
            String r = right[rightColumn];
            return l != null && r != null && NaiveLevels.sets(l, r) == 1;
        };
    }

    private static BiPredicate<@Nullable String[], @Nullable String[]> swapped(int leftColumn, int rightColumn) {
        return (left, right) -> {
            String l = left[leftColumn];
            return l != null && l.equals(right[rightColumn]);
        };
    }

    private static @Nullable String digits(String birth, int count) {
        String digits = NaiveLevels.digits(birth);
        return digits.matches("[0-9]{8}") ? digits.substring(0, count) : null;
    }

    private static String first(String text, int letters) {
        return text.substring(0, Math.min(letters, text.length()));
    }

    private static @Nullable String shaped(String postcode, int without) {
        String compact = NaiveLevels.compact(postcode);
        return compact.matches("[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
                ? compact.substring(0, compact.length() - without)
                : null;
    }

    private static @Nullable String sound(String name) {
        String sound = Sound.of(name);
        return sound.isEmpty() ? null : sound;
    }

    private static @Nullable String inOrder(String birth) {
        String digits = digits(birth, 8);
        if (digits == null) {
            return null;
        }
        String month = digits.substring(4, 6);
        String day = digits.substring(6);
        return digits.substring(0, 4) + (month.compareTo(day) < 0 ? month + day : day + month);
    }

    private static String sorted(String name) {
        String[] parts = name.split("[ -]", -1);
        Arrays.sort(parts);
        return String.join(" ", parts);
    }
}
