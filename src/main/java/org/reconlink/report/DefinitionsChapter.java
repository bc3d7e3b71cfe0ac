package org.reconlink.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.offence.ClassificationCoverage;
import org.reconlink.offence.ClassificationCoverage.Nature;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;
import org.reconlink.offence.ClassifiedOffence.NatureSource;
import org.reconlink.outcome.Definition;
import org.reconlink.outcome.Definition.Breaches;
import org.reconlink.outcome.Definition.Clock;
import org.reconlink.outcome.Definition.DatedBy;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.ReportWords;
import org.reconlink.result.ShownShare;
import org.reconlink.statistics.Proportion;

/** What definitions do to the rate, and how the offences that it rests on were classified. */
final class DefinitionsChapter {
    private final Cohort cohort;
    private final SmallCounts small;

    private DefinitionsChapter(Cohort cohort) {
        this.cohort = cohort;
        this.small = cohort.small();
    }

    static Chapter of(Cohort cohort) {
        DefinitionsChapter chapter = new DefinitionsChapter(cohort);
        List<ShownShare> shares = ShownShare.of(cohort.result());
        List<PagePart> body = new ArrayList<>();
        body.add(Html.p("The share with a proven reoffence of those included and observed, under every combination of"
                + " definitions that studies use, from one pass over the same histories; with each window's start, first"
                + " day and offence date. At risk, a window lasts until as many days outside custody have passed as the"
                + " calendar window has."));
        cohort.windows().forEach(w -> body.addAll(chapter.window(w, shares)));
        body.addAll(chapter.classification());
        return new Chapter("definitions", "outcome", "What definitions do to the rate", body);
    }

    private List<PagePart> window(WindowSettings window, List<ShownShare> shares) {
        List<ShownShare> all = shares.stream()
                .filter(share -> share.definition().window().equals(window.name()))
                .toList();
        if (all.isEmpty()) {
            return List.of();
        }
        List<PagePart> body = new ArrayList<>();
        body.add(Html.h3("Window “" + window.name() + "”: " + WindowWords.span(window)));
        all.stream()
                .filter(share -> share.row().ofProtocol())
                .forEach(share ->
                        body.add(Html.p("By the protocol's own definition: " + figure(share) + ". " + span(all))));
        body.add(table(window, all));
        return body;
    }

    private String span(List<ShownShare> all) {
        List<Proportion> shown = all.stream()
                .filter(ShownShare::shown)
                .flatMap(share -> Stream.of(share.share().least(), share.share().most()))
                .filter(share -> share.n() > 0)
                .sorted(Comparator.comparingDouble(share -> (double) share.k() / share.n()))
                .toList();
        return shown.size() < 2
                ? ""
                : "Over all definitions: from " + SmallCounts.words(shown.get(0)) + " to "
                        + SmallCounts.words(shown.get(shown.size() - 1)) + ".";
    }

    /** One row for length, waiting period, proof and breaches; one column for date and clock. */
    private Element table(WindowSettings window, List<ShownShare> all) {
        DataTable table = new DataTable(
                "What definitions do to the rate, window “" + window.name() + "”, n/N (%)",
                "Length; waiting period; proof; breaches",
                "By offence date, calendar",
                "By offence date, at risk",
                "By conviction date, calendar",
                "By conviction date, at risk");
        Map<String, List<ShownShare>> rows = new LinkedHashMap<>();
        all.stream()
                .filter(share -> share.definition().months() != null
                        && share.definition().breaches() != Breaches.AS_THE_PROTOCOL_SAYS)
                .forEach(share -> rows.computeIfAbsent(row(share.definition()), key -> new ArrayList<>())
                        .add(share));
        rows.forEach((row, shares) -> {
            List<Element> cells = new ArrayList<>();
            for (DatedBy datedBy : DatedBy.values()) {
                for (Clock clock : Clock.values()) {
                    cells.add(shares.stream()
                            .filter(share -> share.definition().datedBy() == datedBy
                                    && share.definition().clock() == clock)
                            .map(this::cell)
                            .findFirst()
                            .orElse(DataTable.figure(NumberText.NONE)));
                }
            }
            table.row(row, cells);
        });
        return table.build();
    }

    private static String row(Definition definition) {
        return ReportWords.months(definition.months() == null ? 0 : definition.months())
                + "; " + ReportWords.months(definition.waitingMonths())
                + "; " + (definition.counts() == ProofBasis.CONVICTIONS ? "convictions" : "or cautions")
                + "; " + (definition.breaches() == Breaches.COUNTED ? "counted" : "not counted");
    }

    private Element cell(ShownShare share) {
        return DataTable.figure(figure(share) + (share.row().ofProtocol() ? " *" : ""));
    }

    private String figure(ShownShare share) {
        return share.shown() ? SmallCounts.words(share.share()) : SmallCounts.WITHHELD;
    }

    /** Which source made each count; one offence can have several, so the rows are no parts of a whole. */
    private Element natures(ClassificationCoverage coverage) {
        DataTable table =
                new DataTable("Violent and sexual offences of the linked, by source", "Source", "Violent", "Sexual");
        table.row("Any", natures(coverage, Nature::yes));
        for (NatureSource source : NatureSource.values()) {
            table.row(
                    source.words(),
                    natures(coverage, nature -> nature.bySource().getOrDefault(source, 0L)));
        }
        table.row("Not known: no source has the offence", natures(coverage, Nature::unknown));
        return table.build();
    }

    private List<Element> natures(ClassificationCoverage coverage, ToLongFunction<Nature> count) {
        return Stream.of(coverage.violent(), coverage.sexual())
                .map(nature ->
                        DataTable.figure(small.share(new Proportion(count.applyAsLong(nature), coverage.offences()))))
                .toList();
    }

    private List<PagePart> classification() {
        ClassificationCoverage coverage = cohort.result().classification();
        Proportion classified = new Proportion(coverage.classified(), coverage.offences());
        DataTable table = new DataTable("Court mode of the offences of the linked, by evidence", "Evidence", "n/N (%)");
        SafeCells cells = SafeCells.ofParts(List.copyOf(coverage.byEvidence().values()), small);
        int number = 0;
        for (ModeEvidence evidence : coverage.byEvidence().keySet()) {
            table.row(ReportWords.sentence(EnumWords.of(evidence)), DataTable.figure(cells.share(number++, 0)));
        }
        return List.of(
                Html.h3("How offences were classified"),
                table.build(),
                natures(coverage),
                Html.note("The court mode is known of " + small.share(classified)
                        + " offences of the linked, all participants read. Codes whose court mode is not known: "
                        + coverage.unknownCodes().size() + " (classification.csv names them). Offences named by a title"
                        + " alone: " + small.count(coverage.matchedTitles())
                        + " whose title is exactly that of one code, "
                        + small.count(coverage.unmatchedTitles()) + " others. * the protocol's own definition."));
    }
}
