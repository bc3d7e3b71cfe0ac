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
        Split.of(cohort).forEach(split -> body.add(chapter.compared(split)));
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
        traits().forEach(trait -> row(table, trait));
        return table.build();
    }

    private List<Trait> traits() {
        List<Trait> traits = new ArrayList<>(Trait.STANDARD);
        Duration.all(cohort.result()).forEach(d -> traits.add(d.trait()));
        carried.stream().filter(Carried::isNumeric).forEach(c -> traits.add(c.trait()));
        return traits;
    }

    private void row(DataTable table, Trait trait) {
        Summary summary = cohort.summary(trait.value());
        SmallCounts small = cohort.small();
        String quartiles = small.withholds(summary.n())
                ? SmallCounts.WITHHELD
                : Numbers.range(summary.lowerQuartile(), summary.upperQuartile(), 1);
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
        for (Category category : categoriesKnown()) {
            List<Tally> tallies = tallies(category);
            table.group(category.heading());
            if (Carried.areCategories(tallies)) {
                SafeCells cells = SafeCells.ofTallies(tallies, cohort.small());
                for (int i = 0; i < tallies.size(); i++) {
                    table.row(Words.sentence(tallies.get(i).words()), DataTable.figure(cells.share(i, 0)));
                }
            } else {
                table.row("Too many or too long values to list", DataTable.figure(tallies.size() + " different"));
            }
        }
        return table.build();
    }

    /** What the participants are, in words; not known where null. */
    private record Category(String heading, Function<ParticipantOutcome, @Nullable String> of) {
        String words(ParticipantOutcome outcome) {
            return Carried.orNotKnown(of.apply(outcome));
        }
    }

    /** But for what nobody has. */
    private List<Category> categoriesKnown() {
        Stream<Category> usual = Stream.of(
                new Category("Index offence", o -> IndexKind.of(o).words()),
                new Category("Group of the index offence", o -> index(o, ClassifiedOffence::group)),
                new Category("Court mode of the index offence", o -> Words.of(Seriousness.indexMode(o))),
                new Category("Sex", o -> sex(o.participant().details().sex())),
                new Category("Study group", o -> o.participant().group()),
                new Category("Why the intervention ended", o -> o.participant().endReason()));
        Stream<Category> own =
                carried.stream().filter(c -> !c.isNumeric()).map(c -> new Category(c.heading(), c::value));
        return Stream.concat(usual, own)
                .filter(category -> cohort.included().stream()
                        .anyMatch(o -> !category.words(o).equals(Words.NOT_KNOWN)))
                .toList();
    }

    private List<Tally> tallies(Category category) {
        return inOrder(Tally.of(cohort.included().stream().map(category::words)))
                .toList();
    }

    /** The same characteristics with a column for each group. */
    private Element compared(Split split) {
        SmallCounts small = cohort.small();
        DataTable table = new DataTable(
                "Characteristics of the included participants by " + split.by(), split.headings("Characteristic"));
        table.group("Mean (SD), n");
        for (Trait trait : traits()) {
            List<Summary> summaries = split.each(people -> Cohort.summary(people, trait.value()));
            boolean shown = summaries.stream().noneMatch(s -> small.withholds(s.n()) || small.withholds(s.missing()));
            table.row(
                    trait.label(),
                    summaries.stream()
                            .map(s -> DataTable.figure(shown ? mean(s, small) : SmallCounts.WITHHELD))
                            .toList());
        }
        for (Category category : categoriesKnown()) {
            List<Tally> tallies = tallies(category);
            if (Carried.areCategories(tallies) && !category.heading().equalsIgnoreCase(split.by())) {
                table.group(category.heading() + ", n/N (%)");
                List<List<Long>> counts = tallies.stream()
                        .map(t -> split.each(people -> people.stream()
                                .filter(o -> category.words(o).equals(t.words()))
                                .count()))
                        .toList();
                SafeCells cells = SafeCells.of(counts, small);
                for (int i = 0; i < tallies.size(); i++) {
                    List<Element> figures = new ArrayList<>();
                    for (int j = 0; j < split.groups().size(); j++) {
                        figures.add(DataTable.figure(cells.share(i, j)));
                    }
                    table.row(Words.sentence(tallies.get(i).words()), figures);
                }
            }
        }
        return table.build();
    }

    private static String mean(Summary of, SmallCounts small) {
        return small.mean(of, of.mean(), 1) + " (" + small.mean(of, of.sd(), 1) + "), " + small.count(of.n());
    }

    /** What is not known comes last. */
    private static Stream<Tally> inOrder(List<Tally> tallies) {
        return Stream.concat(
                tallies.stream().filter(t -> !t.words().equals(Words.NOT_KNOWN)),
                tallies.stream().filter(t -> t.words().equals(Words.NOT_KNOWN)));
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
