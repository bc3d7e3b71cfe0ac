package org.reconlink.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.disclosure.Tally;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.ReportWords;
import org.reconlink.result.StudyResult;
import org.reconlink.result.Trait;

/**
 * A column of the participant sheet that the study carries through.
 *
 * @param isNumeric whether every value that is not blank is a number
 */
record Carried(String heading, boolean isNumeric) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");
    private static final int MOST_CATEGORIES = 15;
    private static final int FEW_VALUES = 5;
    private static final String OTHERS = "other values, of few people each";
    private static final int LONGEST_CATEGORY = 60;

    /**
     * The columns in the protocol's order.
     *
     * @param shown headings of those that do not say who people are
     */
    static List<Carried> of(StudyResult result, Set<String> shown) {
        List<ParticipantOutcome> people = result.outcomes();
        Set<String> headings = new LinkedHashSet<>();
        people.forEach(o -> headings.addAll(o.participant().carried().keySet()));
        return headings.stream()
                .filter(shown::contains)
                .map(h -> new Carried(h, people.stream().allMatch(o -> isNumberOrBlank(value(o, h)))))
                .filter(c -> c.isNumeric || !c.isMostlyDifferent(people))
                .toList();
    }

    /** Its values would say more of persons than of groups. */
    private boolean isMostlyDifferent(List<ParticipantOutcome> people) {
        List<String> values =
                people.stream().map(this::value).filter(Objects::nonNull).toList();
        long distinct = values.stream().distinct().count();
        return distinct > FEW_VALUES && distinct * 2 > values.size();
    }

    /** As a category; values of so few people that their count is withheld are one, since a value can tell who it is. */
    Characteristics.Category category(List<ParticipantOutcome> people, DisclosureRule small) {
        Map<String, Long> counts = people.stream()
                .map(this::value)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
        return new Characteristics.Category(heading, o -> {
            String value = value(o);
            return value == null || !small.withholds(counts.getOrDefault(value, 0L)) ? value : OTHERS;
        });
    }

    @Nullable
    String value(ParticipantOutcome outcome) {
        return value(outcome, heading);
    }

    Trait trait() {
        return new Trait(heading, "As the participant sheet says.", o -> {
            String value = value(o);
            return value == null ? null : (Double) Double.parseDouble(value);
        });
    }

    static String orNotKnown(@Nullable String value) {
        return Objects.requireNonNullElse(value, ReportWords.NOT_KNOWN);
    }

    /** Free text is not a category: it may say who somebody is. */
    static boolean areCategories(List<Tally> values) {
        return values.size() <= MOST_CATEGORIES
                && values.stream().allMatch(t -> t.words().length() <= LONGEST_CATEGORY);
    }

    private static boolean isNumberOrBlank(@Nullable String value) {
        return value == null || NUMBER.matcher(value).matches();
    }

    private static @Nullable String value(ParticipantOutcome outcome, String heading) {
        String value = outcome.participant().carried().get(heading);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
