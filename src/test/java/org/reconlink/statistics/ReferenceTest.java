package org.reconlink.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.reconlink.statistics.LogRank.ChiSquared;
import org.reconlink.statistics.SurvivalCurve.SurvivalMedian;
import org.reconlink.statistics.SurvivalCurve.SurvivalPoint;
import org.reconlink.statistics.SurvivalCurve.SurvivalTime;

/** Every figure against what R gives for the same numbers; the largest difference in each file is printed. */
class ReferenceTest {
    private static final double CLOSE = 1e-6;

    private static final Map<String, Map<String, List<SurvivalTime>>> SURVIVAL = survivalTimes();

    @Test
    void proportions() {
        ReferenceTable table = new ReferenceTable("proportion.csv");
        for (var row : table.rows()) {
            Proportion share = new Proportion(Long.parseLong(row.get("k")), Long.parseLong(row.get("n")));
            table.compare(row, "wilson_lower", share.wilson().orElseThrow().lower());
            table.compare(row, "wilson_upper", share.wilson().orElseThrow().upper());
            table.compare(
                    row, "clopper_lower", share.clopperPearson().orElseThrow().lower());
            table.compare(
                    row, "clopper_upper", share.clopperPearson().orElseThrow().upper());
        }
        assertThat(table.largestDifference()).isLessThan(CLOSE);
    }

    @Test
    void tablesOfTwoByTwo() {
        ReferenceTable table = new ReferenceTable("fisher.csv");
        for (var row : table.rows()) {
            TwoByTwo two = new TwoByTwo(number(row, "a"), number(row, "b"), number(row, "c"), number(row, "d"));
            Estimate ratio = two.conditionalOddsRatio().orElseThrow();
            table.compare(row, "p", two.fisherTwoSided());
            table.compare(row, "odds_ratio", ratio.value());
            table.compare(row, "lower", ratio.interval().lower());
            table.compare(row, "upper", ratio.interval().upper());
        }
        assertThat(table.largestDifference()).isLessThan(CLOSE);
    }

    @Test
    void riskDifferencesAndRatios() {
        ReferenceTable table = new ReferenceTable("risk.csv");
        for (var row : table.rows()) {
            TwoByTwo two = new TwoByTwo(number(row, "a"), number(row, "b"), number(row, "c"), number(row, "d"));
            Estimate difference = two.riskDifference().orElseThrow();
            Estimate ratio = two.riskRatio().orElseThrow();
            table.compare(row, "difference", difference.value());
            table.compare(row, "difference_lower", difference.interval().lower());
            table.compare(row, "difference_upper", difference.interval().upper());
            table.compare(row, "ratio", ratio.value());
            table.compare(row, "ratio_lower", ratio.interval().lower());
            table.compare(row, "ratio_upper", ratio.interval().upper());
        }
        assertThat(table.largestDifference()).isLessThan(CLOSE);
    }

    @Test
    void poissonRatios() {
        ReferenceTable table = new ReferenceTable("poisson.csv");
        for (var row : table.rows()) {
            ObservedExpected ratio =
                    new ObservedExpected(number(row, "observed"), Double.parseDouble(row.get("expected")));
            Estimate estimate = ratio.ratio().orElseThrow();
            table.compare(row, "ratio", estimate.value());
            table.compare(row, "lower", estimate.interval().lower());
            table.compare(row, "upper", estimate.interval().upper());
            table.compare(row, "p", ratio.p().orElseThrow());
            Frequency rate = new Frequency(ratio.observed(), 100 * ratio.expected());
            table.compare(
                    row,
                    "upper",
                    rate.per100PersonYears().orElseThrow().interval().upper());
        }
        assertThat(table.largestDifference()).isLessThan(CLOSE);
    }

    @Test
    void survivalCurves() {
        ReferenceTable table = new ReferenceTable("kaplan_meier.csv");
        Map<String, Integer> next = new LinkedHashMap<>();
        for (var row : table.rows()) {
            int at = next.merge(row.get("set") + "/" + row.get("group"), 1, Integer::sum) - 1;
            SurvivalPoint point = curve(row).points().get(at);
            table.compare(row, "time", point.time());
            table.compare(row, "at_risk", point.atRisk());
            table.compare(row, "events", point.events());
            table.compare(row, "censored", point.censored());
            table.compare(row, "survival", point.survival());
            table.compare(row, "standard_error", point.standardError().orElse(Double.NaN));
            Optional<Interval> interval = point.interval();
            table.compare(row, "lower", interval.map(Interval::lower).orElse(Double.NaN));
            table.compare(row, "upper", interval.map(Interval::upper).orElse(Double.NaN));
            assertThat(curve(row).atRisk(point.time())).isEqualTo(point.atRisk());
        }
        assertThat(table.largestDifference()).isLessThan(CLOSE);
        SURVIVAL.forEach((set, groups) -> groups.forEach((group, times) -> assertThat(next)
                .containsEntry(
                        set + "/" + group, SurvivalCurve.of(times).points().size())));
    }

    @Test
    void medians() {
        ReferenceTable table = new ReferenceTable("median.csv");
        for (var row : table.rows()) {
            SurvivalCurve curve = curve(row);
            SurvivalMedian median = curve.median();
            table.compare(row, "n", curve.n());
            table.compare(row, "events", curve.events());
            table.compare(row, "median", orNaN(median.time()));
            table.compare(row, "lower", orNaN(median.lower()));
            table.compare(row, "upper", orNaN(median.upper()));
        }
        assertThat(table.largestDifference()).isLessThan(CLOSE);
    }

    @Test
    void logRankTests() {
        ReferenceTable table = new ReferenceTable("log_rank.csv");
        for (var row : table.rows()) {
            Map<String, List<SurvivalTime>> groups = SURVIVAL.get(row.get("set"));
            LogRank result = LogRank.of(new ArrayList<>(groups.values()));
            LogRank.Group group = result.groups().get(new ArrayList<>(groups.keySet()).indexOf(row.get("group")));
            ChiSquared test = result.test().orElseThrow();
            table.compare(row, "n", group.n());
            table.compare(row, "observed", group.observed());
            table.compare(row, "expected", group.expected());
            table.compare(row, "chisq", test.statistic());
            table.compare(row, "df", test.df());
            table.compare(row, "p", test.p());
        }
        assertThat(table.largestDifference()).isLessThan(CLOSE);
    }

    private static SurvivalCurve curve(Map<String, String> row) {
        return SurvivalCurve.of(SURVIVAL.get(row.get("set")).get(row.get("group")));
    }

    private static Map<String, Map<String, List<SurvivalTime>>> survivalTimes() {
        Map<String, Map<String, List<SurvivalTime>>> sets = new LinkedHashMap<>();
        for (var row : new ReferenceTable("survival_input.csv").rows()) {
            sets.computeIfAbsent(row.get("set"), s -> new LinkedHashMap<>())
                    .computeIfAbsent(row.get("group"), g -> new ArrayList<>())
                    .add(new SurvivalTime(
                            Double.parseDouble(row.get("time")),
                            row.get("event").equals("1")));
        }
        return sets;
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(row.get(column));
    }

    private static double orNaN(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }
}
