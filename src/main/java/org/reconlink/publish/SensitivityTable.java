package org.reconlink.publish;

import static org.reconlink.publish.Missing.NOT_APPLICABLE;
import static org.reconlink.publish.Missing.WITHHELD;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.EnumWords;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.RateRow;
import org.reconlink.result.RateRow.Kind;
import org.reconlink.result.StudyResult;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Interval;

/** What linkage does to the rate: one row for each way of counting or estimating it. */
final class SensitivityTable {
    private static final List<Category> KINDS = List.of(
            new Category(EnumWords.of(Kind.CONFIDENT_LINKS), "the study's links; pairs in review are rejected"),
            new Category(
                    EnumWords.of(Kind.REVIEWED_PAIRS_ACCEPTED),
                    "the same, and whoever is in review is the likeliest person there"),
            new Category(EnumWords.of(Kind.AT_THRESHOLD), "pairs are links from another match probability"),
            new Category(
                    EnumWords.of(Kind.OUTCOME_BLIND_ESTIMATE),
                    "allowing for uncertain links, with the same agreement whatever the outcome"),
            new Category(
                    EnumWords.of(Kind.ESTIMATE),
                    "allowing for uncertain links, and for agreement that differs by the candidate's outcome"),
            new Category(
                    EnumWords.of(Kind.RANGE),
                    "the estimate's limits if the unlinked reoffend at a third to three times the odds"),
            new Category(EnumWords.of(Kind.UNLINKED), "the share of participants who could not be linked, estimated"),
            new Category(
                    EnumWords.of(Kind.AUDITED_LEAST),
                    "the linked and an audited sample of the unlinked, if none of those who were not traced reoffended"),
            new Category(EnumWords.of(Kind.AUDITED_MOST), "the same if all of them did"));

    private SensitivityTable() {}

    static PackageTable<RateRow> of(StudyResult result) {
        return new PackageTable<>(
                "sensitivity",
                "How sure the rate of proven reoffending is: one row for each way of counting or estimating it.",
                List.of(), // the threshold of all but one kind of figure is missing
                List.of(
                        Windows.<RateRow>column(result, "The follow-up window.", RateRow::window),
                        Variable.<RateRow>text(
                                        "study_group",
                                        "Group of the study (arm), estimated by itself; not applicable for everybody"
                                                + " together.",
                                        row -> TableCell.known(row.group(), NOT_APPLICABLE, TableCell::input))
                                .or(NOT_APPLICABLE),
                        Variable.category("figure", "What the figure is.", KINDS, row -> TableCell.word(row.kind())),
                        Variable.<RateRow>decimal(
                                        "link_from",
                                        "Match probability from which pairs are links, where it is varied.",
                                        "probability",
                                        row -> TableCell.known(
                                                row.threshold(), NOT_APPLICABLE, t -> TableCell.decimal(t, 6)))
                                .or(NOT_APPLICABLE),
                        count(
                                "reoffended",
                                "Number who surely have a proven reoffence, where they are counted.",
                                BoundedProportion::k),
                        count(
                                "unknown",
                                "Number of whom it is not known whether they have one, where they are counted.",
                                BoundedProportion::unknown),
                        count("observed", "Number observed, where they are counted.", BoundedProportion::n),
                        perCent(
                                "per_cent",
                                "The rate, or the share unlinked, if none of those of whom it is not known has a proven"
                                        + " reoffence.",
                                RateRow::rate),
                        perCent(
                                "per_cent_most",
                                "The same if all of them have one; the rate if nothing is unknown.",
                                RateRow::most),
                        perCent(
                                "lower",
                                "Lower limit of the 95% interval or of the range, of the lower rate.",
                                row -> lower(row)),
                        perCent("upper", "Upper limit of the same, of the higher rate.", row -> upper(row))),
                RateRow.of(result.rates(), result.publish().counts()).values().stream()
                        .flatMap(List::stream)
                        .toList());
    }

    private static Variable<RateRow> count(String name, String definition, Function<BoundedProportion, Long> part) {
        return Variable.<RateRow>integer(
                        name,
                        definition,
                        "participants",
                        row -> row.shown()
                                ? TableCell.known(
                                        row.counted(), NOT_APPLICABLE, share -> TableCell.number(part.apply(share)))
                                : WITHHELD)
                .or(WITHHELD, NOT_APPLICABLE);
    }

    private static Variable<RateRow> perCent(
            String name, String definition, Function<RateRow, @Nullable Double> share) {
        return Variable.<RateRow>decimal(
                        name,
                        definition,
                        "per cent",
                        row -> row.shown()
                                ? TableCell.known(share.apply(row), NOT_APPLICABLE, s -> TableCell.decimal(100 * s, 1))
                                : WITHHELD)
                .or(WITHHELD, NOT_APPLICABLE);
    }

    private static @Nullable Double lower(RateRow row) {
        Interval interval = row.interval();
        return interval == null ? null : (Double) interval.lower();
    }

    private static @Nullable Double upper(RateRow row) {
        Interval interval = row.interval();
        return interval == null ? null : (Double) interval.upper();
    }
}
