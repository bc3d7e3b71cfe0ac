package org.reconlink.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.outcome.ComparisonSettings;
import org.reconlink.outcome.ComparisonSettings.Covariate;
import org.reconlink.outcome.ComparisonSettings.Match;
import org.reconlink.outcome.ComparisonSettings.Method;
import org.reconlink.publish.CarriedColumn.FitToShow;
import org.reconlink.result.AdjustedComparison;
import org.reconlink.result.AdjustedComparison.Balance;
import org.reconlink.result.AdjustedComparison.Band;
import org.reconlink.result.AdjustedComparison.Both;
import org.reconlink.result.AdjustedComparison.Means;
import org.reconlink.result.AdjustedComparison.Pair;
import org.reconlink.result.AdjustedComparison.Quantity;
import org.reconlink.result.AdjustedComparison.Row;
import org.reconlink.result.AdjustedComparison.Way;
import org.reconlink.result.Cohort;
import org.reconlink.result.ReportWords;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.SurvivalCurve;
import org.reconlink.statistics.SurvivalCurve.SurvivalTime;
import org.reconlink.statistics.adjusted.CumulativeIncidence;
import org.reconlink.statistics.adjusted.CumulativeIncidence.End;
import org.reconlink.statistics.adjusted.CumulativeIncidence.EndedTime;
import org.reconlink.statistics.adjusted.CumulativeIncidence.Share;

/** Study groups against their reference with covariates held equal: one table to be read, and what it rests on. */
final class AdjustedChapter {
    static final String ID = "adjusted";

    private static final int MONTHS_A_YEAR = 12;

    private final SmallCounts small;
    private final AdjustedComparison comparison;
    private final ComparisonSettings settings;
    private final Set<String> fit;

    private AdjustedChapter(Cohort cohort, FitToShow fit, AdjustedComparison comparison) {
        this.small = cohort.small();
        this.comparison = comparison;
        this.settings = comparison.settings();
        this.fit = fit.columns();
    }

    /** The table to be read, with what its figures mean. */
    static List<PagePart> brief(Cohort cohort, FitToShow fit, AdjustedComparison comparison) {
        AdjustedChapter chapter = new AdjustedChapter(cohort, fit, comparison);
        if (comparison.pairs().isEmpty()) {
            return List.of(Html.note(NO_GROUPS));
        }
        List<PagePart> body = new ArrayList<>();
        for (Pair pair : comparison.pairs()) {
            body.add(chapter.estimates(pair));
            body.add(Html.note(chapter.reading(pair)));
        }
        return body;
    }

    private static final String NO_GROUPS =
            "The adjusted comparison that the protocol asks for needs two to five study groups with people included.";

    /** All that stands behind it. */
    static Chapter of(Cohort cohort, FitToShow fit, AdjustedComparison comparison) {
        AdjustedChapter chapter = new AdjustedChapter(cohort, fit, comparison);
        List<PagePart> body = new ArrayList<>();
        body.add(Html.p("Groups are compared with these covariates held equal: " + chapter.covariates()
                + ". What is not among them is not held equal: a difference that is left can come from it."));
        if (comparison.pairs().isEmpty()) {
            body.add(Html.p(NO_GROUPS));
        }
        for (Pair pair : comparison.pairs()) {
            body.add(Html.h3(pair.group() + " against " + pair.reference()));
            body.addAll(chapter.whole(pair));
        }
        return new Chapter(ID, "statistics", "Adjusted comparison", body);
    }

    /** What the methods section of a paper says of it. */
    static String methods(AdjustedComparison comparison) {
        ComparisonSettings settings = comparison.settings();
        List<String> ways = new ArrayList<>();
        if (settings.methods().contains(Method.REGRESSION)) {
            ways.add(
                    "logistic regression (odds ratios with profile-likelihood intervals; differences standardised to all compared"
                            + " people, by the delta method) and Cox regression of the cause-specific hazard (Efron's ties)");
        }
        if (settings.methods().contains(Method.MATCHING)) {
            ways.add("matching on the logit of a logistic propensity score (" + match(settings) + ")");
        }
        if (settings.methods().contains(Method.WEIGHTING)) {
            ways.add(
                    "weighting of the reference by its odds of being in the group (robust intervals that allow for the estimated"
                            + " score)");
        }
        return " With " + names(settings) + " held equal, groups were compared by " + String.join(", by ", ways)
                + ", over people with every covariate; nothing was estimated with fewer than "
                + AdjustedComparison.FEWEST
                + " people in a group or " + AdjustedComparison.FEWEST_A_COEFFICIENT
                + " of the rarer outcome for each coefficient.";
    }

    /** What the protocol asks for. */
    static String setting(ComparisonSettings settings) {
        String window = settings.window();
        return "Each study group is compared with the reference with " + names(settings) + " held equal, by "
                + Stream.of(Method.values())
                        .filter(settings.methods()::contains)
                        .map(EnumWords::of)
                        .collect(Collectors.joining(", "))
                + "; the outcome is a " + EnumWords.of(settings.outcome()) + " in "
                + (window == null ? "the last window" : "“" + window + "”") + "; a match is " + match(settings) + ".";
    }

    private static String names(ComparisonSettings settings) {
        return settings.covariates().stream().map(Covariate::name).collect(Collectors.joining(", "));
    }

    private static String match(ComparisonSettings settings) {
        String caliper = NumberText.plain(settings.caliper()) + " standard deviations";
        return switch (settings.match()) {
            case NEAREST -> "one to one, the nearest without replacement within " + caliper;
            case NEAREST_WITH_REPLACEMENT -> "the nearest with replacement within " + caliper;
            case ALL_WITHIN_THE_CALIPER -> "all within " + caliper + ", sharing one weight";
        };
    }

    private String covariates() {
        return names(settings);
    }

    /** Of categories with how many levels: a number that a stray word has made a category shows. */
    private String covariates(Pair pair) {
        return settings.covariates().stream()
                .map(covariate -> {
                    long levels = pair.balance().stream()
                            .filter(line -> line.covariate().equals(covariate.name()) && line.level() != null)
                            .count();
                    return covariate.name()
                            + (levels == 0 ? "" : " (" + levels + (levels == 1 ? " level)" : " levels)"));
                })
                .collect(Collectors.joining(", "));
    }

    private String outcome() {
        return comparison.outcome().label().replace(" *", "").toLowerCase(Locale.ROOT);
    }

    private Element estimates(Pair pair) {
        DataTable table = new DataTable(
                "Adjusted comparison, “" + pair.group() + "” against “" + pair.reference() + "”, window “"
                        + comparison.window().name() + "”",
                "Measure",
                pair.group(),
                pair.reference(),
                "Estimate (95% interval)",
                "p");
        Map<Quantity, String> groups = Map.of(
                Quantity.RISK_DIFFERENCE,
                "Difference in percentage points, " + outcome(),
                Quantity.ODDS_RATIO,
                "Odds ratio, " + outcome(),
                Quantity.HAZARD_RATIO,
                "Hazard ratio, first proven reoffence");
        for (Quantity quantity : Quantity.values()) {
            List<Row> rows = pair.rows().stream()
                    .filter(row -> row.quantity() == quantity)
                    .toList();
            if (!rows.isEmpty()) {
                table.group(Objects.requireNonNull(groups.get(quantity)));
                rows.forEach(row -> table.row(words(row), cells(pair, row)));
            }
        }
        return table.build();
    }

    private String words(Row row) {
        return switch (row.way()) {
            case UNADJUSTED -> "Unadjusted";
            case LOGISTIC_REGRESSION ->
                row.penalised() ? "Logistic regression, Firth's likelihood" : "Logistic regression";
            case COX_REGRESSION -> "Cox regression";
            case MATCHING -> "Matched";
            case WEIGHTING -> "Weighted";
        };
    }

    private List<Element> cells(Pair pair, Row row) {
        if (!row.shown(small.rule(), pair)) {
            Element withheld = DataTable.figure(SmallCounts.WITHHELD);
            return List.of(withheld, withheld, withheld, withheld);
        }
        List<Element> cells = new ArrayList<>();
        for (Function<Both, Long> side : List.<Function<Both, Long>>of(Both::group, Both::reference)) {
            long n = side.apply(row.people());
            cells.add(DataTable.figure(
                    counted(row) ? small.share(new Proportion(side.apply(row.with()), n)) : "n = " + small.count(n)));
        }
        Estimate estimate = row.estimate();
        if (estimate == null) {
            cells.add(DataTable.words("Not estimated: " + row.reason()));
            cells.add(DataTable.figure(NumberText.NONE));
            return cells;
        }
        Estimate most = row.most();
        String value = value(row, estimate.value()) + (most == null ? "" : " to " + value(row, most.value()));
        cells.add(DataTable.figure(
                value,
                "(" + value(row, estimate.interval().lower()) + " to "
                        + value(row, estimate.interval().upper()) + ")"));
        Double p = row.p();
        cells.add(DataTable.figure(
                p == null
                        ? NumberText.NONE
                        : NumberText.p(p).replace("p = ", "").replace("p ", "")));
        return cells;
    }

    /** Whether the shares beside it are what it compares: weights change them. */
    private boolean counted(Row row) {
        return row.way() != Way.WEIGHTING && (row.way() != Way.MATCHING || settings.match() == Match.NEAREST);
    }

    private String value(Row row, double value) {
        if (Double.isInfinite(value)) {
            return "∞";
        }
        return row.quantity() == Quantity.RISK_DIFFERENCE
                ? NumberText.decimal(100 * value, small.rounds() ? 0 : 1)
                : NumberText.decimal(value, 2);
    }

    /** Whom it is over, who could not be compared, and how to read it. */
    private String reading(Pair pair) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Held equal: " + covariates(pair) + ".");
        sentences.add(compared(pair));
        if (pair.unknown().group() + pair.unknown().reference() > 0) {
            sentences.add("Of " + small.count(pair.unknown().group()) + " and "
                    + small.count(pair.unknown().reference())
                    + " it is not known whether they have the outcome: figures are from where that favours the group most to where"
                    + " it favours it least.");
        }
        if (pair.uncertainTimes().group() + pair.uncertainTimes().reference() > 0) {
            sentences.add("Of "
                    + small.count(pair.uncertainTimes().group()
                            + pair.uncertainTimes().reference())
                    + " it is not sure when the first reoffence was: hazard ratios are from where those of the group have no earlier one"
                    + " and those of the reference one on the first day to where it is the other way round.");
        }
        if (settings.methods().contains(Method.MATCHING)) {
            matched(pair).ifPresent(sentences::add);
        }
        if (settings.methods().contains(Method.REGRESSION)) {
            sentences.add("Differences by regression are of everybody compared"
                    + (settings.methods().size() > 1
                            ? ", of matching and weighting of people like “" + pair.group() + "”."
                            : "."));
        } else {
            sentences.add("Differences are of people like “" + pair.group() + "”.");
        }
        return String.join(" ", sentences);
    }

    private String compared(Pair pair) {
        long observed = pair.observed().group() + pair.observed().reference();
        long compared = pair.compared().group() + pair.compared().reference();
        if (observed == compared) {
            return "Compared are all " + small.count(compared) + " of both groups whose outcome is observed.";
        }
        boolean shown = !small.withholds(observed - compared);
        return "Compared are "
                + (shown ? small.count(compared) : SmallCounts.WITHHELD) + " of the " + small.count(observed)
                + " of both groups whose outcome is observed; the others lack a covariate ("
                + pair.lacking().entrySet().stream()
                        .map(lack -> lack.getKey() + " " + small.count(lack.getValue()))
                        .collect(Collectors.joining(", "))
                + ").";
    }

    private Optional<String> matched(Pair pair) {
        return pair.row(Way.MATCHING, Quantity.RISK_DIFFERENCE)
                .filter(row -> row.shown(small.rule(), pair) && row.reason() == null)
                .map(row -> "Matched (" + match(settings) + ") are "
                        + small.share(new Proportion(
                                row.people().group(), pair.compared().group()))
                        + " of “" + pair.group() + "” with "
                        + small.count(row.people().reference()) + " of “"
                        + pair.reference() + "”; the others of “" + pair.group()
                        + "” have nobody near enough and are in no matched figure.");
    }

    private List<PagePart> whole(Pair pair) {
        List<PagePart> body = new ArrayList<>();
        body.add(estimates(pair));
        body.add(Html.note(reading(pair)));
        if (!pair.left().isEmpty()) {
            body.add(Html.p(
                    "The same for everybody compared, and so left out: " + String.join(", ", pair.left()) + "."));
        }
        proportional(pair, body);
        List<Balance> shown = pair.balance().stream()
                .filter(line -> pair.shown(line, small.rule()))
                .toList();
        if (!shown.isEmpty()) {
            Element table = balance(pair);
            if (shown.stream().anyMatch(line -> line.before().difference().isPresent())) {
                body.add(Figure.of(
                        new LovePlot(comparison.window().name(), pair, this::label).draw(shown),
                        "Standardised differences between the groups as they are (open) and after matching (dots) and weighting"
                                + " (squares); the lines are at 0.1 either way.",
                        table));
            }
            body.add(table);
            body.add(Html.note(summary(pair)
                    + "Standardised differences are the group's mean or share less the reference's, in the root of the mean of both"
                    + " groups' variances before matching. From −0.05 to 0.05 a line is called well matched, to 0.1 either way, the"
                    + " customary limit (Austin 2011), fairly, further poorly."));
        }
        body.addAll(competing(pair));
        return body;
    }

    private void proportional(Pair pair, List<PagePart> body) {
        pair.row(Way.COX_REGRESSION, Quantity.HAZARD_RATIO)
                .filter(row -> row.shown(small.rule(), pair))
                .map(Row::proportional)
                .ifPresent(p -> body.add(Html.p("Whether the hazard ratio is the same at all times: " + NumberText.p(p)
                        + " by the score test on scaled Schoenfeld residuals against the Kaplan-Meier curve"
                        + (p < 0.05 ? "; it seems not to be, and one ratio is a mean over time." : "."))));
    }

    private String label(Balance line) {
        String level = line.level();
        if (level == null) {
            return ReportWords.sentence(line.covariate());
        }
        return ReportWords.sentence(line.covariate()) + ": " + shown(line, level);
    }

    private String shown(Balance line, String level) {
        return !line.carried() || fit.contains(line.covariate()) ? level : "a level that is withheld";
    }

    private Element balance(Pair pair) {
        boolean matched = settings.methods().contains(Method.MATCHING);
        boolean weighted = settings.methods().contains(Method.WEIGHTING);
        List<String> headings =
                new ArrayList<>(List.of("Mean or share", pair.group(), pair.reference(), "Standardised difference"));
        if (matched) {
            headings.add("Matched reference");
            headings.add("After matching");
        }
        if (weighted) {
            headings.add("Weighted reference");
            headings.add("After weighting");
        }
        DataTable table = new DataTable(
                "Balance of covariates, “" + pair.group() + "” against “" + pair.reference() + "”", headings);
        String category = "";
        List<Balance> lines = pair.balance().stream()
                .sorted(Comparator.comparing((Balance line) -> line.level() != null))
                .toList();
        for (Balance line : lines) {
            String level = line.level();
            if (level != null && !line.covariate().equals(category)) {
                category = line.covariate();
                table.group(ReportWords.sentence(category));
            }
            List<Element> cells = new ArrayList<>();
            if (pair.shown(line, small.rule()) && (!line.carried() || fit.contains(line.covariate()))) {
                cells.add(DataTable.figure(mean(line, line.before(), Means::group)));
                cells.add(DataTable.figure(mean(line, line.before(), Means::reference)));
                cells.add(difference(line.before()));
                if (matched) {
                    cells.add(DataTable.figure(mean(line, line.matched(), Means::reference)));
                    cells.add(difference(line.matched()));
                }
                if (weighted) {
                    cells.add(DataTable.figure(mean(line, line.weighted(), Means::reference)));
                    cells.add(difference(line.weighted()));
                }
            } else {
                for (int i = 1; i < headings.size(); i++) {
                    cells.add(DataTable.figure(SmallCounts.WITHHELD));
                }
            }
            table.row(level == null ? label(line) : ReportWords.sentence(shown(line, level)), cells);
        }
        return table.build();
    }

    private String mean(Balance line, @Nullable Means means, Function<Means, Double> side) {
        if (means == null) {
            return NumberText.NONE;
        }
        double value = side.apply(means);
        return line.level() == null
                ? NumberText.decimal(value, 1)
                : NumberText.decimal(100 * value, small.rounds() ? 0 : 1) + "%";
    }

    private static Element difference(@Nullable Means means) {
        OptionalDouble difference = means == null ? OptionalDouble.empty() : means.difference();
        return difference.isEmpty()
                ? DataTable.figure(NumberText.NONE)
                : DataTable.figure(
                        NumberText.decimal(difference.getAsDouble(), 2), "(" + band(difference.getAsDouble()) + ")");
    }

    private static String band(double difference) {
        return switch (Band.of(difference)) {
            case WITHIN_5 -> "well";
            case WITHIN_10 -> "fairly";
            case ABOVE_10 -> "poorly";
        };
    }

    /** How many lines are in which band, before and after. */
    private String summary(Pair pair) {
        List<String> parts = new ArrayList<>();
        parts.add("Before, " + tally(pair, Balance::before));
        if (pair.balance().stream().anyMatch(line -> line.matched() != null)) {
            parts.add("after matching " + tally(pair, Balance::matched));
        }
        if (pair.balance().stream().anyMatch(line -> line.weighted() != null)) {
            parts.add("after weighting " + tally(pair, Balance::weighted));
        }
        return String.join("; ", parts) + " of " + pair.balance().size() + " lines are well or fairly matched. ";
    }

    private static long tally(Pair pair, Function<Balance, @Nullable Means> when) {
        return pair.balance().stream()
                .map(when)
                .filter(Objects::nonNull)
                .map(Means::difference)
                .filter(difference -> difference.isPresent() && Band.of(difference.getAsDouble()) != Band.ABOVE_10)
                .count();
    }

    /** Where death or deportation ended somebody's time. */
    private List<PagePart> competing(Pair pair) {
        if (pair.groupEnds().isEmpty()) {
            return List.of();
        }
        DataTable table = new DataTable(
                "Where death or deportation ends the time: proven reoffence by then, per cent",
                "Months",
                "At risk",
                "Cumulative incidence (Aalen and Johansen)",
                NumberText.INTERVAL_HEADING,
                "1 less Kaplan-Meier");
        boolean any = add(table, pair.group(), pair.groupEnds());
        any |= add(table, pair.reference(), pair.referenceEnds());
        return any
                ? List.of(
                        table.build(),
                        Html.note(
                                "The cumulative incidence leaves who died or was deported among those who did not reoffend; 1 less"
                                        + " Kaplan-Meier is what it would be had nobody died or been deported. Hazard ratios are cause-specific:"
                                        + " of the hazard among those still alive and in the country. No subdistribution hazard (Fine and"
                                        + " Gray) is estimated."))
                : List.of();
    }

    private boolean add(DataTable table, String group, List<EndedTime> ends) {
        long events = ends.stream().filter(end -> end.end() == End.EVENT).count();
        long competing = ends.stream().filter(end -> end.end() == End.COMPETING).count();
        if (small.withholds(ends.size())
                || small.withholds(events)
                || small.withholds(competing)
                || small.withholds(ends.size() - events - competing)) {
            return false;
        }
        CumulativeIncidence incidence = CumulativeIncidence.of(ends);
        SurvivalCurve curve = SurvivalCurve.of(ends.stream()
                .map(end -> new SurvivalTime(end.time(), end.end() == End.EVENT))
                .toList());
        table.group(group + ", died or deported " + small.count(competing));
        double last = ends.stream().mapToDouble(EndedTime::time).max().orElse(0);
        for (int month : years(last)) {
            if (curve.survival(month).isEmpty() || small.withholds(curve.atRisk(month))) {
                continue;
            }
            Share share = incidence.at(month);
            table.row(
                    String.valueOf(month),
                    DataTable.figure(small.count(curve.atRisk(month))),
                    DataTable.figure(percent(share.value(), ends.size())),
                    DataTable.figure(
                            share.value() > 0
                                    ? percent(share.interval().lower(), ends.size()) + " to "
                                            + percent(share.interval().upper(), ends.size())
                                    : NumberText.NONE),
                    DataTable.figure(percent(1 - curve.survival(month).getAsDouble(), ends.size())));
        }
        return true;
    }

    private static List<Integer> years(double last) {
        return Stream.iterate(MONTHS_A_YEAR, month -> month <= last, month -> month + MONTHS_A_YEAR)
                .limit(5)
                .toList();
    }

    private String percent(double share, long of) {
        return NumberText.decimal(100 * small.estimate(share, of), 1);
    }

    /** Standardised differences before and after, a line for each covariate or level. */
    private static final class LovePlot {
        private static final double WIDTH = 440;
        private static final double LEFT = 190;
        private static final double RIGHT = 16;
        private static final double TOP = 34;
        private static final double ROW = 22;
        private static final int LONGEST = 28;

        private final String window;
        private final Pair pair;
        private final Function<Balance, String> label;
        private double widest = 0.2;

        LovePlot(String window, Pair pair, Function<Balance, String> label) {
            this.window = window;
            this.pair = pair;
            this.label = label;
        }

        Element draw(List<Balance> lines) {
            for (Balance line : lines) {
                for (Means means : marks(line)) {
                    widest = Math.max(widest, Math.abs(means.difference().orElse(0)));
                }
            }
            widest = Math.ceil(widest * 10) / 10;
            double base = TOP + lines.size() * ROW;
            List<Element> shapes = new ArrayList<>();
            for (double at : new LinkedHashSet<>(List.of(-widest, -0.1, 0.0, 0.1, widest))) {
                shapes.add(Svg.line(x(at), TOP - 8, x(at), base, at == 0 ? "axis" : "grid"));
                shapes.add(Svg.text(x(at), base + 18, "middle", "tick", NumberText.decimal(at, 1)));
            }
            legend(shapes);
            for (int i = 0; i < lines.size(); i++) {
                double y = TOP + i * ROW + ROW / 2;
                String words = label.apply(lines.get(i));
                shapes.add(Svg.text(
                        LEFT - 12,
                        y + 4,
                        "end",
                        "label",
                        words.length() > LONGEST ? words.substring(0, LONGEST - 1) + "…" : words));
                mark(shapes, lines.get(i), y);
            }
            return Svg.picture(
                    "balance-" + Svg.word(window) + "-" + Svg.word(pair.group()),
                    "Balance of covariates, " + pair.group() + " against " + pair.reference(),
                    "For each covariate an open circle at the standardised difference before, a dot after matching and a square"
                            + " after weighting. The table below has the same numbers.",
                    WIDTH,
                    base + 28,
                    shapes);
        }

        private static List<Means> marks(Balance line) {
            return Stream.of(line.before(), line.matched(), line.weighted())
                    .filter(Objects::nonNull)
                    .toList();
        }

        private void legend(List<Element> shapes) {
            shapes.add(Svg.circle(6, 10, 4.5, "open"));
            shapes.add(Svg.text(16, 14, "start", "tick", "before"));
            if (pair.balance().stream().anyMatch(line -> line.matched() != null)) {
                shapes.add(Svg.circle(96, 10, 4.5, "dot"));
                shapes.add(Svg.text(106, 14, "start", "tick", "after matching"));
            }
            if (pair.balance().stream().anyMatch(line -> line.weighted() != null)) {
                shapes.add(Svg.rectangle(232, 6, 8, 8, "review"));
                shapes.add(Svg.text(246, 14, "start", "tick", "after weighting"));
            }
        }

        private void mark(List<Element> shapes, Balance line, double y) {
            line.before().difference().ifPresent(at -> shapes.add(Svg.circle(x(at), y, 4.5, "open")));
            Means weighted = line.weighted();
            if (weighted != null) {
                weighted.difference().ifPresent(at -> shapes.add(Svg.rectangle(x(at) - 4, y - 4, 8, 8, "review")));
            }
            Means matched = line.matched();
            if (matched != null) {
                matched.difference().ifPresent(at -> shapes.add(Svg.circle(x(at), y, 4.5, "dot")));
            }
        }

        private double x(double difference) {
            return LEFT + (difference + widest) / (2 * widest) * (WIDTH - LEFT - RIGHT);
        }
    }
}
