package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Sex;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.Summary;

/** Who the included participants are. */
final class PeopleChapter {
    private final Cohort cohort;
    private final List<Carried> carried;

    private PeopleChapter(Cohort cohort) {
        this.cohort = cohort;
        this.carried = Carried.of(cohort.included());
    }

    static Chapter of(Cohort cohort) {
        PeopleChapter chapter = new PeopleChapter(cohort);
        List<Node> body = new ArrayList<>();
        body.add(chapter.numbers());
        body.add(Html.note("SD is the standard deviation of the sample (divisor n − 1); quartiles are linear between"
                + " neighbouring values (type 7 of Hyndman and Fan). Missing values are in no figure but “missing”."));
        body.add(chapter.categories());
        body.add(Html.note("The index offence is the participant sheet's where given, else the principal offence of the"
                + " last conviction with immediate custody before release. "
                + chapter.disagreements()));
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
        Trait.STANDARD.forEach(trait -> row(table, trait));
        Duration.all(cohort.result()).forEach(d -> row(table, d.trait()));
        carried.stream().filter(Carried::isNumeric).forEach(c -> row(table, c.trait()));
        return table.build();
    }

    private void row(DataTable table, Trait trait) {
        Summary summary = cohort.summary(trait.value());
        SmallCounts small = cohort.small();
        String quartiles = small.withholds(summary.n())
                ? SmallCounts.WITHHELD
                : Numbers.range(summary.lowerQuartile(), summary.upperQuartile(), 1);
        table.row(
                trait.label(),
                trait.definition(),
                List.of(
                        DataTable.figure(small.count(summary.n())),
                        DataTable.figure(small.count(summary.missing())),
                        DataTable.figure(small.figure(summary, summary.mean(), 1)),
                        DataTable.figure(small.figure(summary, summary.sd(), 1)),
                        DataTable.figure(small.figure(summary, summary.median(), 1)),
                        DataTable.figure(quartiles),
                        DataTable.figure(small.range(summary, 1))));
    }

    private Element categories() {
        DataTable table = new DataTable(
                "Characteristics of the included participants: categories", "Characteristic", "Included, n/N (%)");
        group(table, "Index offence", o -> IndexKind.of(o).words());
        group(table, "Group of the index offence", o -> index(o, ClassifiedOffence::group));
        group(table, "Court mode of the index offence", o -> Words.of(Seriousness.indexMode(o)));
        group(table, "Sex", o -> sex(o.participant().details().sex()));
        group(table, "Study group", o -> o.participant().group());
        group(table, "Why the intervention ended", o -> o.participant().endReason());
        carried.stream().filter(c -> !c.isNumeric()).forEach(c -> group(table, c.heading(), c::value));
        return table.build();
    }

    /** Leaves out what nobody has, and lists no values where there are too many to be categories. */
    private void group(DataTable table, String heading, Function<ParticipantOutcome, @Nullable String> category) {
        List<String> values = cohort.included().stream()
                .map(o -> Carried.orNotKnown(category.apply(o)))
                .toList();
        List<Tally> tallies = Tally.of(values.stream());
        if (tallies.stream().allMatch(t -> t.words().equals(Words.NOT_KNOWN))) {
            return;
        }
        table.group(heading);
        if (Carried.areCategories(tallies)) {
            inOrder(tallies).forEach(t -> table.row(Words.sentence(t.words()), share(t.count(), values.size())));
        } else {
            table.row("Too many or too long values to list", DataTable.figure(tallies.size() + " different"));
        }
    }

    /** What is not known comes last. */
    private static Stream<Tally> inOrder(List<Tally> tallies) {
        return Stream.concat(
                tallies.stream().filter(t -> !t.words().equals(Words.NOT_KNOWN)),
                tallies.stream().filter(t -> t.words().equals(Words.NOT_KNOWN)));
    }

    private Element share(long k, long n) {
        return DataTable.figure(cohort.small().share(new Proportion(k, n)));
    }

    private static @Nullable String index(
            ParticipantOutcome outcome, Function<ClassifiedOffence, @Nullable String> part) {
        ClassifiedOffence index = outcome.index().used();
        return index == null ? null : part.apply(index);
    }

    private static @Nullable String sex(@Nullable Sex sex) {
        return sex == null ? null : Words.of(sex);
    }

    private String disagreements() {
        Proportion both = Cohort.share(cohort.included(), o -> o.index().disagreement());
        return "Sheet and convictions name different index offences for "
                + cohort.small().share(both)
                + " of those included.";
    }
}
