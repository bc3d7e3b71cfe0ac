package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.disclosure.Tally;
import org.reconlink.result.Cohort;
import org.reconlink.result.ReportWords;
import org.reconlink.result.Split;
import org.reconlink.result.Trait;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.Summary;

/** Who the included participants are. */
final class PeopleChapter {
    private final Cohort cohort;
    private final Characteristics characteristics;

    private PeopleChapter(Cohort cohort, Characteristics characteristics) {
        this.cohort = cohort;
        this.characteristics = characteristics;
    }

    static Chapter of(Cohort cohort, Characteristics characteristics) {
        PeopleChapter chapter = new PeopleChapter(cohort, characteristics);
        List<PagePart> body = new ArrayList<>();
        body.add(chapter.numbers());
        body.add(Html.note("SD is the standard deviation of the sample (divisor n − 1); quartiles are linear between"
                + " neighbouring values (type 7 of Hyndman and Fan). Missing values are in no figure but “missing”."));
        body.add(chapter.categories());
        body.add(Html.note("The index offence is the participant sheet's where given, else the principal offence of the"
                + " last conviction with immediate custody before release. "
                + chapter.disagreements()));
        List<Split> splits = Split.of(cohort);
        splits.forEach(split -> body.add(chapter.characteristics.compared(
                "Characteristics of the included participants by " + split.by(), split, cohort.small())));
        if (splits.stream().anyMatch(split -> split.groups().size() == 2)) {
            body.add(Html.note(Characteristics.STANDARDISED));
        }
        return new Chapter("people", "outcome", "Who the people are", body);
    }

    private Element numbers() {
        DataTable table = new DataTable(
                "Characteristics of the included participants: numbers",
                "Characteristic",
                "n",
                "Missing",
                "Mean",
                "SD",
                "Median",
                "Quartiles",
                "Range");
        characteristics.traits().forEach(trait -> row(table, trait));
        return table.build();
    }

    private void row(DataTable table, Trait trait) {
        Summary summary = cohort.summary(trait.value());
        SmallCounts small = cohort.small();
        String quartiles = small.withholds(summary.n())
                ? SmallCounts.WITHHELD
                : NumberText.range(summary.lowerQuartile(), summary.upperQuartile(), 1);
        SafeCells known = SafeCells.ofParts(List.of((long) summary.n(), (long) summary.missing()), small);
        table.row(
                trait.label(),
                trait.definition(),
                List.of(
                        DataTable.figure(known.count(0, 0)),
                        DataTable.figure(known.count(1, 0)),
                        DataTable.figure(small.mean(summary, summary.mean(), 1)),
                        DataTable.figure(small.mean(summary, summary.sd(), 1)),
                        DataTable.figure(small.figure(summary, summary.median(), 1)),
                        DataTable.figure(quartiles),
                        DataTable.figure(small.range(summary, 1))));
    }

    private Element categories() {
        DataTable table = new DataTable(
                "Characteristics of the included participants: categories", "Characteristic", "Included, n/N (%)");
        for (Characteristics.Category category : characteristics.categories()) {
            List<Tally> tallies = category.tallies(cohort.included());
            table.group(category.heading());
            if (Carried.areCategories(tallies)) {
                SafeCells cells = SafeCells.ofTallies(tallies, cohort.small());
                for (int i = 0; i < tallies.size(); i++) {
                    table.row(ReportWords.sentence(tallies.get(i).words()), DataTable.figure(cells.share(i, 0)));
                }
            } else {
                table.row("Too many or too long values to list", DataTable.figure(tallies.size() + " different"));
            }
        }
        return table.build();
    }

    private String disagreements() {
        Proportion both = Cohort.share(cohort.included(), o -> o.index().disagreement());
        return "Sheet and convictions name different index offences for "
                + cohort.small().share(both)
                + " of those included.";
    }
}
