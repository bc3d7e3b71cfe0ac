package org.reconlink.publish;

import static org.reconlink.publish.Missing.NOT_APPLICABLE;
import static org.reconlink.publish.Missing.WITHHELD;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.kernel.EnumWords;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.AdjustedComparison;
import org.reconlink.result.AdjustedComparison.Balance;
import org.reconlink.result.AdjustedComparison.Both;
import org.reconlink.result.AdjustedComparison.Means;
import org.reconlink.result.AdjustedComparison.Pair;
import org.reconlink.result.AdjustedComparison.Quantity;
import org.reconlink.result.AdjustedComparison.Row;
import org.reconlink.result.AdjustedComparison.Way;
import org.reconlink.result.Cohort;
import org.reconlink.result.StudyResult;
import org.reconlink.statistics.Estimate;

/** Study groups against their reference with covariates held equal, and how alike they are before and after; where the protocol asks. */
final class ComparisonTables {
    private static final int PLACES = 4;
    private static final List<Category> WAYS = List.of(
            new Category(EnumWords.of(Way.UNADJUSTED), "the same people as they are"),
            new Category(EnumWords.of(Way.LOGISTIC_REGRESSION), "covariates in a logistic regression"),
            new Category(EnumWords.of(Way.COX_REGRESSION), "covariates in a Cox regression, Efron's ties"),
            new Category(EnumWords.of(Way.MATCHING), "matched on the propensity score"),
            new Category(EnumWords.of(Way.WEIGHTING), "the reference weighted by its odds of being in the group"));
    private static final List<Category> QUANTITIES = List.of(
            new Category(
                    EnumWords.of(Quantity.RISK_DIFFERENCE), "the group's share less the reference's, from -1 to 1"),
            new Category(EnumWords.of(Quantity.ODDS_RATIO), "the group's odds over the reference's"),
            new Category(
                    EnumWords.of(Quantity.HAZARD_RATIO),
                    "the group's hazard of a first proven reoffence over the reference's; cause-specific"));

    private final StudyResult result;
    private final AdjustedComparison comparison;
    private final DisclosureRule small;

    private ComparisonTables(StudyResult result, AdjustedComparison comparison) {
        this.result = result;
        this.comparison = comparison;
        this.small = result.publish().counts();
    }

    /** None where the protocol asks for no comparison. */
    static List<PackageTable<?>> of(StudyResult result) {
        return AdjustedComparison.of(Cohort.of(result))
                .map(comparison -> new ComparisonTables(result, comparison))
                .<List<PackageTable<?>>>map(tables -> List.of(tables.estimates(), tables.balance()))
                .orElse(List.of());
    }

    /** A figure and whose it is. */
    private record Told(Pair pair, Row row) {}

    /** A line of balance, whose it is, and what stands for its level. */
    private record Line(
            Pair pair,
            Balance balance,
            boolean shown,
            @Nullable String level) {}

    private PackageTable<Told> estimates() {
        List<Told> rows = new ArrayList<>();
        comparison.pairs().forEach(pair -> pair.rows().forEach(row -> rows.add(new Told(pair, row))));
        return new PackageTable<>(
                "comparison",
                "Each study group against the reference with covariates held equal, over those included, observed and with every"
                        + " covariate.",
                List.of(),
                List.of(
                        Windows.<Told>column(
                                result,
                                "The follow-up window.",
                                any -> comparison.window().name()),
                        group(
                                "group",
                                "Group of the study (arm) that is compared.",
                                told -> told.pair().group()),
                        group(
                                "reference",
                                "The group that it is compared with.",
                                told -> told.pair().reference()),
                        Variable.<Told>category(
                                "method",
                                "How covariates are held equal.",
                                WAYS,
                                told -> TableCell.word(told.row().way())),
                        Variable.<Told>category(
                                "quantity",
                                "What is estimated.",
                                QUANTITIES,
                                told -> TableCell.word(told.row().quantity())),
                        Variable.own("outcome", "The outcome.", told -> TableCell.own(outcome(told.row()))),
                        figure(
                                "estimate",
                                "The estimate; where outcomes are unknown, if they favour the group most.",
                                row -> row.estimate(),
                                Estimate::value),
                        figure(
                                "lower",
                                "Lower limit of the 95% interval.",
                                Row::estimate,
                                e -> e.interval().lower()),
                        figure(
                                "upper",
                                "Upper limit of the 95% interval.",
                                Row::estimate,
                                e -> e.interval().upper()),
                        figure(
                                "estimate_most",
                                "The estimate if unknown outcomes favour the group least; not applicable"
                                        + " where all are known.",
                                Row::most,
                                Estimate::value),
                        probability("p", "Two-sided p; not applicable where there is none.", Row::p),
                        probability(
                                "proportional_p",
                                "p of the test that a hazard ratio is the same at all times; not applicable of others.",
                                Row::proportional),
                        count(
                                "people_group",
                                "People of the group whom it is of; of matching those matched.",
                                told -> told.row().people().group()),
                        count(
                                "people_reference",
                                "People of the reference whom it is of; of matching those matched.",
                                told -> told.row().people().reference()),
                        count(
                                "with_group",
                                "Of the group, those who surely have the outcome.",
                                told -> told.row().with().group()),
                        count(
                                "with_reference",
                                "Of the reference, those who surely have the outcome.",
                                told -> told.row().with().reference()),
                        Variable.<Told>flag(
                                "penalised",
                                "Whether it is by Firth's likelihood, since a covariate tells the outcome of some exactly.",
                                told -> TableCell.flag(told.row().penalised())),
                        Variable.<Told>own(
                                        "not_shown_reason",
                                        "Why there is no estimate; not applicable if there is one.",
                                        told -> TableCell.known(reason(told), NOT_APPLICABLE, TableCell::own))
                                .or(NOT_APPLICABLE)),
                rows);
    }

    private String outcome(Row row) {
        return row.quantity() == Quantity.HAZARD_RATIO
                ? "time to the first proven reoffence"
                : comparison.outcome().label().replace(" *", "");
    }

    private @Nullable String reason(Told told) {
        if (!told.row().shown(small, told.pair())) {
            return "small count";
        }
        return told.row().reason();
    }

    private static <R> Variable<R> group(String name, String definition, Function<R, String> of) {
        return Variable.text(name, definition, row -> TableCell.input(of.apply(row)));
    }

    private Variable<Told> figure(
            String name,
            String definition,
            Function<Row, @Nullable Estimate> estimate,
            ToDoubleFunction<Estimate> part) {
        return Variable.<Told>decimal(name, definition, "", told -> {
                    Estimate of = estimate.apply(told.row());
                    if (!told.row().shown(small, told.pair())) {
                        return WITHHELD;
                    }
                    return of == null || Double.isInfinite(part.applyAsDouble(of))
                            ? NOT_APPLICABLE
                            : TableCell.decimal(part.applyAsDouble(of), PLACES);
                })
                .or(WITHHELD, NOT_APPLICABLE);
    }

    private Variable<Told> probability(String name, String definition, Function<Row, @Nullable Double> p) {
        return Variable.<Told>decimal(
                        name,
                        definition,
                        "",
                        told -> told.row().shown(small, told.pair())
                                ? TableCell.known(
                                        p.apply(told.row()), NOT_APPLICABLE, value -> TableCell.decimal(value, PLACES))
                                : WITHHELD)
                .or(WITHHELD, NOT_APPLICABLE);
    }

    private Variable<Told> count(String name, String definition, Function<Told, Long> number) {
        return Variable.<Told>integer(
                        name,
                        definition,
                        "people",
                        told -> told.row().shown(small, told.pair())
                                ? TableCell.number(small.rounded(number.apply(told)))
                                : WITHHELD)
                .or(WITHHELD);
    }

    private PackageTable<Line> balance() {
        Set<String> fit = CarriedColumn.FitToShow.of(result).columns();
        List<Line> rows = new ArrayList<>();
        for (Pair pair : comparison.pairs()) {
            int level = 0;
            String before = "";
            for (Balance balance : pair.balance()) {
                level = balance.covariate().equals(before) ? level + 1 : 1;
                before = balance.covariate();
                boolean named = !balance.carried() || fit.contains(balance.covariate());
                String word = balance.level() == null || named ? balance.level() : "level " + level;
                rows.add(new Line(pair, balance, named && pair.shown(balance, small), word));
            }
        }
        return new PackageTable<>(
                "balance",
                "How alike a study group and the reference are in each covariate, before and after matching and weighting, over"
                        + " those included, observed and with every covariate.",
                List.of(),
                List.of(
                        Windows.<Line>column(
                                result,
                                "The follow-up window.",
                                any -> comparison.window().name()),
                        group(
                                "group",
                                "Group of the study (arm) that is compared.",
                                line -> line.pair().group()),
                        group(
                                "reference",
                                "The group that it is compared with.",
                                line -> line.pair().reference()),
                        group(
                                "covariate",
                                "What is held equal.",
                                line -> line.balance().covariate()),
                        Variable.<Line>text(
                                        "level",
                                        "Level of a covariate in words; not applicable of a number.",
                                        line -> TableCell.known(line.level(), NOT_APPLICABLE, TableCell::input))
                                .or(NOT_APPLICABLE),
                        people("people_group", "Of the group, people with the level, or all of a number.", Both::group),
                        people(
                                "people_reference",
                                "Of the reference, people with the level, or all of a number.",
                                Both::reference),
                        mean("group_before", "Mean or share of the group before.", Balance::before, Means::group),
                        mean(
                                "reference_before",
                                "Mean or share of the reference before.",
                                Balance::before,
                                Means::reference),
                        difference("difference_before", "before", Balance::before),
                        mean(
                                "group_matched",
                                "Mean or share of those of the group who are matched.",
                                Balance::matched,
                                Means::group),
                        mean(
                                "reference_matched",
                                "Mean or share of their matches.",
                                Balance::matched,
                                Means::reference),
                        difference("difference_matched", "after matching", Balance::matched),
                        mean(
                                "reference_weighted",
                                "Mean or share of the weighted reference.",
                                Balance::weighted,
                                Means::reference),
                        difference("difference_weighted", "after weighting", Balance::weighted)),
                rows);
    }

    private Variable<Line> people(String name, String definition, Function<Both, Long> side) {
        return Variable.<Line>integer(
                        name,
                        definition,
                        "people",
                        line -> line.shown()
                                ? TableCell.number(
                                        small.rounded(side.apply(line.balance().counts())))
                                : WITHHELD)
                .or(WITHHELD);
    }

    private static Variable<Line> mean(
            String name, String definition, Function<Balance, @Nullable Means> when, ToDoubleFunction<Means> part) {
        return Variable.<Line>decimal(name, definition, "", line -> {
                    Means means = when.apply(line.balance());
                    return means == null
                            ? NOT_APPLICABLE
                            : line.shown() ? TableCell.decimal(part.applyAsDouble(means), PLACES) : WITHHELD;
                })
                .or(WITHHELD, NOT_APPLICABLE);
    }

    private static Variable<Line> difference(String name, String when, Function<Balance, @Nullable Means> of) {
        return Variable.<Line>decimal(
                        name,
                        "Standardised difference " + when
                                + ", in standard deviations before any weighting; beyond 0.1 either way groups are not alike in it.",
                        "",
                        line -> {
                            Means means = of.apply(line.balance());
                            OptionalDouble difference = means == null ? OptionalDouble.empty() : means.difference();
                            return difference.isEmpty()
                                    ? NOT_APPLICABLE
                                    : line.shown() ? TableCell.decimal(difference.getAsDouble(), PLACES) : WITHHELD;
                        })
                .or(WITHHELD, NOT_APPLICABLE);
    }
}
