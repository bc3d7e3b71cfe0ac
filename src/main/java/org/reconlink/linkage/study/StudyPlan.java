package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.Postcode;
import org.reconlink.linkage.blocking.BlockingNames;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.BlockingRule.Term;
import org.reconlink.linkage.comparison.ComparisonNames;
import org.reconlink.linkage.comparison.EngineComparison;
import org.reconlink.linkage.comparison.EngineComparisons;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.comparison.PeopleComparisons;
import org.reconlink.linkage.comparison.ShortForms;
import org.reconlink.linkage.comparison.TextLevels;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedColumns.PackedColumn;
import org.reconlink.linkage.record.TableBuilder;
import org.reconlink.linkage.record.Transform;

/** What of people is packed, compared and blocked on in a study, from the names that a protocol writes. */
final class StudyPlan {
    /** Of an identity, the conviction dates of its person. */
    private static final String CONVICTION_DATES = "conviction dates";
    /** Surname and forename in alphabetical order of their parts. */
    private static final String NAMES_IN_ANY_ORDER = "names in any order";
    /** Put-together comparisons: a field, and how it is compared. */
    private static final String BY = " by ";

    private static final int DAYS_NEAR = 7;
    private static final double USUALLY_BEST = 0.9;

    /** Names that stand for several comparisons. */
    private static final Map<String, List<String>> SHORT_FOR =
            Map.of("name", List.of("surname", "forename"), "police identifiers", List.of("pnc id", "cro number"));

    private final PackedColumns columns;
    private final List<FieldComparison> comparisons = new ArrayList<>();
    private final List<BlockingRule> rules;
    /** Of each put-together comparison, its field, by the place of its column. */
    private final Map<Integer, PersonField> further = new LinkedHashMap<>();

    private final boolean anyOrder;

    StudyPlan(List<List<String>> blockOn, List<String> compare) {
        List<PackedColumn> list = new ArrayList<>();
        for (PersonField field : PersonField.values()) {
            list.add(new PackedColumn(field.label(), field.kind()));
        }
        list.add(new PackedColumn(PersonField.INDEX_CONVICTION_DATE, ColumnKind.DAYS));
        list.add(new PackedColumn(CONVICTION_DATES, ColumnKind.DAYS));
        anyOrder = blockOn.stream().anyMatch(rule -> rule.contains(NAMES_IN_ANY_ORDER));
        if (anyOrder) {
            list.add(new PackedColumn(NAMES_IN_ANY_ORDER, ColumnKind.NAME));
        }
        for (String name : expanded(compare)) {
            if (isPutTogether(name)) {
                further.put(list.size(), field(name));
                FieldComparison comparison =
                        FieldComparison.asked(name, field(name).meaning(), way(name));
                comparisons.add(comparison);
                list.add(new PackedColumn(name, comparison.kind()));
            } else {
                comparisons.add(usual(name));
            }
        }
        columns = new PackedColumns(list);
        rules = blockOn.stream().map(StudyPlan::rule).toList();
    }

    /** Without those that say nothing of two identities: one record's own conviction is looked for among the other's. */
    private StudyPlan(StudyPlan plan, List<BlockingRule> rules) {
        columns = plan.columns;
        further.putAll(plan.further);
        anyOrder = plan.anyOrder;
        plan.comparisons.stream()
                .filter(comparison -> !comparison.name().equals(PersonField.INDEX_CONVICTION_DATE))
                .forEach(comparisons::add);
        this.rules = rules;
    }

    StudyPlan amongIdentities() {
        return new StudyPlan(
                this,
                rules.stream()
                        .filter(rule -> rule.terms().stream()
                                .noneMatch(term -> term.left().equals(PersonField.INDEX_CONVICTION_DATE)))
                        .toList());
    }

    PackedColumns columns() {
        return columns;
    }

    List<FieldComparison> comparisons() {
        return comparisons;
    }

    List<BlockingRule> rules() {
        return rules;
    }

    /** The column of identities with which one of participants is compared. */
    static String ofIdentities(String column) {
        return column.equals(PersonField.INDEX_CONVICTION_DATE) ? CONVICTION_DATES : column;
    }

    /** Whether two people can agree on a column only by what one of them is looked for with. */
    static boolean isDays(FieldComparison comparison) {
        return comparison.kind() == ColumnKind.DAYS;
    }

    void fill(
            TableBuilder row,
            PersonDetails details,
            @Nullable PersonName name,
            @Nullable Postcode postcode,
            long wantedDays,
            long days) {
        PersonField[] fields = PersonField.values();
        for (int f = 0; f < fields.length; f++) {
            row.set(f, fields[f].text(details, name, postcode));
        }
        row.setDays(fields.length, wantedDays);
        row.setDays(fields.length + 1, days);
        if (anyOrder && name != null && name.surname() != null && name.forename() != null) {
            row.set(fields.length + 2, sorted(name.surname() + " " + name.forename()));
        }
        further.forEach((column, field) -> row.set(column, field.text(details, name, postcode)));
    }

    private static String sorted(String names) {
        return String.join(" ", Stream.of(names.split(" ", -1)).sorted().toList());
    }

    /** A protocol's comparisons one by one: {@code name} is surname and forename. */
    static List<String> expanded(List<String> compare) {
        return compare.stream()
                .flatMap(name -> SHORT_FOR.getOrDefault(name, List.of(name)).stream())
                .distinct()
                .toList();
    }

    /** Comparisons that a protocol can name without saying how. */
    static List<String> usualComparisons() {
        List<String> names = new ArrayList<>(List.of("name"));
        for (PersonField field : PersonField.values()) {
            names.add(field.label());
        }
        names.add("police identifiers");
        names.add(PersonField.INDEX_CONVICTION_DATE);
        return List.copyOf(names);
    }

    static boolean isPutTogether(String comparison) {
        return comparison.contains(BY);
    }

    /** The label of the field in front of {@code by}. */
    static String fieldLabel(String comparison) {
        int by = comparison.indexOf(BY);
        return by < 0 ? comparison : comparison.substring(0, by);
    }

    /** How the field is compared. */
    static String way(String comparison) {
        return comparison.substring(comparison.indexOf(BY) + BY.length()).strip();
    }

    private static PersonField field(String comparison) {
        PersonField field = PersonField.labelled(fieldLabel(comparison));
        if (field == null) {
            throw new IllegalArgumentException("\"" + fieldLabel(comparison)
                    + "\" is no field to compare; write one of " + String.join(", ", fieldLabels()));
        }
        return field;
    }

    static List<String> fieldLabels() {
        return Arrays.stream(PersonField.values()).map(PersonField::label).toList();
    }

    /**
     * The levels of a comparison, missing left out; those of names that are none are null.
     *
     * @param comparison usual or put together, none that stands for several
     */
    static @Nullable List<String> labels(String comparison) {
        try {
            EngineComparison engine = isPutTogether(comparison)
                    ? FieldComparison.asked(comparison, field(comparison).meaning(), way(comparison))
                            .engine()
                    : SHORT_FOR.containsKey(comparison) || !usualComparisons().contains(comparison)
                            ? null
                            : usual(comparison).engine();
            return engine == null
                    ? null
                    : engine.labels().subList(1, engine.labels().size());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** @throws IllegalArgumentException if a put-together comparison has no such field, or no such way to compare it */
    static void check(String comparison) {
        String way = way(comparison);
        if (way.startsWith("number") || way.startsWith("per cent") || way.equals("shared value")) {
            throw new IllegalArgumentException(fieldLabel(comparison)
                    + ": no field of a person is a number to compare by tolerance; write another way, such as exact");
        }
        field(comparison);
        ComparisonNames.comparison(fieldLabel(comparison), way);
    }

    private static FieldComparison usual(String name) {
        if (name.equals(PersonField.INDEX_CONVICTION_DATE)) {
            return FieldComparison.of(
                    name,
                    ColumnKind.DAYS,
                    PeopleComparisons.dayAmong(
                            name,
                            CONVICTION_DATES,
                            DAYS_NEAR,
                            List.of("among the convictions", "within seven days of one", "not among the convictions")),
                    false,
                    -1);
        }
        PersonField field = PersonField.labelled(name);
        if (field == null) {
            throw new IllegalArgumentException("\"" + name + "\" is not a comparison");
        }
        return switch (field) {
            case SURNAME ->
                FieldComparison.of(
                        name,
                        ColumnKind.NAME,
                        PeopleComparisons.orOther(
                                EngineComparisons.text(
                                        name,
                                        List.of(
                                                TextLevels.jaroWinkler(0.92),
                                                TextLevels.sharedPart(),
                                                TextLevels.jaroWinkler(0.85),
                                                TextLevels.jaroWinkler(0.7))),
                                PersonField.FORENAME.label()),
                        true,
                        fieldLabels().indexOf(PersonField.FORENAME.label()));
            case FORENAME ->
                FieldComparison.of(
                        name,
                        ColumnKind.NAME,
                        PeopleComparisons.orOther(
                                EngineComparisons.text(
                                        name,
                                        List.of(
                                                TextLevels.jaroWinkler(0.92),
                                                TextLevels.sameIn("short form", ShortForms.lines()),
                                                TextLevels.jaroWinkler(0.85),
                                                TextLevels.jaroWinkler(0.7))),
                                PersonField.SURNAME.label()),
                        true,
                        fieldLabels().indexOf(PersonField.SURNAME.label()));
            default -> FieldComparison.usual(name, field.meaning());
        };
    }

    /** Where training starts and what stands where nothing teaches: nine in ten matches agree best. */
    static double[] usualShares(int levels) {
        double[] shares = new double[levels];
        Arrays.fill(shares, (1 - USUALLY_BEST) / Math.max(1, levels - 1));
        shares[0] = USUALLY_BEST;
        return shares;
    }

    /**
     * A blocking rule as a protocol writes it.
     *
     * @throws IllegalArgumentException for a term that means nothing
     */
    static BlockingRule rule(List<String> terms) {
        return new BlockingRule(
                String.join(" + ", terms), terms.stream().map(StudyPlan::term).toList());
    }

    /** The rules of a study that names none, from the most specific; those come last that may find too many pairs. */
    static final List<List<String>> USUAL_RULES = List.of(
            List.of("pnc id"),
            List.of("cro number"),
            List.of("prison number"),
            List.of("surname", "date of birth"),
            List.of("forename", "date of birth"),
            List.of("surname", "forename"),
            List.of("surname as forename", "forename as surname"),
            List.of("date of birth", "postcode"),
            List.of("surname", "index conviction date"),
            List.of("forename", "index conviction date"),
            List.of("date of birth", "index conviction date"),
            List.of("first 3 of surname", "postcode"),
            List.of("first 3 of forename", "postcode"),
            List.of("first 3 of surname", "first 3 of forename"),
            List.of("date of birth"),
            List.of("either order of date of birth"),
            List.of("index conviction date"),
            List.of("postcode"),
            List.of("first 2 of surname", "year of birth"),
            List.of("first 2 of forename", "year of birth"),
            List.of("first 3 of surname", "postcode district"),
            List.of("surname"),
            List.of("forename"));

    static List<BlockingRule> everyUsualRule() {
        return USUAL_RULES.stream().map(StudyPlan::rule).toList();
    }

    private static Term term(String text) {
        if (text.equals(PersonField.INDEX_CONVICTION_DATE)) {
            return new Term(text, CONVICTION_DATES, Transform.NONE);
        }
        String usual = text.equals("year of birth") ? "year of date of birth" : text;
        List<String> names = new ArrayList<>(fieldLabels());
        names.add(NAMES_IN_ANY_ORDER);
        Term term = BlockingNames.rule(List.of(usual), names).terms().get(0);
        PersonField left = PersonField.labelled(term.left());
        PersonField right = PersonField.labelled(term.right());
        if (left != null
                && right != null
                && left != right
                && (left.kind() != ColumnKind.NAME || right.kind() != ColumnKind.NAME)) {
            throw new IllegalArgumentException("\"" + text
                    + "\" does not put two names the other way round; only names can be taken as one another");
        }
        if (left != null && !term.transform().applies(left.kind())) {
            throw new IllegalArgumentException("\"" + text + "\" takes a part that " + left.label() + " does not have");
        }
        return term;
    }

    /** Forms of a blocking rule's term, as help and errors show them. */
    static List<String> blockingForms() {
        List<String> forms = new ArrayList<>(fieldLabels());
        forms.addAll(List.of(
                PersonField.INDEX_CONVICTION_DATE,
                NAMES_IN_ANY_ORDER,
                "first 3 of surname",
                "initial of forename",
                "sorted parts of surname",
                "sound of surname",
                "surname as forename",
                "year of birth",
                "year and month of date of birth",
                "either order of date of birth",
                "postcode sector",
                "postcode district",
                "postcode area"));
        return List.copyOf(forms);
    }
}
