package org.reconlink.linkage.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reconlink.linkage.decision.Accuracy.AtThreshold;
import org.reconlink.linkage.decision.Accuracy.Band;
import org.reconlink.linkage.training.ParameterFile;
import org.reconlink.linkage.training.Parameters;

class TableLinkageTest {
    private final Invented invented = new Invented(7);
    private final List<String[]> people = invented.people(1200);

    @Test
    void linkingFindsAlmostAllAndAlmostNothingElse() {
        List<String[]> left = people.subList(0, 900);
        List<String[]> right = invented.again(people.subList(300, 1200));
        Truth.Verdict verdict = truth(left, right).of(link(left, right));
        assertThat(at(verdict, 0.95).precision()).isGreaterThan(0.995);
        assertThat(at(verdict, 0.95).f1()).isGreaterThan(0.97);
        assertThat(verdict.best().f1()).isGreaterThan(0.98);
    }

    @Test
    void statedProbabilitiesAreTrueShares() {
        List<String[]> left = people.subList(0, 900);
        List<String[]> right = invented.again(people.subList(300, 1200));
        LinkedTables linked = link(left, right);
        for (Band band : truth(left, right).of(linked).bands()) {
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
        LinkedTables linked = TableLinkage.dedupe(Invented.table("one", rows), Invented.fields(), Map.of());
        List<String> ids =
                IntStream.range(0, rows.size()).mapToObj(Integer::toString).toList();
        List<String[]> pairs = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (int j = i + 1; j < rows.size(); j++) {
                if (rows.get(i)[0].equals(rows.get(j)[0])) {
                    pairs.add(new String[] {ids.get(i), ids.get(j)});
                }
            }
        }
        Truth.Verdict verdict = new Truth(true, pairs, ids, ids).of(linked);
        assertThat(at(verdict, 0.5).f1()).isGreaterThan(0.97);
        assertThat(at(verdict, 0.95).precision()).isGreaterThan(0.99);
    }

    @Test
    void theOrderOfRowsChangesNothing() {
        List<String[]> left = people.subList(0, 300);
        List<String[]> right = invented.again(people.subList(100, 400));
        List<String[]> leftShuffled = new ArrayList<>(left);
        List<String[]> rightShuffled = new ArrayList<>(right);
        Collections.shuffle(leftShuffled, new Random(1));
        Collections.shuffle(rightShuffled, new Random(2));
        Map<String, Double> shuffled = byPersons(leftShuffled, rightShuffled);
        byPersons(left, right)
                .forEach((pair, probability) ->
                        assertThat(shuffled.get(pair)).as(pair).isCloseTo(probability, within(1e-6)));
    }

    @Test
    void theSameInputGivesTheSameBits() {
        List<String[]> left = people.subList(0, 300);
        List<String[]> right = invented.again(people.subList(100, 400));
        assertThat(link(left, right).probabilities())
                .containsExactly(link(left, right).probabilities());
    }

    @Test
    void aSavedModelIsTakenAsItIs() {
        List<String[]> left = people.subList(0, 300);
        List<String[]> right = invented.again(people.subList(100, 400));
        Parameters trained = link(left, right).parameters();
        Map<String, Parameters.Comparison> fixed =
                ParameterFile.read(ParameterFile.write(trained), TableLinkage.labels(Invented.fields()));
        LinkedTables again = TableLinkage.link(
                Invented.table("left", left), Invented.table("right", right), Invented.fields(), fixed);
        for (int c = 0; c < 4; c++) {
            assertThat(again.parameters().comparisons().get(c).m())
                    .containsExactly(trained.comparisons().get(c).m());
        }
    }

    @Test
    void tablesWithoutPairsGiveNone() {
        LinkedTables linked = link(people.subList(0, 1), people.subList(5, 6));
        assertThat(linked.chosen()).isEmpty();
        assertThat(link(List.of(), List.of()).chosen()).isEmpty();
    }

    private static Map<String, Double> byPersons(List<String[]> left, List<String[]> right) {
        LinkedTables linked = link(left, right);
        Map<String, Double> byPersons = new TreeMap<>();
        for (int p = 0; p < linked.probabilities().length; p++) {
            byPersons.put(
                    left.get(linked.pairs().get(p).left())[0] + " "
                            + right.get(linked.pairs().get(p).right())[0],
                    linked.probabilities()[p]);
        }
        return byPersons;
    }

    private static LinkedTables link(List<String[]> left, List<String[]> right) {
        return TableLinkage.link(
                Invented.table("left", left), Invented.table("right", right), Invented.fields(), Map.of());
    }

    private static Truth truth(List<String[]> left, List<String[]> right) {
        List<String> leftIds = left.stream().map(row -> row[0]).toList();
        List<String> rightIds = right.stream().map(row -> row[0]).toList();
        Map<String, String> known = new HashMap<>();
        leftIds.forEach(id -> known.put(id, id));
        return new Truth(
                false,
                rightIds.stream()
                        .filter(known::containsKey)
                        .map(id -> new String[] {id, id})
                        .toList(),
                leftIds,
                rightIds);
    }

    private static AtThreshold at(Truth.Verdict verdict, double threshold) {
        return verdict.thresholds().stream()
                .filter(at -> at.threshold() == threshold)
                .findFirst()
                .orElseThrow();
    }
}
