package org.reconlink.publish;

import static org.reconlink.publish.Missing.NOT_APPLICABLE;
import static org.reconlink.publish.Missing.WITHHELD;

import java.util.List;
import java.util.function.Function;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.kernel.EnumWords;
import org.reconlink.outcome.Definition;
import org.reconlink.outcome.Definition.Breaches;
import org.reconlink.outcome.Definition.Clock;
import org.reconlink.outcome.Definition.DatedBy;
import org.reconlink.outcome.DefinitionTable;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.ShownShare;
import org.reconlink.result.StudyResult;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Proportion;

/** What definitions do to the rate: one row for each combination, the protocol's own marked. */
final class DefinitionsTable {
    private static final List<Category> COUNTS = List.of(
            new Category(EnumWords.of(ProofBasis.CONVICTIONS), "a court conviction alone is proof"),
            new Category(EnumWords.of(ProofBasis.CONVICTIONS_OR_CAUTIONS), "cautions, reprimands and warnings too"));
    private static final List<Category> BREACHES = List.of(
            new Category(
                    EnumWords.of(Breaches.COUNTED),
                    "breaches that are offences of their own count, but not breach of licence conditions (195/66)"),
            new Category(
                    EnumWords.of(Breaches.NOT_COUNTED), "no breach of an order, of notification or of licence counts"),
            new Category(EnumWords.of(Breaches.AS_THE_PROTOCOL_SAYS), "all but those that the protocol lists"));
    private static final List<Category> DATED_BY = List.of(
            new Category(
                    EnumWords.of(DatedBy.OFFENCE),
                    "committed in the window and proved by the end of the waiting period"),
            new Category(EnumWords.of(DatedBy.CONVICTION), "proved in the window, whenever it was committed"));
    private static final List<Category> CLOCKS = List.of(
            new Category(EnumWords.of(Clock.CALENDAR), "the window has its length in calendar months"),
            new Category(
                    EnumWords.of(Clock.AT_RISK),
                    "the window lasts until as many dates outside custody have passed as the calendar window has dates"));

    private DefinitionsTable() {}

    static PackageTable<ShownShare> of(StudyResult result) {
        DisclosureRule small = result.publish().counts();
        return new PackageTable<>(
                "definitions",
                "What definitions do to the rate: one row for each combination of definitions and window, counted over"
                        + " those included and observed under it.",
                List.of(Windows.COLUMN, "length", "waiting_months", "counts", "breaches", "dated_by", "clock"),
                List.of(
                        Windows.<ShownShare>column(
                                result,
                                "The follow-up window whose start, first day and offence date hold.",
                                row -> row.definition().window()),
                        Variable.flag(
                                "protocol",
                                "Whether it is the protocol's own definition.",
                                row -> TableCell.flag(row.row().ofProtocol())),
                        Variable.own(
                                "length", "How long the window is.", row -> TableCell.own(length(row.definition()))),
                        Variable.integer(
                                "waiting_months",
                                "Waiting period after the window.",
                                "months",
                                row -> TableCell.number(row.definition().waitingMonths())),
                        Variable.category(
                                "counts",
                                "What proves a reoffence.",
                                COUNTS,
                                row -> TableCell.word(row.definition().counts())),
                        Variable.category(
                                "breaches",
                                "Whether breaches count.",
                                BREACHES,
                                row -> TableCell.word(row.definition().breaches())),
                        Variable.category(
                                "dated_by",
                                "Which date places an offence in the window.",
                                DATED_BY,
                                row -> TableCell.word(row.definition().datedBy())),
                        Variable.category(
                                "clock",
                                "How the length of the window is measured.",
                                CLOCKS,
                                row -> TableCell.word(row.definition().clock())),
                        Variable.<ShownShare>integer(
                                        "reoffended",
                                        "Number of the observed with a proven reoffence.",
                                        "participants",
                                        row -> row.shown()
                                                ? TableCell.number(row.share().k())
                                                : WITHHELD)
                                .or(WITHHELD),
                        Variable.<ShownShare>integer(
                                        "observed",
                                        "Number of included participants who are observed under this definition.",
                                        "participants",
                                        row -> row.shown()
                                                ? TableCell.number(row.share().n())
                                                : WITHHELD)
                                .or(WITHHELD),
                        Variable.<ShownShare>decimal(
                                        "per_cent",
                                        "Those with a proven reoffence in per cent of the observed, the fewest that it can be.",
                                        "per cent",
                                        row -> perCent(row, BoundedProportion::least))
                                .or(WITHHELD, NOT_APPLICABLE),
                        Variable.<ShownShare>integer(
                                        "unknown",
                                        "Number of the observed of whom it is not known whether there is one, which the number"
                                                + " with one leaves out.",
                                        "participants",
                                        row -> row.shown()
                                                ? TableCell.number(row.share().unknown())
                                                : WITHHELD)
                                .or(WITHHELD),
                        Variable.<ShownShare>decimal(
                                        "per_cent_most",
                                        "The same if all of whom it is not known have one.",
                                        "per cent",
                                        row -> perCent(row, BoundedProportion::most))
                                .or(WITHHELD, NOT_APPLICABLE),
                        Variable.<ShownShare>integer(
                                        "rest_on_undated",
                                        "Number of the observed without a proven reoffence of whom that holds only if no"
                                                + " offence without a date is one; 0 where the conviction date places it.",
                                        "participants",
                                        row -> restOnUndated(row, small))
                                .or(WITHHELD)),
                ShownShare.of(result));
    }

    private static TableCell perCent(ShownShare share, Function<BoundedProportion, Proportion> bound) {
        if (!share.shown()) {
            return WITHHELD;
        }
        Proportion rate = bound.apply(share.share());
        return rate.n() == 0 ? NOT_APPLICABLE : TableCell.decimal(100.0 * rate.k() / rate.n(), 1);
    }

    /** Where small counts are withheld, of the protocol's own definition alone: two of them together would tell of few. */
    private static TableCell restOnUndated(ShownShare share, DisclosureRule small) {
        DefinitionTable.Row row = share.row();
        int others = row.observed() - row.reoffended() - row.unknown() - row.restOnUndated();
        boolean differences = small.tellsOfFew(1, 1) && !row.ofProtocol();
        return share.shown() && !differences && !small.withholds(others)
                ? TableCell.count(row.restOnUndated(), small)
                : WITHHELD;
    }

    private static String length(Definition definition) {
        if (definition.months() != null) {
            return definition.months() + (definition.months() == 1 ? " month" : " months");
        }
        return definition.to() == null ? "open" : "to " + definition.to().field();
    }
}
