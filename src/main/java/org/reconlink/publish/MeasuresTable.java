package org.reconlink.publish;

import static org.reconlink.publish.Missing.NOT_APPLICABLE;
import static org.reconlink.publish.Missing.WITHHELD;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.disclosure.SafeTable;
import org.reconlink.disclosure.SafeTable.CountTable;
import org.reconlink.kernel.EnumWords;
import org.reconlink.outcome.PublishedMeasure;
import org.reconlink.outcome.PublishedMeasure.Kind;
import org.reconlink.outcome.PublishedMeasure.TooFew;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.StudyResult;

/** The measures that the Justice Data Lab publishes, each with its numerator and denominator, or why it is not shown. */
final class MeasuresTable {
    private static final List<Category> KINDS = List.of(
            new Category(EnumWords.of(Kind.RATE), "people with a proven reoffence, per cent of people"),
            new Category(EnumWords.of(Kind.FREQUENCY), "proven reoffences a person"),
            new Category(
                    EnumWords.of(Kind.TIME_TO_FIRST),
                    "mean days to the first proven reoffence of those who reoffended"),
            new Category(
                    EnumWords.of(Kind.RATE_BY_COURT_MODE),
                    "reoffenders whose first proven reoffence is of the court mode, per cent of reoffenders"),
            new Category(
                    EnumWords.of(Kind.FREQUENCY_BY_COURT_MODE), "proven reoffences of the court mode a reoffender"),
            new Category(
                    EnumWords.of(Kind.CUSTODIAL_RATE),
                    "reoffenders whose first proven reoffence led to immediate custody, per cent of reoffenders"),
            new Category(
                    EnumWords.of(Kind.CUSTODIAL_FREQUENCY),
                    "proven reoffences that led to immediate custody, a reoffender"));
    private static final String SMALL = "small count";
    private static final List<Category> REASONS = List.of(
            new Category(words(TooFew.PEOPLE), "a rate or frequency needs that many"),
            new Category(words(TooFew.REOFFENDERS), "a measure of reoffenders needs that many"),
            new Category(words(TooFew.COUNTED), "a measure by court mode or custody needs that many counted"),
            new Category(SMALL, "a count is below the protocol's limit"));
    private static final int PLACES = 4;

    private final DisclosureRule small;
    private final List<PublishedMeasure> all;
    /** Those that are small, or from which a small one would follow. */
    private final Set<PublishedMeasure> hidden = new HashSet<>();

    private MeasuresTable(DisclosureRule small, List<PublishedMeasure> all) {
        this.small = small;
        this.all = all;
        all.stream().filter(this::small).forEach(hidden::add);
        all.stream()
                .collect(Collectors.groupingBy(MeasuresTable::whole))
                .values()
                .forEach(this::hideWithParts);
        all.stream()
                .filter(measure -> measure.group() != null)
                .collect(Collectors.groupingBy(MeasuresTable::overGroups))
                .values()
                .forEach(this::hideAllOrNone);
    }

    /** What the measures by court mode are parts of. */
    private static List<Object> whole(PublishedMeasure measure) {
        return Arrays.asList(measure.window(), measure.group(), measure.kind());
    }

    /** What the measures of groups are parts of. */
    private static List<Object> overGroups(PublishedMeasure measure) {
        return Arrays.asList(measure.window(), measure.kind(), measure.mode());
    }

    private void hideWithParts(List<PublishedMeasure> parts) {
        if (parts.size() > 1 && small.active()) {
            List<String> numbers =
                    parts.stream().map(part -> String.valueOf(part.mode())).toList();
            List<List<Long>> counts =
                    parts.stream().map(part -> List.of(part.numerator())).toList();
            SafeTable safe = SafeTable.of(new CountTable(numbers, List.of("all"), counts), small);
            for (int i = 0; i < parts.size(); i++) {
                if (safe.count(i, 0).isEmpty()) {
                    hidden.add(parts.get(i));
                }
            }
        }
    }

    /** Everybody's is the sum of the groups'. */
    private void hideAllOrNone(List<PublishedMeasure> groups) {
        if (groups.stream().anyMatch(hidden::contains)) {
            hidden.addAll(groups);
        }
    }

    static PackageTable<PublishedMeasure> of(StudyResult result) {
        return new MeasuresTable(result.publish().counts(), PublishedMeasure.of(result.outcome(), result.outcomes()))
                .table(result);
    }

    private PackageTable<PublishedMeasure> table(StudyResult result) {
        return new PackageTable<>(
                "measures",
                "The seven measures that the Justice Data Lab publishes, over those included and observed or the"
                        + " reoffenders among them; for everybody and for each group of the study.",
                // group and court mode, which would be part of it, can be not applicable
                List.of(),
                List.of(
                        Windows.<PublishedMeasure>column(result, "The follow-up window.", PublishedMeasure::window),
                        Variable.<PublishedMeasure>text(
                                        "study_group",
                                        "Group of the study (arm); not applicable for everybody together.",
                                        m -> TableCell.known(m.group(), NOT_APPLICABLE, TableCell::input))
                                .or(NOT_APPLICABLE),
                        Variable.category("measure", "What is measured.", KINDS, m -> TableCell.word(m.kind())),
                        Variable.<PublishedMeasure>category(
                                        "court_mode",
                                        "Where the offences of the measure can be tried, for measures by court mode.",
                                        Categories.COURT_MODES,
                                        m -> TableCell.known(m.mode(), NOT_APPLICABLE, TableCell::word))
                                .or(NOT_APPLICABLE),
                        Variable.<PublishedMeasure>decimal(
                                        "value",
                                        "The measure: numerator over denominator, of a rate in per cent.",
                                        "",
                                        m -> reason(m) == null ? value(m) : WITHHELD)
                                .or(WITHHELD),
                        Variable.own("unit", "What the value is counted in.", m -> TableCell.own(unit(m.kind()))),
                        Variable.<PublishedMeasure>integer("numerator", "What is counted.", "", this::numerator)
                                .or(WITHHELD),
                        Variable.<PublishedMeasure>integer(
                                        "denominator", "What it is divided by.", "", this::denominator)
                                .or(WITHHELD),
                        always("people", "Number of people included and observed.", PublishedMeasure::people),
                        always("reoffenders", "Number of them with a proven reoffence.", PublishedMeasure::reoffenders),
                        Variable.<PublishedMeasure>category(
                                        "not_shown_reason",
                                        "Why the measure is not shown; not applicable if it is.",
                                        REASONS,
                                        m -> TableCell.known(reason(m), NOT_APPLICABLE, TableCell::own))
                                .or(NOT_APPLICABLE),
                        Variable.<PublishedMeasure>integer(
                                        "unknown",
                                        "How many more may have to be counted, since what they are is not known; of times, how many"
                                                + " are not known.",
                                        "",
                                        m -> reason(m) == null
                                                ? TableCell.number(small.rounded(m.unknown()))
                                                : WITHHELD)
                                .or(WITHHELD),
                        Variable.<PublishedMeasure>decimal(
                                        "value_most",
                                        "The measure if all that may have to be counted are; the value if nothing is unknown.",
                                        "",
                                        m -> reason(m) == null ? most(m) : WITHHELD)
                                .or(WITHHELD),
                        Variable.<PublishedMeasure>decimal(
                                        "value_least",
                                        "The measure if all of whom it is not known reoffended, without what is counted; the"
                                                + " value if it is known of all, and for measures of all people.",
                                        "",
                                        m -> reason(m) == null ? least(m) : WITHHELD)
                                .or(WITHHELD),
                        always(
                                "perhaps_reoffenders",
                                "Number of people of whom it is not known whether they have a proven reoffence.",
                                PublishedMeasure::perhapsReoffenders),
                        Variable.<PublishedMeasure>integer(
                                        "rest_on_undated",
                                        "Number of people without a reconviction of whom that holds only if no offence without"
                                                + " a date is one.",
                                        "people",
                                        this::restOnUndated)
                                .or(WITHHELD)),
                all);
    }

    /** The days of all reoffenders together would tell their number, beside the mean. */
    private TableCell numerator(PublishedMeasure measure) {
        boolean days = measure.kind() == Kind.TIME_TO_FIRST;
        boolean shown = reason(measure) == null && !(days && small.rounds());
        return shown ? TableCell.number(days ? measure.numerator() : small.rounded(measure.numerator())) : WITHHELD;
    }

    private TableCell denominator(PublishedMeasure measure) {
        return reason(measure) == null ? TableCell.number(small.rounded(measure.denominator())) : WITHHELD;
    }

    private Variable<PublishedMeasure> always(String name, String definition, ToLongFunction<PublishedMeasure> number) {
        Function<PublishedMeasure, TableCell> cell =
                m -> sidesSmall(m) ? WITHHELD : TableCell.count(number.applyAsLong(m), small);
        return Variable.integer(name, definition, "people", cell).or(WITHHELD);
    }

    /** Nor is it shown where few are left of those without a reconviction. */
    private TableCell restOnUndated(PublishedMeasure measure) {
        long others = measure.people() - measure.reoffenders() - measure.restOnUndated();
        return sidesSmall(measure) || small.withholds(others)
                ? WITHHELD
                : TableCell.count(measure.restOnUndated(), small);
    }

    /** Null if it is shown. */
    private @Nullable String reason(PublishedMeasure measure) {
        TooFew tooFew = measure.tooFew();
        if (tooFew != null) {
            return words(tooFew);
        }
        return hidden.contains(measure) ? SMALL : null;
    }

    private static String words(TooFew tooFew) {
        return switch (tooFew) {
            case PEOPLE -> "fewer than " + PublishedMeasure.FEWEST + " people";
            case REOFFENDERS -> "fewer than " + PublishedMeasure.FEWEST + " reoffenders";
            case COUNTED -> "fewer than " + PublishedMeasure.FEWEST_COUNTED + " counted";
        };
    }

    private boolean small(PublishedMeasure measure) {
        boolean sideSmall = measure.kind().share() && small.withholds(measure.denominator() - measure.numerator());
        return sidesSmall(measure)
                || small.withholds(measure.numerator())
                || small.withholds(measure.unknown())
                || small.withholds(measure.perhapsReoffenders())
                || sideSmall;
    }

    private boolean sidesSmall(PublishedMeasure measure) {
        return small.withholds(measure.people())
                || small.withholds(measure.reoffenders())
                || small.withholds(measure.people() - measure.reoffenders());
    }

    /** A mean of days is of the exact numbers, but whole where counts are rounded. */
    private TableCell value(PublishedMeasure measure) {
        if (measure.kind() == Kind.TIME_TO_FIRST) {
            double days = (double) measure.numerator() / measure.denominator();
            return TableCell.decimal(small.rounds() ? Math.rint(days) : days, PLACES);
        }
        return TableCell.decimal(value(measure, measure.numerator(), measure.denominator(), small), PLACES);
    }

    /** Of an uncertain time nobody can tell the most, or the least. */
    private TableCell most(PublishedMeasure measure) {
        return measure.kind() == Kind.TIME_TO_FIRST
                ? value(measure)
                : TableCell.decimal(mostOf(measure, small), PLACES);
    }

    private TableCell least(PublishedMeasure measure) {
        return measure.kind() == Kind.TIME_TO_FIRST
                ? value(measure)
                : TableCell.decimal(leastOf(measure, small), PLACES);
    }

    /** Of a share of reoffenders that in which all who may be one are, with what is counted; their offences are among the unknown. */
    static double mostOf(PublishedMeasure measure, DisclosureRule small) {
        long more = measure.kind().share() && measure.kind().ofReoffenders() ? measure.perhapsReoffenders() : 0;
        return value(measure, measure.numerator() + measure.unknown() + more, measure.denominator() + more, small);
    }

    /** Of a measure of reoffenders that in which all who may be one are, without what is counted. */
    static double leastOf(PublishedMeasure measure, DisclosureRule small) {
        long more = measure.kind().ofReoffenders() ? measure.perhapsReoffenders() : 0;
        return value(measure, measure.numerator(), measure.denominator() + more, small);
    }

    private static double value(PublishedMeasure measure, long numerator, long denominator, DisclosureRule small) {
        double value = (double) small.rounded(numerator) / small.rounded(denominator);
        return measure.kind().share() ? 100 * value : value;
    }

    private static String unit(Kind kind) {
        return switch (kind) {
            case RATE -> "per cent of people";
            case FREQUENCY -> "reoffences a person";
            case RATE_BY_COURT_MODE, CUSTODIAL_RATE -> "per cent of reoffenders";
            case FREQUENCY_BY_COURT_MODE, CUSTODIAL_FREQUENCY -> "reoffences a reoffender";
            case TIME_TO_FIRST -> "days";
        };
    }
}
