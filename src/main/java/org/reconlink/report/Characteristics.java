package org.reconlink.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.disclosure.Tally;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.Sex;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.publish.CarriedColumn.FitToShow;
import org.reconlink.result.Cohort;
import org.reconlink.result.Recalled.IndexKind;
import org.reconlink.result.ReportWords;
import org.reconlink.result.Split;
import org.reconlink.result.Trait;
import org.reconlink.result.Trait.Duration;
import org.reconlink.result.WorstReoffence;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.StandardisedDifference;
import org.reconlink.statistics.Summary;

/** What people are, in numbers and in categories, and the table that sets groups of them side by side. */
record Characteristics(List<Trait> traits, List<Category> categories) {
    static final String STANDARDISED =
            "The standardised difference is the first group's mean or share less the second's,"
                    + " in standard deviations: the root of the mean of both groups' variances. From 0.1 on, either way, it is"
                    + " usually read as a difference that may matter; with few people in a group large ones come by chance.";

    /**
     * What a person is, in words; not known where null.
     *
     * @param order of the words; of those that it lacks the most frequent first
     */
    record Category(String heading, Function<ParticipantOutcome, @Nullable String> of, List<String> order) {
        Category(String heading, Function<ParticipantOutcome, @Nullable String> of) {
            this(heading, of, List.of());
        }

        String words(ParticipantOutcome outcome) {
            return Carried.orNotKnown(of.apply(outcome));
        }

        /** What is not known comes last. */
        List<Tally> tallies(List<ParticipantOutcome> people) {
            List<Tally> all = Tally.of(people.stream().map(this::words)).stream()
                    .sorted(Comparator.comparingInt(tally -> place(tally.words())))
                    .toList();
            return Stream.concat(
                            all.stream().filter(t -> !t.words().equals(ReportWords.NOT_KNOWN)),
                            all.stream().filter(t -> t.words().equals(ReportWords.NOT_KNOWN)))
                    .toList();
        }

        private int place(String words) {
            int place = order.indexOf(words);
            return place < 0 ? order.size() : place;
        }
    }

    /** Of those included. */
    static Characteristics of(Cohort cohort, FitToShow fit) {
        Stream<Category> index = Stream.of(
                new Category("Index offence", o -> IndexKind.of(o).words()),
                new Category("Group of the index offence", o -> index(o, ClassifiedOffence::group)),
                new Category("Court mode of the index offence", o -> ReportWords.of(WorstReoffence.indexMode(o))));
        return of(cohort, fit, cohort.included(), Trait.STANDARD, index);
    }

    /** Of all read, as far as the participant sheet says: nothing that only a link tells. */
    static Characteristics withoutLink(Cohort cohort, FitToShow fit) {
        Stream<Category> recorded = Stream.of(
                recorded("Date of birth", PersonDetails::dateOfBirth),
                recorded("PNC id or CRO number", d -> d.pncId() == null ? d.croNumber() : d.pncId()),
                recorded("Prison number", PersonDetails::prisonNumber),
                recorded("Postcode", d -> d.postcodes().isEmpty() ? null : d.postcodes()),
                new Category(
                        "Index offence recorded", o -> yesOrNo(o.participant().indexOffence())));
        return of(
                cohort, fit, cohort.result().outcomes(), List.of(Trait.AGE_AT_START, Trait.YEARS_IN_CUSTODY), recorded);
    }

    /** Categories come without those that nobody has. */
    private static Characteristics of(
            Cohort cohort,
            FitToShow fit,
            List<ParticipantOutcome> people,
            List<Trait> standard,
            Stream<Category> first) {
        List<Carried> carried = Carried.of(cohort.result(), fit.columns());
        List<Trait> traits = new ArrayList<>(standard);
        Duration.all(cohort.result()).forEach(d -> traits.add(d.trait()));
        carried.stream().filter(Carried::isNumeric).forEach(c -> traits.add(c.trait()));
        List<String> groups = cohort.result()
                .outcome()
                .groups()
                .inOrder(people.stream()
                        .map(o -> o.participant().group())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        Stream<Category> usual = Stream.of(
                new Category("Sex", o -> sex(o.participant().details().sex())),
                new Category("Study group", o -> o.participant().group(), groups),
                new Category(
                        "Why the intervention ended",
                        o -> fit.endReasons() ? o.participant().endReason() : null));
        Stream<Category> own = carried.stream()
                .filter(c -> !c.isNumeric())
                .map(c -> c.category(people, cohort.result().publish().counts()));
        List<Category> categories = Stream.of(first, usual, own)
                .flatMap(all -> all)
                .filter(category ->
                        people.stream().anyMatch(o -> !category.words(o).equals(ReportWords.NOT_KNOWN)))
                .toList();
        return new Characteristics(List.copyOf(traits), categories);
    }

    private static Category recorded(String what, Function<PersonDetails, @Nullable Object> value) {
        return new Category(
                what + " recorded", o -> yesOrNo(value.apply(o.participant().details())));
    }

    private static @Nullable String sex(@Nullable Sex sex) {
        return sex == null ? null : EnumWords.of(sex);
    }

    private static String yesOrNo(@Nullable Object value) {
        return value == null ? "no" : "yes";
    }

    private static @Nullable String index(
            ParticipantOutcome outcome, Function<ClassifiedOffence, @Nullable String> part) {
        ClassifiedOffence index = outcome.index().used();
        return index == null ? null : part.apply(index);
    }

    /** A column for each group; between two groups their standardised difference. */
    Element compared(String caption, Split split, SmallCounts small) {
        boolean two = split.groups().size() == 2;
        List<String> headings = new ArrayList<>(split.headings("Characteristic"));
        if (two) {
            headings.add("Standardised difference");
        }
        DataTable table = new DataTable(caption, headings);
        table.group("Mean (SD), n");
        for (Trait trait : traits) {
            List<Summary> summaries = split.each(people -> Cohort.summary(people, trait.value()));
            if (summaries.stream().allMatch(summary -> summary.n() == 0)) {
                continue; // a study that does not have it
            }
            List<String> figures = new ArrayList<>(means(summaries, small));
            if (two) {
                boolean shown = figures.stream().noneMatch(figure -> figure.startsWith(SmallCounts.WITHHELD));
                figures.add(
                        shown
                                ? words(StandardisedDifference.of(summaries.get(0), summaries.get(1)))
                                : SmallCounts.WITHHELD);
            }
            table.row(trait.label(), figures.stream().map(DataTable::figure).toList());
        }
        for (Category category : categories) {
            List<Tally> tallies = category.tallies(split.people());
            if (Carried.areCategories(tallies) && !category.heading().equalsIgnoreCase(split.by())) {
                table.group(category.heading() + ", n/N (%)");
                SafeCells cells = SafeCells.of(counts(category, tallies, split), small);
                for (int row = 0; row < tallies.size(); row++) {
                    List<Element> figures = new ArrayList<>();
                    for (int group = 0; group < split.groups().size(); group++) {
                        figures.add(DataTable.figure(cells.share(row, group)));
                    }
                    if (two) {
                        figures.add(DataTable.figure(difference(cells.shown(row, 0), cells.shown(row, 1))));
                    }
                    table.row(ReportWords.sentence(tallies.get(row).words()), figures);
                }
            }
        }
        return table.build();
    }

    /** A row is withheld as a whole: a group's figure would follow from the others and everybody's. */
    private static List<String> means(List<Summary> groups, SmallCounts small) {
        boolean shown = groups.stream().noneMatch(s -> small.withholds(s.n()) || small.withholds(s.missing()));
        return groups.stream()
                .map(of -> shown
                        ? small.mean(of, of.mean(), 1) + " (" + small.mean(of, of.sd(), 1) + "), " + small.count(of.n())
                        : SmallCounts.WITHHELD)
                .toList();
    }

    private static List<List<Long>> counts(Category category, List<Tally> tallies, Split split) {
        return tallies.stream()
                .map(tally -> split.each(people -> people.stream()
                        .filter(o -> category.words(o).equals(tally.words()))
                        .count()))
                .toList();
    }

    private static String difference(Optional<Proportion> first, Optional<Proportion> second) {
        return first.isPresent() && second.isPresent()
                ? words(StandardisedDifference.of(first.get(), second.get()))
                : SmallCounts.WITHHELD;
    }

    private static String words(OptionalDouble difference) {
        return NumberText.decimal(difference, 2);
    }
}
