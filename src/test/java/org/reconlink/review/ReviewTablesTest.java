package org.reconlink.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.review.Agreement.Kappa;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.review.SideBySide.Line;
import org.reconlink.spec.SpecTable;

/** The tables of cases of clerical review. */
class ReviewTablesTest {
    private static final Map<String, Answer> ANSWERS =
            Map.of("m", Answer.MATCH, "n", Answer.NON_MATCH, "u", Answer.UNSURE);

    @TestFactory
    Stream<DynamicTest> kappa() {
        return SpecTable.load("review/kappa.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> kappa(row)));
    }

    private static void kappa(Map<String, Object> row) {
        List<Kappa.Both> pairs = new ArrayList<>();
        map(row, "answers").forEach((both, times) -> {
            for (int i = 0; i < (Integer) times; i++) {
                pairs.add(new Kappa.Both(answer(both.substring(0, 1)), answer(both.substring(2))));
            }
        });
        Kappa kappa = Kappa.of(pairs);
        assertThat(kappa.n()).isEqualTo(row.get("n"));
        assertThat(kappa.agreed()).isEqualTo(row.get("agreed"));
        assertThat(IntStream.range(0, 3).map(i -> kappa.table().get(i).get(i)).sum())
                .isEqualTo(row.get("agreed"));
        assertThat(kappa.table().stream().flatMap(List::stream).mapToInt(i -> i).sum())
                .isEqualTo(row.get("n"));
        assertThat(kappa.isUnstable()).isEqualTo((Integer) row.get("n") < 30);
        if (row.get("kappa").equals("none")) {
            assertThat(kappa.value()).isNull();
        } else {
            assertThat(kappa.value()).isCloseTo((Double) row.get("kappa"), within(1e-6));
        }
    }

    private static Answer answer(String letter) {
        return java.util.Objects.requireNonNull(ANSWERS.get(letter));
    }

    @TestFactory
    Stream<DynamicTest> verdicts() {
        return SpecTable.load("review/verdict.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> verdict(row)));
    }

    private static void verdict(Map<String, Object> row) {
        ReviewCase pair = Pairs.some(1).get(0);
        List<Judgement> judgements = Pairs.list(row, "said").stream()
                .map(said -> said.split(" "))
                .map(said -> Pairs.judgement(
                        pair,
                        said[0],
                        said[1].equals("withdrawn")
                                ? Answer.WITHDRAWN
                                : Answer.named(said[1]).orElseThrow()))
                .toList();
        Map<String, Deliberation> deliberations = Deliberation.of(judgements);
        Deliberation deliberation = deliberations.get(pair.key());
        if (deliberation == null) {
            assertThat("nothing said").isEqualTo(row.get("state"));
            assertThat(Deliberation.hash(deliberations)).isEmpty();
            return;
        }
        assertThat(deliberation.state()).hasToString((String) row.get("state"));
        Answer decision = deliberation.decision();
        assertThat(decision == null ? "none" : decision.words()).isEqualTo(row.get("decision"));
        assertThat(Deliberation.verdicts(deliberations)).hasSize(decision == null ? 0 : 1);
        assertThat(Deliberation.hash(deliberations)).hasSize(decision == null ? 0 : 64);
        if (decision != null) {
            assertThat(deliberation.deciding().stream().map(Judgement::reviewer))
                    .containsExactlyElementsOf(Pairs.list(row, "by"));
        }
    }

    @TestFactory
    Stream<DynamicTest> paces() {
        return SpecTable.load("review/pace.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> pace(row)));
    }

    private static void pace(Map<String, Object> row) {
        Instant begin = Instant.parse("2024-05-01T09:00:00Z");
        List<Instant> times =
                list(row, "verdicts").stream().map(begin::plusSeconds).toList();
        Pace pace = Pace.of(times);
        assertThat(pace.pairs()).isEqualTo(row.get("pairs"));
        assertThat(pace.medianSeconds()).isEqualTo(row.get("median"));
        assertThat(pace.anHour()).isEqualTo(row.get("an hour"));
        assertThat(Pace.withoutRest(times, begin.plusSeconds((Integer) row.get("now")))
                        .toSeconds())
                .isEqualTo(((Integer) row.get("without rest")).longValue());
    }

    @SuppressWarnings("unchecked")
    private static List<Integer> list(Map<String, Object> row, String key) {
        return (List<Integer>) row.get(key);
    }

    @TestFactory
    Stream<DynamicTest> marks() {
        return SpecTable.load("review/marks.yml").cases().stream()
                .map(row -> dynamicTest(
                        row.get("field") + " " + row.get("left") + " " + row.get("right"), () -> mark(row)));
    }

    @SuppressWarnings("unchecked")
    private static void mark(Map<String, Object> row) {
        String index = (String) row.get("index");
        ReviewCase pair = Pairs.of(
                "P1",
                Pairs.details(map(row, "left")),
                Pairs.details(map(row, "right")),
                ((List<Map<String, Object>>) row.getOrDefault("others", List.of()))
                        .stream().map(Pairs::details).toList(),
                index == null ? null : LocalDate.parse(index),
                Pairs.list(row, "dates").stream().map(LocalDate::parse).toList());
        assertThat(SideBySide.of(pair))
                .filteredOn(line -> line.field().equals(row.get("field")))
                .extracting(Line::mark)
                .containsExactly((String) row.get("mark"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> row, String key) {
        return (Map<String, Object>) row.get(key);
    }
}
