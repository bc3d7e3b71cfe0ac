package org.reconlink.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.reconlink.linkage.engine.QuadraticBlockException;

class PairBudgetTest {
    private final Population population = new Population(1, 2_000, 4, 50);
    private final Map<String, Long> counted = new LinkedHashMap<>();

    @Test
    void pairsAreCountedBeforeTheyAreComparedAndAsTheComparingFindsThem() {
        LinkageResult result = new Linker(ScaleTest.SETTINGS, Model.shipped(), counted::putAll)
                .link(population.participants, population.index());
        assertThat(counted).isEqualTo(result.pairsByRule());
        assertThat(counted.get("surname + date of birth")).isPositive();
        assertThat(result.candidatePairs())
                .isBetween(
                        Collections.max(counted.values()),
                        counted.values().stream().mapToLong(pairs -> pairs).sum());
    }

    @Test
    void everyPairWithAKeyInCommonIsCountedOnceForTheRule() {
        List<BlockingRule> rules = ScaleTest.SETTINGS.blockOn().stream()
                .limit(7) // all that ask for no conviction date
                .map(BlockingRule::of)
                .toList();
        List<Subject> subjects = subjects();
        Extract extract = population.index().extract();
        Map<String, Long> expected = new LinkedHashMap<>();
        for (BlockingRule rule : rules) {
            long pairs = 0;
            for (int person = 0; person < extract.persons(); person++) {
                for (int i = extract.firstIdentity(person); i < extract.endOfIdentities(person); i++) {
                    Set<List<Object>> keys = rule.keys(extract.subject(person, i));
                    pairs += subjects.stream()
                            .filter(subject -> !Collections.disjoint(rule.keys(subject), keys))
                            .count();
                }
            }
            expected.put(rule.label(), pairs);
        }
        assertThat(new PairBudget(extract, rules, subjects.size(), new Blocking(rules, subjects)).check(pairs -> {}))
                .containsExactlyEntriesOf(expected);
    }

    @Test
    void aRuleThatFindsTooManyPairsIsRefusedByName() {
        List<BlockingRule> rules = List.of(BlockingRule.of(List.of("pnc id")), BlockingRule.of(List.of("sex")));
        List<Subject> subjects = subjects();
        PairBudget budget =
                new PairBudget(population.index().extract(), rules, subjects.size(), new Blocking(rules, subjects));
        assertThatThrownBy(() -> budget.check(counted::putAll, 1_000))
                .isInstanceOf(QuadraticBlockException.class)
                .hasMessage(String.format(
                        "linkage: block on: \"sex\" finds %,d pairs, and 1,000 at most can be compared; its largest"
                                + " block holds %,d of 50 participants",
                        counted.get("sex"), mostOfOneSex()));
        assertThat(counted.get("sex")).isGreaterThan(10_000);
    }

    private List<Subject> subjects() {
        return population.participants.stream()
                .map(participant -> Subject.of(participant.details(), List.of()))
                .toList();
    }

    private long mostOfOneSex() {
        return population.participants.stream()
                .collect(Collectors.groupingBy(
                        participant -> String.valueOf(participant.details().sex()), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(count -> count)
                .max()
                .orElseThrow();
    }
}
