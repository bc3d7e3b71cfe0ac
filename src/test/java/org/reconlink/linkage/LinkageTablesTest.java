package org.reconlink.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.CroNumber;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.linkage.engine.NameParts;
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
    Stream<DynamicTest> blockingKeys() {
        return cases("blocking-keys.yml", row -> {
            BlockingRule rule = BlockingRule.of(texts(row.get("fields")));
            List<String> keys = rule.keys(side(row)).stream()
                    .map(key -> key.stream().map(LinkageTablesTest::text).collect(Collectors.joining(", ")))
                    .toList();
            assertThat(keys).isEqualTo(row.get("keys"));
        });
    }

    @TestFactory
    Stream<DynamicTest> blockingCoverage() {
        return cases("blocking-coverage.yml", row -> {
            List<BlockingRule> rules = new ArrayList<>();
            ((List<?>) row.get("rules")).forEach(fields -> rules.add(BlockingRule.of(texts(fields))));
            double share = new Coverage(rules, Model.shipped()).of(side(row));
            assertThat(share).isCloseTo(number(row.get("share")), within(1e-12));
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
                candidates.add(new Claim.Objected(new Candidate(0, candidates.size(), 0, number(weight), 1), null));
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
    private static Subject side(Map<String, Object> row) {
        return People.subject((Map<String, Object>) row.get("side"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Object list) {
        return (List<String>) list;
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static String text(Object value) {
        if (value instanceof PncId pncId) {
            return pncId.value();
        }
        if (value instanceof CroNumber croNumber) {
            return croNumber.value();
        }
        return value instanceof Postcode postcode ? postcode.value() : value.toString();
    }
}
