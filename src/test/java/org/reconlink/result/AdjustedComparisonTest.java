package org.reconlink.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;
import org.reconlink.outcome.ComparisonSettings;
import org.reconlink.outcome.ComparisonSettings.Covariate;
import org.reconlink.outcome.ComparisonSettings.Kind;
import org.reconlink.outcome.ComparisonSettings.Match;
import org.reconlink.outcome.ComparisonSettings.Method;
import org.reconlink.outcome.ComparisonSettings.Outcome;
import org.reconlink.outcome.OutcomeSettings.GroupSettings;
import org.reconlink.result.AdjustedComparison.Both;
import org.reconlink.result.AdjustedComparison.Pair;
import org.reconlink.result.AdjustedComparison.Quantity;
import org.reconlink.result.AdjustedComparison.Row;
import org.reconlink.result.AdjustedComparison.Way;
import org.reconlink.spec.SpecTable;
import org.reconlink.statistics.TwoByTwo;
import org.reconlink.store.StoreKey;
import org.reconlink.store.WorkingStore;

/** What an adjusted comparison estimates of which people, and what it says where it cannot. */
class AdjustedComparisonTest {
    private static final List<String> GROUPS = List.of("programme", "usual");

    static List<Map<String, Object>> cases() {
        return SpecTable.load("statistics/adjusted-comparison.yml").cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void whatIsEstimated(Map<String, Object> spec) {
        Pair pair = pair(people(spec), spec.containsKey("z") ? List.of("x", "z") : List.of("x"));
        assertThat(words(pair.compared())).isEqualTo(spec.get("compared"));
        assertThat(pair.lacking().entrySet().stream()
                        .map(lack -> lack.getKey() + " " + lack.getValue())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(spec.getOrDefault("lacking", ""));
        assertThat(String.join(", ", pair.left())).isEqualTo(spec.getOrDefault("left", ""));
        assertThat(words(pair.unknown())).isEqualTo(spec.getOrDefault("unknown", "0 and 0"));
        List<Row> rows = List.of(
                row(pair, Way.UNADJUSTED, Quantity.ODDS_RATIO),
                row(pair, Way.LOGISTIC_REGRESSION, Quantity.ODDS_RATIO),
                row(pair, Way.COX_REGRESSION, Quantity.HAZARD_RATIO),
                row(pair, Way.MATCHING, Quantity.RISK_DIFFERENCE),
                row(pair, Way.WEIGHTING, Quantity.RISK_DIFFERENCE));
        assertThat(rows.stream()
                        .map(row -> row.estimate() == null ? row.reason() : "estimated")
                        .toList())
                .isEqualTo(spec.get("told"));
        assertThat(rows.get(1).penalised()).isEqualTo(spec.getOrDefault("penalised", false));
        boolean unknown = spec.containsKey("unknown");
        assertThat(rows.stream().filter(row -> row.estimate() != null))
                .allMatch(row -> (row.most() != null) == unknown && (row.p() == null) == unknown);
    }

    /** From where the unknown favour the group most to where they favour it least. */
    @Test
    void unknownOutcomesAreTakenBothWays() {
        Map<String, Object> spec = cases().get(cases().size() - 1);
        Row row = row(pair(people(spec), List.of("x")), Way.UNADJUSTED, Quantity.ODDS_RATIO);
        double least = 9.0 / 21 / (15.0 / 15);
        double most = 11.0 / 19 / (14.0 / 16);
        assertThat(Objects.requireNonNull(row.estimate()).value()).isCloseTo(least, within(1e-9));
        assertThat(Objects.requireNonNull(row.most()).value()).isCloseTo(most, within(1e-9));
        assertThat(row.estimate().interval()).isEqualTo(row.most().interval());
    }

    /** On the first day or not at all, as R's coxph has both, with one interval around them. */
    @Test
    void timesThatAreNotSureAreTakenBothWays() {
        Map<String, Object> spec = cases().get(cases().size() - 1);
        Pair pair = pair(people(spec), List.of("x"));
        assertThat(words(pair.uncertainTimes())).isEqualTo("2 and 1");
        Row row = row(pair, Way.UNADJUSTED, Quantity.HAZARD_RATIO);
        assertThat(Objects.requireNonNull(row.estimate()).value()).isCloseTo(0.517541783146, within(1e-10));
        assertThat(Objects.requireNonNull(row.most()).value()).isCloseTo(0.767983308932, within(1e-10));
        assertThat(row.estimate().interval().lower()).isCloseTo(0.226320173316, within(1e-10));
        assertThat(row.estimate().interval().upper()).isCloseTo(1.692352726791, within(1e-10));
    }

    /** A stray word is missing; a column of words is a category, whose levels are told where they are too many. */
    @Test
    void aColumnIsANumberIfNearlyAllItsCellsAre() {
        List<Person> people = people(cases().get(0));
        for (int i = 0; i < people.size(); i++) {
            people.get(i)
                    .carrying("x", i == 7 ? "unknown" : i == 8 ? "\u22123" : i == 9 ? "\uff14" : String.valueOf(i % 7));
        }
        Pair number = pair(people, List.of("x"), Kind.AS_IT_IS, DisclosureRule.NONE);
        assertThat(number.lacking()).isEqualTo(Map.of("x", 1));
        assertThat(number.balance()).hasSize(1);
        for (int i = 0; i < people.size(); i++) {
            people.get(i).carrying("x", "band " + i % 9);
        }
        Pair category = pair(people, List.of("x"), Kind.AS_IT_IS, DisclosureRule.NONE);
        assertThat(category.balance()).hasSize(9);
        assertThat(row(category, Way.LOGISTIC_REGRESSION, Quantity.ODDS_RATIO).reason())
                .isEqualTo(
                        "fewer than 5 people with the rarer outcome for each of 9 coefficients, 8 of them for the levels of x");
    }

    /** A run works it out once; what it publishes later it has from the store. */
    @Test
    void theStoreGivesBackEachFigureAsItWas(@TempDir Path folder) {
        List<Pair> pairs = cases().stream()
                .map(spec -> pair(people(spec), spec.containsKey("z") ? List.of("x", "z") : List.of("x")))
                .toList();
        try (WorkingStore store = WorkingStore.open(folder.resolve("work/tiny"), StoreKey.NONE)) {
            store.comparedPairs().replace("run", pairs);
        }
        try (WorkingStore store = WorkingStore.open(folder.resolve("work/tiny"), StoreKey.NONE)) {
            assertThat(store.comparedPairs().read("run")).isEqualTo(pairs);
        }
    }

    @Test
    void noFigureHangsOnTheOrderOfRows() {
        List<Person> people = people(cases().get(0));
        Pair one = pair(people, List.of("x"));
        Collections.shuffle(people, new Random(5));
        assertThat(pair(people, List.of("x"))).isEqualTo(one);
    }

    /** With a small count hidden, what rests on it is not shown. */
    @Test
    void aFigureOfASmallCountIsNotShown() {
        Pair pair = pair(people(cases().get(0)), List.of("x"));
        Row row = row(pair, Way.LOGISTIC_REGRESSION, Quantity.ODDS_RATIO);
        assertThat(row.shown(new DisclosureRule(8, false, 1), pair)).isTrue();
        assertThat(row.shown(new DisclosureRule(9, false, 1), pair)).isFalse();
    }

    /** 9 of 30 against 14 of 30 are told as 10 of 30 against 15 of 30. */
    @Test
    void whereCountsAreRoundedWhatIsToldIsOfTheRoundedOnes() {
        Pair exact = pair(people(cases().get(0)), List.of("x"));
        Pair rounded = pair(people(cases().get(0)), List.of("x"), new DisclosureRule(7, false, 5));
        assertThat(Objects.requireNonNull(
                        row(rounded, Way.UNADJUSTED, Quantity.RISK_DIFFERENCE).estimate()))
                .isEqualTo(new TwoByTwo(10, 20, 15, 15).riskDifference().orElseThrow());
        assertThat(Objects.requireNonNull(row(rounded, Way.UNADJUSTED, Quantity.ODDS_RATIO)
                                .estimate())
                        .value())
                .isCloseTo(0.5, within(1e-12));
        Row matched = row(exact, Way.MATCHING, Quantity.RISK_DIFFERENCE);
        double points = 100 * Objects.requireNonNull(matched.estimate()).value();
        assertThat(Objects.requireNonNull(row(rounded, Way.MATCHING, Quantity.RISK_DIFFERENCE)
                                .estimate())
                        .value())
                .isEqualTo(Math.rint(points) / 100);
        double mean = exact.balance().get(0).before().group();
        assertThat(rounded.balance().get(0).before().group()).isEqualTo(Math.rint(10 * mean) / 10);
    }

    private static Row row(Pair pair, Way way, Quantity quantity) {
        return pair.row(way, quantity).orElseThrow();
    }

    private static String words(Both both) {
        return both.group() + " and " + both.reference();
    }

    private static Pair pair(List<Person> people, List<String> covariates) {
        return pair(people, covariates, DisclosureRule.NONE);
    }

    private static Pair pair(List<Person> people, List<String> covariates, DisclosureRule small) {
        return pair(people, covariates, Kind.NUMBER, small);
    }

    private static Pair pair(List<Person> people, List<String> covariates, Kind kind, DisclosureRule small) {
        ComparisonSettings settings = new ComparisonSettings(
                covariates.stream().map(name -> new Covariate(name, kind)).toList(),
                EnumSet.allOf(Method.class),
                Outcome.REOFFENCE,
                null,
                Match.NEAREST,
                0.2);
        return AdjustedEstimates.of(
                        Cohort.of(Studies.comparing(people, new GroupSettings(GROUPS, "usual"), settings, small)))
                .get(0);
    }

    private static List<Person> people(Map<String, Object> spec) {
        List<Person> people = new ArrayList<>();
        for (String group : GROUPS) {
            Map<?, ?> numbers = (Map<?, ?>) ((Map<?, ?>) spec.get("groups")).get(group);
            for (String outcome : List.of("having", "without", "unknown")) {
                Object number = numbers.get(outcome);
                for (int i = 0; i < (number == null ? 0 : (Integer) number); i++) {
                    Person person = new Person(1000 + people.size()).in(group);
                    if (outcome.equals("having")) {
                        person.reconvicted(
                                Person.offence(CourtMode.SUMMARY, false, false), RelativeSeriousness.LESS_SERIOUS);
                    } else if (outcome.equals("unknown")) {
                        person.perhapsReconvicted();
                    }
                    for (String covariate : List.of("x", "z")) {
                        if (spec.get(covariate) instanceof Map<?, ?> values) {
                            List<?> turn = (List<?>) values.get(outcome.equals("having") ? "having" : "without");
                            String value = String.valueOf(turn.get(i % turn.size()));
                            if (!value.isEmpty()) {
                                person.carrying(covariate, value);
                            }
                        }
                    }
                    people.add(person);
                }
            }
        }
        return people;
    }
}
