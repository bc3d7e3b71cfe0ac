package org.reconlink.linkage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.Postcode;
import org.reconlink.linkage.engine.ColumnKind;
import org.reconlink.linkage.engine.ValueComparison;
import org.reconlink.linkage.naming.ComparisonNames;

/**
 * Comparisons that a protocol puts together: a field and how it is compared, as in {@code surname by jaro-winkler 0.92
 * 0.88}. A side's values are all those of the field, aliases and further postcodes included; the best two count.
 */
final class NamedComparison {
    private static final String BY = " by ";

    private static final Map<String, Function<Subject, List<String>>> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("surname", subject -> names(subject, PersonName::surname));
        FIELDS.put("forename", subject -> names(subject, PersonName::forename));
        FIELDS.put("middle names", subject -> names(subject, PersonName::middleNames));
        FIELDS.put("date of birth", subject -> one(subject, PersonDetails::dateOfBirth));
        FIELDS.put("sex", subject -> one(subject, PersonDetails::sex));
        FIELDS.put(
                "postcode",
                subject -> subject.details().postcodes().stream()
                        .map(Postcode::value)
                        .toList());
        FIELDS.put(
                "pnc id",
                subject -> one(
                        subject,
                        details ->
                                details.pncId() == null ? null : details.pncId().value()));
        FIELDS.put(
                "cro number",
                subject -> one(
                        subject,
                        details -> details.croNumber() == null
                                ? null
                                : details.croNumber().value()));
        FIELDS.put("prison number", subject -> one(subject, PersonDetails::prisonNumber));
        FIELDS.put(
                "index conviction date",
                subject -> subject.dates().stream().map(LocalDate::toString).toList());
    }

    private NamedComparison() {}

    static List<String> fields() {
        return List.copyOf(FIELDS.keySet());
    }

    /** Whether the text is meant as a field and how it is compared. */
    static boolean isNamed(String text) {
        return text.contains(BY);
    }

    /** The field in front of {@code by}. */
    static String field(String text) {
        return text.substring(0, text.indexOf(BY));
    }

    /** @throws IllegalArgumentException if there is no such field, or no such way to compare it */
    static Comparison<?> of(String text) {
        int by = text.indexOf(BY);
        String field = text.substring(0, by);
        String way = text.substring(by + BY.length()).strip();
        Function<Subject, List<String>> values = FIELDS.get(field);
        if (values == null) {
            throw new IllegalArgumentException(
                    "\"" + field + "\" is no field to compare; write one of " + String.join(", ", FIELDS.keySet()));
        }
        if (way.startsWith("number") || way.startsWith("per cent")) {
            throw new IllegalArgumentException(
                    field + ": no field of a person is a number to compare by tolerance; write"
                            + " another way, such as exact");
        }
        ValueComparison compared = new ValueComparison(ComparisonNames.comparison(field, way), kind(way));
        List<String> labels = compared.labels();
        Comparison<String> comparison = Comparison.comparing(text, values);
        for (int level = 1; level < labels.size() - 1; level++) {
            int reached = level;
            comparison = comparison.level(labels.get(level), (left, right) -> {
                int found = compared.level(left, right);
                return found > 0 && found <= reached;
            });
        }
        return comparison
                .onlyIf((left, right) -> compared.level(left, right) > 0)
                .otherwise(labels.get(labels.size() - 1));
    }

    private static ColumnKind kind(String way) {
        String first = way.split(" ", -1)[0];
        return switch (first) {
            case "date", "days" -> ColumnKind.DATE;
            case "postcode" -> ColumnKind.POSTCODE;
            case "identifier" -> ColumnKind.ID;
            case "shared" -> way.equals("shared value") ? ColumnKind.SET : ColumnKind.NAME;
            default -> ColumnKind.NAME;
        };
    }

    private static List<String> names(Subject subject, Function<PersonName, @Nullable String> part) {
        List<String> values = new ArrayList<>();
        for (Subject.Name name : subject.names()) {
            String value = part.apply(name.name());
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static List<String> one(Subject subject, Function<PersonDetails, @Nullable Object> value) {
        Object known = value.apply(subject.details());
        return known == null ? List.of() : List.of(known.toString());
    }
}
