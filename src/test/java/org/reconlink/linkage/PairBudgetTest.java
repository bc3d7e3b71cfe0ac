package org.reconlink.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    }

    @Test
    void aRuleThatFindsTooManyPairsIsRefusedByName() {
        List<BlockingRule> rules = List.of(BlockingRule.of(List.of("pnc id")), BlockingRule.of(List.of("sex")));
        List<Subject> subjects = population.participants.stream()
                .map(participant -> Subject.of(participant.details(), List.of()))
                .toList();
        PairBudget budget = new PairBudget(population.index().extract(), subjects, rules);
        assertThatThrownBy(() -> budget.check(counted::putAll, 1_000))
                .isInstanceOf(QuadraticBlockException.class)
                .hasMessage(String.format(
                        "linkage: block on: \"sex\" finds %,d pairs, and 1,000 at most can be compared; its largest"
                                + " block holds %,d of 50 participants",
                        counted.get("sex"), mostOfOneSex()));
        assertThat(counted.get("sex")).isGreaterThan(10_000);
    }

    private long mostOfOneSex() {
        return population.participants.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        participant -> String.valueOf(participant.details().sex()),
                        java.util.stream.Collectors.counting()))
                .values()
                .stream()
                .mapToLong(count -> count)
                .max()
                .orElseThrow();
    }
}
