package org.reconlink.linkage.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reconlink.linkage.tables.RuleProposal.Proposed;

class RuleProposalTest {
    private final Invented invented = new Invented(3);
    private final List<String[]> people = invented.people(500);
    private final LinkagePlan plan = LinkagePlan.usual(Invented.fields());
    private final TableRows left = Invented.left(plan, people);
    private final TableRows right = Invented.right(plan, invented.again(people));

    @Test
    void rulesStayWithinTheBudgetAndAddUp() {
        List<Proposed> rules = RuleProposal.of(plan, left, right, 3000);
        assertThat(rules).isNotEmpty();
        assertThat(rules.stream().mapToLong(Proposed::pairs).sum()).isLessThanOrEqualTo(3000);
        double sum = rules.stream().mapToDouble(Proposed::adds).sum();
        assertThat(rules.get(rules.size() - 1).soFar())
                .isCloseTo(sum, within(1e-9))
                .isBetween(0.5, 1.0);
    }

    @Test
    void moreRoomFindsMore() {
        List<Proposed> few = RuleProposal.of(plan, left, right, 600);
        List<Proposed> many = RuleProposal.of(plan, left, right, 30_000);
        assertThat(many.get(many.size() - 1).soFar())
                .isGreaterThan(few.get(few.size() - 1).soFar());
    }

    @Test
    void completenessIsThatOfTheRows() {
        assertThat(RuleProposal.of(plan, left, right, 3000))
                .allSatisfy(rule -> assertThat(rule.leftComplete()).isEqualTo(1))
                .anySatisfy(rule -> assertThat(rule.rightComplete()).isBetween(0.85, 0.99));
    }

    @Test
    void whereEveryRuleFindsTooManyThereIsNone() {
        assertThat(RuleProposal.of(plan, left, right, 1)).isEmpty();
    }
}
