package org.reconlink.linkage.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.reconlink.linkage.record.ColumnKind;

/**
 * How one field is compared: as its meaning suggests, or as it was asked for.
 *
 * @param kind of the column that the engine packs
 * @param usualShares of matches by level, missing left out: where training starts
 * @param rarity whether agreement on a rare value weighs more
 * @param other the column of the other name where one level looks there, or -1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared or changed
public record FieldComparison(
        SharedColumn field, ColumnKind kind, EngineComparison engine, double[] usualShares, boolean rarity, int other) {
    private static final double[] NAME_LEVELS = {0.92, 0.85, 0.7};
    private static final List<String> EQUALITY = List.of("exact", "equal", "same unit");
    private static final double USUALLY_BEST = 0.85;
    private static final double USUALLY_DIFFERENT = 0.05;

    /** The comparisons of all fields, in their order; those in {@code asked} as it says. */
    public static List<FieldComparison> of(List<SharedColumn> fields, Map<String, Asked> asked) {
        int forename = first(fields, Meaning.FORENAME, asked);
        int surname = first(fields, Meaning.SURNAME, asked);
        List<FieldComparison> comparisons = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            SharedColumn field = fields.get(i);
            Asked ask = asked.get(field.left());
            boolean named = forename >= 0 && surname >= 0 && (i == forename || i == surname);
            if (ask != null) {
                comparisons.add(asked(field, ask));
            } else if (named) {
                int other = i == forename ? surname : forename;
                comparisons.add(named(field, fields.get(other), other));
            } else {
                comparisons.add(usual(field));
            }
        }
        return comparisons;
    }

    /** A column compared as it was asked for; agreement on a rare value weighs more where it can. */
    public static FieldComparison asked(String column, Meaning meaning, String way) {
        return asked(new SharedColumn(meaning, column, column), new Asked(way, true));
    }

    /** A column compared as its meaning suggests. */
    public static FieldComparison usual(String column, Meaning meaning) {
        return usual(new SharedColumn(meaning, column, column));
    }

    /**
     * A column compared in a way of its own.
     *
     * @param other the column of the other name where one level looks there, or -1
     */
    public static FieldComparison of(
            String column, ColumnKind kind, EngineComparison engine, boolean rarity, int other) {
        SharedColumn field = new SharedColumn(Meaning.TEXT, column, column);
        return new FieldComparison(field, kind, engine, usualShares(engine), rarity, other);
    }

    private static int first(List<SharedColumn> fields, Meaning meaning, Map<String, Asked> asked) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).meaning() == meaning) {
                return asked.containsKey(fields.get(i).left()) ? -1 : i;
            }
        }
        return -1;
    }

    private static FieldComparison asked(SharedColumn field, Asked ask) {
        EngineComparison engine = ComparisonNames.comparison(field.left(), ask.text());
        double[] usual = usualShares(engine);
        boolean rarity = ask.rarity() && EQUALITY.contains(engine.labels().get(1));
        return new FieldComparison(field, kind(field.meaning(), ask.text()), engine, usual, rarity, -1);
    }

    private static double[] usualShares(EngineComparison engine) {
        double[] usual = new double[engine.labels().size() - 1];
        Arrays.fill(usual, (1 - USUALLY_BEST - USUALLY_DIFFERENT) / Math.max(1, usual.length - 2));
        usual[0] = USUALLY_BEST;
        usual[usual.length - 1] = usual.length == 2 ? 1 - USUALLY_BEST : USUALLY_DIFFERENT;
        return usual;
    }

    /** What kind of column the comparison needs; the meaning's where any will do. */
    private static ColumnKind kind(Meaning meaning, String text) {
        String first = text.strip().split("[ ,]", 2)[0];
        return switch (first) {
            case "exact" -> usualKind(meaning);
            case "date", "days" -> ColumnKind.DATE;
            case "postcode" -> ColumnKind.POSTCODE;
            case "identifier" -> ColumnKind.ID;
            case "number", "per" -> ColumnKind.NUMBER;
            case "shared" -> text.strip().equals("shared value") ? ColumnKind.SET : ColumnKind.NAME;
            default -> ColumnKind.NAME;
        };
    }

    private static ColumnKind usualKind(Meaning meaning) {
        return switch (meaning) {
            case FORENAME, SURNAME, TEXT, EMAIL -> ColumnKind.NAME;
            case DATE_OF_BIRTH -> ColumnKind.DATE;
            case SEX -> ColumnKind.CATEGORY;
            case POSTCODE -> ColumnKind.POSTCODE;
            case IDENTIFIER, NUMBER -> ColumnKind.ID;
        };
    }

    private static FieldComparison named(SharedColumn field, SharedColumn otherField, int other) {
        return new FieldComparison(
                field,
                ColumnKind.NAME,
                PeopleComparisons.nameOrOther(field.left(), otherField.left(), NAME_LEVELS),
                new double[] {0.8, 0.08, 0.04, 0.03, 0.01, 0.04},
                true,
                other);
    }

    private static FieldComparison usual(SharedColumn field) {
        String column = field.left();
        EngineComparison engine = switch (field.meaning()) {
            case FORENAME, SURNAME, TEXT -> EngineComparisons.jaroWinkler(column, NAME_LEVELS);
            case EMAIL ->
                EngineComparisons.text(
                        column,
                        List.of(
                                TextLevels.damerauLevenshtein(2),
                                PeopleComparisons.sameUserName(),
                                TextLevels.jaroWinkler(0.85)));
            case DATE_OF_BIRTH -> PeopleComparisons.dateWithSlips(column);
            case IDENTIFIER, NUMBER -> EngineComparisons.identifier(column);
            case POSTCODE -> PeopleComparisons.postcodeWithSlips(column);
            case SEX -> EngineComparisons.exact(column);
        };
        double[] usual = switch (field.meaning()) {
            case FORENAME, SURNAME, TEXT -> new double[] {0.8, 0.08, 0.04, 0.03, 0.05};
            case EMAIL -> new double[] {0.75, 0.1, 0.07, 0.03, 0.05};
            case DATE_OF_BIRTH -> new double[] {0.85, 0.01, 0.06, 0.03, 0.02, 0.03};
            case IDENTIFIER -> new double[] {0.9, 0.04, 0.06};
            case NUMBER -> new double[] {0.8, 0.1, 0.1};
            case POSTCODE -> new double[] {0.75, 0.1, 0.02, 0.03, 0.05, 0.05};
            case SEX -> new double[] {0.97, 0.03};
        };
        boolean rarity = switch (field.meaning()) {
            case FORENAME, SURNAME, TEXT, POSTCODE -> true;
            case DATE_OF_BIRTH, SEX, IDENTIFIER, EMAIL, NUMBER -> false;
        };
        return new FieldComparison(field, usualKind(field.meaning()), engine, usual, rarity, -1);
    }

    /** The heading in the first table, by which everything calls it. */
    public String name() {
        return field.left();
    }

    /** Whether the closest level is reached by equal values and by these alone. */
    public boolean exactFirst() {
        return EQUALITY.contains(engine.labels().get(1));
    }

    /** Whether the level next to the closest is one of texts that are alike, and not that of all that differ. */
    public boolean hasNearLevel() {
        return kind == ColumnKind.NAME && exactFirst() && engine.labels().size() > 3;
    }

    @Override
    public String toString() {
        return name();
    }

    /**
     * A comparison that was asked for.
     *
     * @param text as {@link org.reconlink.linkage.comparison.ComparisonNames} reads it
     * @param rarity whether agreement on a rare value weighs more than on a common one
     */
    public record Asked(String text, boolean rarity) {}

    /**
     * A column that both tables have.
     *
     * @param left its heading in the first table
     * @param right its heading in the second; the same as {@code left} within one table
     */
    public record SharedColumn(Meaning meaning, String left, String right) {
        @Override
        public String toString() {
            return meaning.label() + " = " + left + (left.equals(right) ? "" : ":" + right);
        }
    }
}
