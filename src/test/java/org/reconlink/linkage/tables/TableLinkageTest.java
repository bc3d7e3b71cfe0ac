package org.reconlink.linkage.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reconlink.linkage.blocking.BlockingNames;
import org.reconlink.linkage.comparison.FieldComparison.Asked;
import org.reconlink.linkage.comparison.FieldComparison.SharedColumn;
import org.reconlink.linkage.comparison.Meaning;
import org.reconlink.linkage.decision.Accuracy.AtThreshold;
import org.reconlink.linkage.decision.Accuracy.Band;
import org.reconlink.linkage.decision.Distinct;
import org.reconlink.linkage.engine.LinkageEngine.EngineSettings;
import org.reconlink.linkage.model.ParameterFile;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.model.TermFrequency;
import org.reconlink.linkage.tables.TableLinkage.Many;

class TableLinkageTest {
    private final Invented invented = new Invented(7);
    private final List<String[]> people = invented.people(1200);

    @Test
    void linkingFindsAlmostAllAndAlmostNothingElse() {
        List<String[]> left = people.subList(0, 900);
        List<String[]> right = invented.again(people.subList(300, 1200));
        Truth.Verdict verdict = verdict(link(left, right));
        assertThat(at(verdict, 0.95).precision()).isGreaterThan(0.995);
        assertThat(at(verdict, 0.95).f1()).isGreaterThan(0.97);
        assertThat(verdict.best().f1()).isGreaterThan(0.98);
    }

    @Test
    void statedProbabilitiesAreTrueShares() {
        List<String[]> left = people.subList(0, 900);
        List<String[]> right = invented.again(people.subList(300, 1200));
        LinkedTables linked = link(left, right);
        for (Band band : verdict(linked).bands()) {
            if (band.pairs() >= 100) {
                assertThat(band.trueShare()).isCloseTo(band.stated(), within(0.05));
            }
        }
        assertThat(linked.parameters().matchesExpected()).isCloseTo(600, within(20.0));
    }

    @Test
    void deduplicationFindsTheRecordsOfOnePerson() {
        List<String[]> rows = new ArrayList<>(people.subList(0, 600));
        rows.addAll(invented.again(people.subList(0, 400)));
        rows.addAll(invented.again(people.subList(0, 100)));
        LinkagePlan plan = LinkagePlan.usual(Invented.fields());
        TableRows table = Invented.anonymous(plan, rows);
        LinkedTables linked = TableLinkage.dedupe(plan, table, Map.of());
        List<String[]> pairs = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (int j = i + 1; j < rows.size(); j++) {
                if (rows.get(i)[0].equals(rows.get(j)[0])) {
                    pairs.add(new String[] {Integer.toString(i + 1), Integer.toString(j + 1)});
                }
            }
        }
        Truth.Verdict verdict = new Truth(table, table, pairs).of(linked);
        assertThat(at(verdict, 0.5).f1()).isGreaterThan(0.97);
        assertThat(at(verdict, 0.95).precision()).isGreaterThan(0.99);
    }

    /** Rows of a register and of what happened to its people: none, one or several rows each, with identifiers of their own. */
    private record Register(List<String[]> people, List<String[]> events, List<String[]> truth) {}

    private Register register() {
        List<String[]> events = new ArrayList<>();
        List<String[]> truth = new ArrayList<>();
        for (List<String[]> times : List.of(
                invented.again(people.subList(200, 1000)),
                invented.again(people.subList(300, 800)),
                invented.again(people.subList(400, 600)))) {
            for (String[] row : times) {
                String id = "e" + events.size();
                if (Integer.parseInt(row[0]) < 700) {
                    truth.add(new String[] {row[0], id});
                }
                row[0] = id;
                events.add(row);
            }
        }
        return new Register(people.subList(0, 700), events, truth);
    }

    private static LinkedTables link(Register register, @Nullable Many many) {
        LinkagePlan plan = LinkagePlan.usual(Invented.fields());
        TableRows left = Invented.left(plan, register.people);
        TableRows right = Invented.right(plan, register.events);
        return many == null
                ? TableLinkage.link(plan, left, right, Map.of())
                : TableLinkage.link(plan, left, right, Map.of(), many);
    }

    @Test
    void severalRowsOfAPersonAreAllLinkedWhereAPersonMayHaveThem() {
        Register register = register();
        LinkedTables linked = link(register, Many.RIGHT);
        Truth.Verdict verdict = new Truth(linked.left(), linked.right(), register.truth).of(linked);
        assertThat(at(verdict, 0.95).precision()).isGreaterThan(0.995);
        assertThat(at(verdict, 0.95).f1()).isGreaterThan(0.97);
        int[] groups = linked.groups(0.95);
        assertThat(Arrays.copyOf(groups, 700)).doesNotHaveDuplicates();
    }

    @Test
    void whereAPersonHasSeveralRowsAllTheSameItIsSaid() {
        Register register = register();
        LinkedTables linked = link(register, null);
        assertThat(linked.copies()).hasSize(1);
        NearCopies copies = linked.copies().get(0);
        assertThat(copies.ofRight()).isTrue();
        // 200 of the register's people have three rows and 200 have two.
        assertThat(copies.rows()).isBetween(850L, 1000L);
        assertThat(copies.persons()).isBetween(350L, 400L);
        Truth.Verdict verdict = new Truth(linked.left(), linked.right(), register.truth).of(linked);
        assertThat(at(verdict, 0.95).f1()).isLessThan(0.5);
        assertThat(link(people.subList(0, 900), invented.again(people.subList(300, 1200)))
                        .copies())
                .isEmpty();
    }

    @Test
    void theTablesMayBeNamedInEitherOrder() {
        Register register = register();
        LinkedTables right = link(register, Many.RIGHT);
        LinkedTables left =
                link(new Register(/* people= */ register.events, /* events= */ register.people, List.of()), Many.LEFT);
        assertThat(pairs(left.groups(0.95), left.left().size()))
                .isEqualTo(pairs(right.groups(0.95), right.left().size()));
    }

    /** How many rows of the other table each group of several has, by its size. */
    private static Map<String, Integer> pairs(int[] groups, int lefts) {
        Map<Integer, int[]> sizes = new TreeMap<>();
        for (int place = 0; place < groups.length; place++) {
            sizes.computeIfAbsent(groups[place], group -> new int[2])[place < lefts ? 0 : 1]++;
        }
        Map<String, Integer> counts = new TreeMap<>();
        sizes.values()
                .forEach(size -> counts.merge(
                        Math.min(size[0], size[1]) + " with " + Math.max(size[0], size[1]), 1, Integer::sum));
        return counts;
    }

    @Test
    void severalRowsOfAPersonDoNotDependOnTheOrderOfRows() {
        Register register = register();
        List<String[]> shuffled = new ArrayList<>(register.events);
        Collections.shuffle(shuffled, new Random(4));
        LinkedTables once = link(register, Many.RIGHT);
        LinkedTables twice = link(new Register(register.people, shuffled, register.truth), Many.RIGHT);
        assertThat(twice.probabilities()).containsExactly(once.probabilities());
        assertThat(twice.groups(0.5)).containsExactly(once.groups(0.5));
    }

    @Test
    void rowsOfASourceWithoutDuplicatesAreKeptApart() {
        Register register = register();
        List<String[]> rows = new ArrayList<>(register.people);
        rows.addAll(register.events);
        String[] namesake = people.get(0).clone();
        namesake[0] = "namesake";
        rows.add(namesake);
        LinkagePlan plan = LinkagePlan.usual(Invented.fields());
        TableRows table = Invented.left(plan, rows);
        int[] sources = new int[table.size()];
        for (int place = 0; place < sources.length; place++) {
            sources[place] = table.id(place).startsWith("e") ? Distinct.ANY : 0;
        }
        Truth truth = new Truth(table, table, register.truth);
        LinkedTables known = TableLinkage.dedupe(plan, table, Map.of(), new Distinct(sources));
        assertThat(wrong(TableLinkage.dedupe(plan, table, Map.of()), truth, sources))
                .isPositive();
        assertThat(wrong(known, truth, sources)).isZero();
    }

    /** Groups with two rows of the source, at a threshold that brings many together. */
    private static long wrong(LinkedTables linked, Truth truth, int[] sources) {
        int[] groups = linked.groups(0.2);
        return Mistakes.of(linked, truth, groups, 0.2).stream()
                .filter(mistake -> mistake.kind() == Mistakes.Kind.FALSE)
                .filter(mistake -> sources[mistake.one()] == 0 && sources[mistake.other()] == 0)
                .count();
    }

    @Test
    void theRecallOfBlockingCountsEachTruePairOnce() {
        List<String[]> left = people.subList(0, 900);
        List<String[]> right = invented.again(people.subList(300, 1200));
        LinkedTables linked = link(left, right);
        Truth.Verdict verdict = verdict(linked);
        assertThat(verdict.truePairs()).isEqualTo(600);
        assertThat(verdict.blocked()).isBetween(580L, 600L);
        for (Truth.Found rule : verdict.blocking()) {
            assertThat(rule.found()).isBetween(rule.alone(), verdict.blocked());
        }
        assertThat(verdict.blocking()).extracting(Truth.Found::rule).contains("surname + dob");
    }

    @Test
    void everyMissedPairHasItsReason() {
        List<String[]> right = new ArrayList<>(
                people.subList(0, 900).stream().map(String[]::clone).toList());
        right.get(3)[1] = "";
        right.get(3)[2] = "";
        right.get(3)[3] = "";
        right.get(3)[4] = "";
        right.get(4)[0] = "5 too";
        String[] four = right.get(4);
        System.arraycopy(people.get(5), 1, four, 1, 4);
        LinkedTables linked = link(people.subList(0, 900), right);
        Truth truth = new Truth(
                linked.left(),
                linked.right(),
                List.of(new String[] {"3", "3"}, new String[] {"4", "6"}, new String[] {"7", "7"}));
        int[] persons = new int[1800];
        Arrays.setAll(persons, place -> place);
        persons[900 + linked.right().place("7")] = linked.left().place("7");
        persons[900 + linked.right().place("8")] = linked.left().place("9");
        assertThat(Mistakes.of(linked, truth, persons, 0.95))
                .extracting(mistake -> mistake.kind() + " " + linked.rows().id(mistake.one()) + " "
                        + linked.rows().id(mistake.other()) + " "
                        + mistake.levels().get(2))
                .containsExactly(
                        "MISSED_BY_BLOCKING 3 3 missing", "MISSED_BY_BLOCKING 4 6 different", "FALSE 9 8 different");
    }

    @Test
    void neitherTheOrderOfRowsNorThreadsChangeABit() {
        List<String[]> left = people.subList(0, 600);
        List<String[]> right = invented.again(people.subList(100, 700));
        List<String[]> leftShuffled = new ArrayList<>(left);
        List<String[]> rightShuffled = new ArrayList<>(right);
        Collections.shuffle(leftShuffled, new Random(1));
        Collections.shuffle(rightShuffled, new Random(2));
        Map<String, String> once = byPersons(link(left, right));
        assertThat(once).isNotEmpty();
        assertThat(byPersons(link(leftShuffled, rightShuffled)).equals(once)).isTrue();
        assertThat(byPersons(link(threads(1), left, right)).equals(once)).isTrue();
        assertThat(byPersons(link(threads(3), leftShuffled, right)).equals(once))
                .isTrue();
    }

    @Test
    void deduplicationDoesNotDependOnTheOrderOfRows() {
        List<String[]> rows = new ArrayList<>(people.subList(0, 400));
        invented.again(people.subList(0, 300)).forEach(row -> {
            row[0] = row[0] + "b";
            rows.add(row);
        });
        List<String[]> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(3));
        LinkagePlan plan = LinkagePlan.usual(Invented.fields());
        LinkagePlan again = LinkagePlan.usual(Invented.fields());
        LinkedTables once = TableLinkage.dedupe(plan, Invented.left(plan, rows), Map.of());
        LinkedTables twice = TableLinkage.dedupe(again, Invented.left(again, shuffled), Map.of());
        assertThat(byPersons(twice).equals(byPersons(once))).isTrue();
        assertThat(twice.groups(0.5)).containsExactly(once.groups(0.5));
    }

    @Test
    void comparisonsAndRulesThatWereAskedForAreUsed() {
        LinkagePlan plan = new LinkagePlan(
                Invented.fields(),
                Map.of("surname", new Asked("jaro-winkler 0.9", true), "dob", new Asked("days 7 30", false)),
                List.of(
                        BlockingNames.rule(List.of("surname"), Invented.HEADINGS),
                        BlockingNames.rule(List.of("forename", "first 1 of surname"), Invented.HEADINGS)),
                EngineSettings.forThisMachine());
        LinkedTables linked = link(plan, people.subList(0, 900), invented.again(people.subList(300, 1200)));
        assertThat(linked.rules())
                .extracting(LinkedTables.RulePairs::rule)
                .containsExactly("surname", "forename + first 1 of surname");
        assertThat(linked.parameters().comparisons().get(1).labels())
                .containsExactly("exact", "Jaro-Winkler from 0.9", "different");
        assertThat(linked.parameters().comparisons().get(2).labels())
                .containsExactly("within days: 7", "within days: 30", "different");
        assertThat(at(verdict(linked), 0.95).precision()).isGreaterThan(0.99);
    }

    @Test
    void aSavedModelIsTakenAsItIs() {
        List<String[]> left = people.subList(0, 300);
        List<String[]> right = invented.again(people.subList(100, 400));
        Parameters trained = link(left, right).parameters();
        LinkagePlan plan = LinkagePlan.usual(Invented.fields());
        Map<String, Parameters.Comparison> fixed = ParameterFile.read(ParameterFile.write(trained), plan.labels());
        LinkedTables again = TableLinkage.link(plan, Invented.left(plan, left), Invented.right(plan, right), fixed);
        for (int c = 0; c < 4; c++) {
            assertThat(again.parameters().comparisons().get(c).m())
                    .containsExactly(trained.comparisons().get(c).m());
        }
    }

    @Test
    void whatFollowsFromANameIsNotCountedTwice() {
        people.forEach(person -> person[4] = person[1].startsWith("C") || person[1].startsWith("B") ? "M" : "F");
        LinkagePlan plan = LinkagePlan.usual(List.of(
                new SharedColumn(Meaning.FORENAME, "forename", "forename"),
                new SharedColumn(Meaning.SURNAME, "surname", "surname"),
                new SharedColumn(Meaning.DATE_OF_BIRTH, "dob", "dob"),
                new SharedColumn(Meaning.SEX, "postcode", "postcode")));
        LinkedTables linked = link(plan, people.subList(0, 900), people.subList(300, 1200));
        assertThat(linked.training())
                .anyMatch(line -> line.startsWith(
                        "allowed for among non-matches, forename and postcode: both at their" + " closest level "));
        Parameters parameters = linked.parameters();
        double alone = parameters.comparisons().get(0).bits(1)
                + parameters.comparisons().get(3).bits(1);
        assertThat(parameters.bits(new int[] {1, 0, 0, 1})).isLessThan(alone - 0.5);
    }

    @Test
    void aSlipInARareNameWeighsMoreThanInACommonOne() {
        LinkagePlan plan = LinkagePlan.usual(Invented.fields());
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(new String[] {"r" + i, "", i < 48 ? "MARTIN" : i == 48 ? "KOWALCZYK" : "PETERSEN", "", ""});
        }
        List<String[]> slips = new ArrayList<>(rows);
        slips.set(0, new String[] {"1", "", "MARTYN", "", ""});
        slips.set(48, new String[] {"2", "", "KOWALCZYC", "", ""});
        TableRows left = Invented.left(plan, rows);
        TableRows right = Invented.right(plan, slips);
        TermFrequency frequency = new TermFrequency(1, plan.comparisons().get(1), left.table(), right.table(), 0.01);
        // Half of log2 of 0.01 over 48 and 1 in 50.
        assertThat(frequency.bits(2, 0, 0)).isCloseTo(-3.2925, within(1e-4));
        assertThat(frequency.bits(2, 48, 48)).isCloseTo(-0.5, within(1e-9));
        assertThat(frequency.bits(3, 0, 0)).isZero();
    }

    @Test
    void namesThatOnlyDifferAreNotNear() {
        LinkagePlan plan = new LinkagePlan(
                Invented.fields(),
                Map.of("surname", new Asked("exact", true)),
                List.of(),
                EngineSettings.forThisMachine());
        TableRows left = Invented.left(plan, people.subList(0, 50));
        TableRows right = Invented.right(plan, people.subList(50, 100));
        TermFrequency frequency = new TermFrequency(1, plan.comparisons().get(1), left.table(), right.table(), 0.01);
        assertThat(plan.comparisons().get(1).engine().labels()).containsExactly("missing", "exact", "different");
        assertThat(frequency.bits(2, 0, 0)).isZero();
        assertThat(frequency.mostNear()).isZero();
    }

    @Test
    void tablesWithoutPairsGiveNone() {
        LinkedTables linked = link(people.subList(0, 1), people.subList(5, 6));
        assertThat(linked.chosen()).isEmpty();
        assertThat(link(List.of(), List.of()).chosen()).isEmpty();
    }

    @Test
    void matchesOfOneVectorAreCountedBeyondEightMillion() {
        double[] certain = new double[9_000_001];
        Arrays.fill(certain, 1);
        assertThat(TableLinkage.sums(new int[certain.length], certain, 2)).containsExactly(certain.length, 0);
    }

    /** The probability of each pair to the last digit, by who the two are. */
    private static Map<String, String> byPersons(LinkedTables linked) {
        Map<String, String> byPersons = new TreeMap<>();
        for (int p = 0; p < linked.probabilities().length; p++) {
            byPersons.put(
                    linked.left().id(linked.pairs().get(p).left()) + " "
                            + linked.right().id(linked.pairs().get(p).right()),
                    linked.pairs().get(p).bits() + " " + linked.probabilities()[p]);
        }
        return byPersons;
    }

    private static LinkagePlan threads(int threads) {
        EngineSettings machine = EngineSettings.forThisMachine();
        return new LinkagePlan(
                Invented.fields(), Map.of(), List.of(), new EngineSettings(threads, 0, machine.pairBudget()));
    }

    private static LinkedTables link(List<String[]> left, List<String[]> right) {
        return link(LinkagePlan.usual(Invented.fields()), left, right);
    }

    private static LinkedTables link(LinkagePlan plan, List<String[]> left, List<String[]> right) {
        return TableLinkage.link(plan, Invented.left(plan, left), Invented.right(plan, right), Map.of());
    }

    private static Truth.Verdict verdict(LinkedTables linked) {
        List<String[]> truth = new ArrayList<>();
        for (int place = 0; place < linked.left().size(); place++) {
            String id = linked.left().id(place);
            if (linked.right().place(id) >= 0) {
                truth.add(new String[] {id, id});
            }
        }
        return new Truth(linked.left(), linked.right(), truth).of(linked);
    }

    private static AtThreshold at(Truth.Verdict verdict, double threshold) {
        return verdict.thresholds().stream()
                .filter(at -> at.threshold() == threshold)
                .findFirst()
                .orElseThrow();
    }
}
