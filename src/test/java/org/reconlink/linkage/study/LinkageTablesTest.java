package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.comparison.EngineComparison;
import org.reconlink.linkage.comparison.NameParts;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.linkage.study.Claim.Candidate;
import org.reconlink.spec.SpecTable;

/** The tables of rules that are a function of a few values. */
class LinkageTablesTest {
    @TestFactory
    Stream<DynamicTest> jaroWinkler() {
        return cases("jaro-winkler.yml", row -> {
            String left = (String) row.get("left");
            String right = (String) row.get("right");
            double similarity = number(row.get("similarity"));
            assertThat(NameParts.similarity(left, right)).isCloseTo(similarity, within(0.0005));
            assertThat(NameParts.similarity(right, left)).isCloseTo(similarity, within(0.0005));
        });
    }

    @TestFactory
    Stream<DynamicTest> blockingRules() {
        return cases("blocking-rules.yml", row -> {
            StudyPlan plan = new StudyPlan(List.of(texts(row.get("fields"))), List.of("sex"));
            StudyPairs pairs = new StudyPairs(
                    plan, packed(plan, row, "participant"), packed(plan, row, "identity"), false, counted -> {});
            assertThat(pairs.compared() > 0).isEqualTo(row.get("found"));
        });
    }

    private static PackedPeople packed(StudyPlan plan, Map<String, Object> row, String side) {
        Subject subject = side(row, side);
        long days = plan.columns()
                .days(subject.dates().stream()
                        .mapToInt(date -> (int) date.toEpochDay())
                        .toArray());
        PackedPeople.Builder people = new PackedPeople.Builder(plan);
        people.add(subject.details(), side.equals("participant") ? days : 0, side.equals("participant") ? 0 : days);
        return people.build();
    }

    @TestFactory
    Stream<DynamicTest> studyComparisons() {
        return cases("study-comparisons.yml", row -> {
            StudyPlan plan = new StudyPlan(List.of(List.of("sex")), List.of((String) row.get("comparison")));
            PackedPeople lefts = packed(plan, row, "participant");
            PackedPeople rights = packed(plan, row, "identity");
            EngineComparison comparison = plan.comparisons().get(0).engine();
            int width = plan.columns().list().size();
            long[] words = new long[2 * width];
            int best = 0;
            for (int left = 0; left < lefts.rows(); left++) {
                for (int right = 0; right < rights.rows(); right++) {
                    lefts.table().copyRow(left, words, 0);
                    rights.table().copyRow(right, words, width);
                    int level = comparison.on(plan.columns()).level(words, 0, words, width);
                    best = best == 0 || (level > 0 && level < best) ? level : best;
                }
            }
            assertThat(comparison.labels().get(best)).isEqualTo(row.get("level"));
        });
    }

    @TestFactory
    Stream<DynamicTest> ruleRecall() {
        return cases("rule-recall.yml", row -> {
            List<BlockingRule> rules = new ArrayList<>();
            ((List<?>) row.get("rules")).forEach(fields -> rules.add(StudyPlan.rule(texts(fields))));
            List<Parameters.Comparison> model = StudyPlan.fieldLabels().stream()
                    .map(Model.shipped()::parameters)
                    .toList();
            long has = 0;
            for (String field : texts(row.get("has"))) {
                has |= 1L << RuleRecall.FIELDS.indexOf(field);
            }
            RuleRecall recall =
                    new RuleRecall(rules, List.of(), new Parameters(model, 1), field -> number(row.get("known")));
            assertThat(recall.of(has).share()).isCloseTo(number(row.get("share")), within(1e-6));
        });
    }

    @TestFactory
    Stream<DynamicTest> confirmedLinks() {
        return cases("confirmed-links.yml", row -> {
            ConfirmedLinks links = ConfirmedLinks.of(confirmed(row), ScaleTest.SETTINGS);
            assertThat(Map.of(
                            "linked", links.linked(),
                            "in review", links.inReview(),
                            "below", links.below(),
                            "not found", links.notFound(),
                            "not confirmed", 1 - links.all()))
                    .containsEntry((String) row.get("expect"), 1L);
        });
    }

    private static LinkageResult confirmed(Map<String, Object> row) {
        ParticipantId participant = new ParticipantId("P1");
        PersonId person = new PersonId("A");
        double rest = number(row.get("rest"));
        List<ComparedField> compared = new ArrayList<>(List.of(new ComparedField("name", "exact", rest - 1, 1)));
        ((Map<?, ?>) row.get("police"))
                .forEach((comparison, level) ->
                        compared.add(new ComparedField((String) comparison, (String) level, 18, 0.5)));
        double weight = compared.stream()
                .mapToDouble(f -> f.weight() + f.termFrequencyAdjustment())
                .sum();
        CandidatePair pair = new CandidatePair(
                participant,
                person,
                People.row(2),
                texts(row.get("found by")),
                compared,
                weight,
                0.999,
                CandidatePair.Decision.LINK,
                "");
        PersonId linked = row.containsKey("person linked") ? new PersonId("B") : person;
        LinkDecision decision =
                new LinkDecision(participant, LinkDecision.Status.LINKED, linked, weight, 0.999, List.of());
        LinkageDiagnostics diagnostics = new LinkageDiagnostics(0.5, List.of(), List.of(), List.of());
        return new LinkageResult(List.of(pair), List.of(decision), Map.of(), 1, 1024, 1024, "", diagnostics);
    }

    @TestFactory
    Stream<DynamicTest> matchProbability() {
        return cases("match-probability.yml", row -> {
            List<Claim.Objected> candidates = new ArrayList<>();
            for (Object weight : (List<?>) row.get("weights")) {
                candidates.add(new Claim.Objected(new Candidate(0, candidates.size(), 0, number(weight)), null));
            }
            List<Claim> claims = JointClaims.of(
                            List.of(candidates),
                            new double[] {number(row.get("left out"))},
                            Set.of(),
                            ((Number) row.get("persons")).longValue(),
                            number(row.get("share")))
                    .claims()
                    .get(0);
            List<?> expected = (List<?>) row.get("probabilities");
            assertThat(claims).hasSameSizeAs(expected);
            for (int i = 0; i < claims.size(); i++) {
                assertThat(claims.get(i).probability()).isCloseTo(number(expected.get(i)), within(1e-9));
            }
        });
    }

    private static Stream<DynamicTest> cases(String table, Consumer<Map<String, Object>> claim) {
        return SpecTable.load("linkage/" + table).cases().stream()
                .map(row -> dynamicTest(row.toString(), () -> claim.accept(row)));
    }

    @SuppressWarnings("unchecked")
    private static Subject side(Map<String, Object> row, String side) {
        return People.subject((Map<String, Object>) row.get(side));
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Object list) {
        return (List<String>) list;
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
