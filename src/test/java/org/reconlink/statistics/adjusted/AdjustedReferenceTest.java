package org.reconlink.statistics.adjusted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Needed;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.SurvivalCurve.SurvivalTime;
import org.reconlink.statistics.adjusted.CumulativeIncidence.End;
import org.reconlink.statistics.adjusted.CumulativeIncidence.EndedTime;
import org.reconlink.statistics.adjusted.CumulativeIncidence.Share;

/**
 * Every figure of an adjusted comparison against what R gives for the same people ({@code statistics/adjusted.R}); the largest
 * difference of each method is printed.
 */
class AdjustedReferenceTest {
    private static final double CLOSE = 1e-6;

    private static final List<String> COVARIATES = List.of("age", "priors", "female", "sexual", "other");

    @TempDir
    Path folder;

    private final Map<String, Double> ours = new LinkedHashMap<>();

    @Test
    void everyFigureIsThatOfR() {
        for (String set : List.of("many", "some", "awkward")) {
            People people = new People(set);
            logistic(people);
            cox(people, "cox", "1");
            cox(people, "cox.competing", "2");
            matching(people);
            incidence(people);
        }
        firth(new People("separated"));
        firth(new People("some"));
        firth(new People("single"));

        Map<String, Double> largest = new TreeMap<>();
        for (Map<String, String> row : rows("adjusted.csv")) {
            String key = row.get("set") + " " + row.get("method") + " " + row.get("name");
            if (key.endsWith("caliper")) {
                continue; // a part of the matches below
            }
            assertThat(ours).containsKey(key);
            double expected = Double.parseDouble(row.get("value"));
            double off = Math.abs(expected - ours.get(key)) / Math.max(1, Math.abs(expected));
            largest.merge(row.get("method"), off, Math::max);
            assertThat(off).as("%s: %s, not %s", key, ours.get(key), expected).isLessThan(CLOSE);
        }
        largest.forEach((method, off) ->
                System.out.printf("statistics/adjusted.csv, %s: largest difference %.1e%n", method, off));
        assertThat(largest).hasSize(9);
    }

    /** Where R and its packages are installed: the committed figures are what the script beside them makes. */
    @Test
    void whatRMakesAnewIsWhatIsCommitted() throws Exception {
        Needed.program("Rscript");
        Needed.that(
                r("-e", "for (p in c('survival', 'MatchIt', 'cmprsk', 'sandwich')) library(p, character.only = TRUE)")
                        == 0,
                "R lacks one of the packages survival, MatchIt, cmprsk and sandwich");
        assertThat(r(
                        Path.of("src/test/resources/statistics/adjusted.R")
                                .toAbsolutePath()
                                .toString(),
                        folder.toString()))
                .isZero();

        assertThat(Files.readString(folder.resolve("adjusted_input.csv")))
                .isEqualTo(Files.readString(Path.of("src/test/resources/statistics/adjusted_input.csv")));
        Map<String, Double> committed = figures(rows("adjusted.csv"));
        Map<String, Double> anew = figures(
                rows(Files.readString(folder.resolve("adjusted.csv")).lines().toList()));
        assertThat(anew.keySet()).isEqualTo(committed.keySet());
        assertThat(anew)
                .allSatisfy((name, figure) -> assertThat(figure)
                        .as(name)
                        .isCloseTo(committed.get(name), within(CLOSE * Math.max(1, Math.abs(figure)))));
    }

    private static Map<String, Double> figures(List<Map<String, String>> rows) {
        Map<String, Double> figures = new TreeMap<>();
        rows.forEach(row -> figures.put(
                row.get("set") + " " + row.get("method") + " " + row.get("name"), Double.valueOf(row.get("value"))));
        return figures;
    }

    private int r(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("Rscript"));
        command.addAll(List.of(arguments));
        Process r = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("r.log").toFile())
                .start();
        assertThat(r.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return r.exitValue();
    }

    @Test
    void whereACovariateTellsTheOutcomeTheLikelihoodHasNoMaximum() {
        People people = new People("separated");
        assertThat(LogisticRegression.of(people.design(true), people.outcome())).isEmpty();
        assertThat(LogisticRegression.penalised(people.design(true), people.outcome()))
                .isPresent();
    }

    @Test
    void aColumnThatFollowsFromOthersIsNamed() {
        List<double[]> values = List.of(
                new double[] {1, 2, 4}, new double[] {2, 5, 8}, new double[] {3, 1, 5}, new double[] {4, 7, 12});
        assertThat(DesignMatrix.of(List.of("a", "b", "a + b + 1"), values).dependent())
                .contains("a + b + 1");
        assertThat(DesignMatrix.of(
                                List.of("a", "b"),
                                values.stream()
                                        .map(v -> new double[] {v[0], v[1]})
                                        .toList())
                        .dependent())
                .isEmpty();
    }

    @Test
    void whoIsMatchedDoesNotHangOnTheUnitOfANumber() {
        People people = new People("some");
        List<double[]> inDays = IntStream.range(0, people.size())
                .mapToObj(i -> people.values(i, COVARIATES))
                .map(row -> {
                    double[] days = row.clone();
                    days[0] *= 365.25;
                    return days;
                })
                .toList();
        LogisticRegression years =
                LogisticRegression.of(people.design(false), people.first()).orElseThrow();
        LogisticRegression days = LogisticRegression.of(DesignMatrix.of(COVARIATES, inDays), people.first())
                .orElseThrow();
        assertThat(WeightedGroups.nearest(days, people.first(), 0.2, false)
                        .difference(people.numbers("y"))
                        .value())
                .isCloseTo(
                        WeightedGroups.nearest(years, people.first(), 0.2, false)
                                .difference(people.numbers("y"))
                                .value(),
                        within(1e-12));
    }

    private void put(People people, String method, String name, double value) {
        ours.put(people.set + " " + method + " " + name, value);
    }

    private void logistic(People people) {
        LogisticRegression fit =
                LogisticRegression.of(people.design(true), people.outcome()).orElseThrow();
        for (String name : fit(people)) {
            put(people, "logistic", name + ".coefficient", fit.coefficient(name).value());
            put(people, "logistic", name + ".error", fit.coefficient(name).standardError());
            put(people, "logistic", name + ".p", fit.p(name));
            Estimate ratio = fit.oddsRatio(name);
            put(
                    people,
                    "logistic",
                    name + ".profile.lower",
                    Math.log(ratio.interval().lower()));
            put(
                    people,
                    "logistic",
                    name + ".profile.upper",
                    Math.log(ratio.interval().upper()));
        }
        put(people, "logistic", "risk.difference", fit.riskDifference("z").value());
        put(people, "logistic", "risk.difference.error", fit.riskDifference("z").standardError());
    }

    private void firth(People people) {
        LogisticRegression fit = LogisticRegression.penalised(people.design(true), people.outcome())
                .orElseThrow();
        for (String name : List.of("z", "female")) {
            Estimate ratio = fit.oddsRatio(name);
            put(people, "firth", name + ".coefficient", fit.coefficient(name).value());
            put(people, "firth", name + ".lower", Math.log(ratio.interval().lower()));
            put(people, "firth", name + ".upper", Math.log(ratio.interval().upper()));
            put(people, "firth", name + ".p", fit.p(name));
        }
    }

    private void cox(People people, String method, String event) {
        List<SurvivalTime> times = IntStream.range(0, people.size())
                .mapToObj(i -> new SurvivalTime(
                        people.number(i, "time"), people.text(i, "status").equals(event)))
                .toList();
        CoxRegression fit = CoxRegression.of(people.design(true), times).orElseThrow();
        for (String name : fit(people)) {
            put(people, method, name + ".coefficient", fit.coefficient(name).value());
            put(people, method, name + ".error", fit.coefficient(name).standardError());
            put(people, method, name + ".p", fit.coefficient(name).p());
        }
        put(people, method, "z.zph", fit.proportional("z").orElseThrow());
        put(people, method, "global.zph", fit.proportional().orElseThrow());
    }

    private static List<String> fit(People people) {
        return people.design(true).names();
    }

    private void matching(People people) {
        LogisticRegression score =
                LogisticRegression.of(people.design(false), people.first()).orElseThrow();
        Map<String, WeightedGroups> ways = Map.of(
                "nearest", WeightedGroups.nearest(score, people.first(), 0.2, false),
                "replacement", WeightedGroups.nearest(score, people.first(), 0.2, true),
                "radius", WeightedGroups.within(score, people.first(), 0.2),
                "weighting", WeightedGroups.weighted(score, people.first()));
        WeightedGroups before = WeightedGroups.unweighted(people.first());
        ways.forEach((way, groups) -> {
            Coefficient difference = groups.difference(people.numbers("y"));
            put(people, way, "matched", groups.first());
            put(people, way, "used", groups.second());
            put(people, way, "effective", groups.effective());
            put(people, way, "difference", difference.value());
            put(people, way, "error", difference.standardError());
            put(
                    people,
                    way,
                    "pairs",
                    groups.pairs().stream()
                            .mapToDouble(pair -> (pair[0] + 1.0) * (pair[1] + 1.0))
                            .sum());
            for (String name : COVARIATES) {
                put(
                        people,
                        way,
                        name + ".before",
                        before.standardisedDifference(people.numbers(name)).orElseThrow());
                put(
                        people,
                        way,
                        name + ".after",
                        groups.standardisedDifference(people.numbers(name)).orElseThrow());
            }
        });
    }

    private void incidence(People people) {
        for (String group : List.of("0", "1")) {
            List<EndedTime> times = new ArrayList<>();
            for (int i = 0; i < people.size(); i++) {
                if (people.text(i, "z").equals(group)) {
                    End end = switch (people.text(i, "status")) {
                        case "1" -> End.EVENT;
                        case "2" -> End.COMPETING;
                        default -> End.CENSORED;
                    };
                    times.add(new EndedTime(people.number(i, "time"), end));
                }
            }
            CumulativeIncidence incidence = CumulativeIncidence.of(times);
            for (int month : List.of(6, 12, 18)) {
                Share share = incidence.at(month);
                put(people, "incidence", "z" + group + "." + month, share.value());
                put(people, "incidence", "z" + group + "." + month + ".variance", share.variance());
            }
        }
    }

    /** The invented people of one set. */
    private static final class People {
        private final String set;
        private final List<Map<String, String>> rows;

        People(String set) {
            this.set = set;
            this.rows = rows("adjusted_input.csv").stream()
                    .filter(row -> set.equals(row.get("set")))
                    .toList();
        }

        int size() {
            return rows.size();
        }

        String text(int person, String column) {
            return rows.get(person).get(column);
        }

        double number(int person, String column) {
            return Double.parseDouble(text(person, column));
        }

        double[] numbers(String column) {
            return IntStream.range(0, size())
                    .mapToDouble(i -> number(i, column))
                    .toArray();
        }

        double[] values(int person, List<String> columns) {
            return columns.stream()
                    .mapToDouble(column -> number(person, column))
                    .toArray();
        }

        DesignMatrix design(boolean withGroup) {
            List<String> columns = new ArrayList<>(withGroup ? List.of("z") : List.of());
            COVARIATES.stream()
                    .filter(column -> Arrays.stream(numbers(column)).distinct().count() > 1)
                    .forEach(columns::add);
            return DesignMatrix.of(
                    columns,
                    IntStream.range(0, size()).mapToObj(i -> values(i, columns)).toList());
        }

        boolean[] first() {
            return flags("z");
        }

        boolean[] outcome() {
            return flags("y");
        }

        private boolean[] flags(String column) {
            boolean[] flags = new boolean[size()];
            for (int i = 0; i < flags.length; i++) {
                flags[i] = text(i, column).equals("1");
            }
            return flags;
        }
    }

    private static List<Map<String, String>> rows(String name) {
        try (InputStream in = AdjustedReferenceTest.class.getResourceAsStream("/statistics/" + name)) {
            return rows(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<String, String>> rows(List<String> lines) {
        String[] headings = lines.get(0).split(",", -1);
        return lines.stream()
                .skip(1)
                .map(line -> {
                    String[] cells = line.split(",", -1);
                    Map<String, String> row = new HashMap<>();
                    for (int i = 0; i < headings.length; i++) {
                        row.put(headings[i], cells[i]);
                    }
                    return row;
                })
                .toList();
    }
}
