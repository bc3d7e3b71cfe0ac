package org.reconlink.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.publish.IdentifyingText;

/**
 * A column of the participant sheet that the study carries through.
 *
 * @param isNumeric whether every value that is not blank is a number
 */
record Carried(String heading, boolean isNumeric) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");
    private static final int MOST_CATEGORIES = 15;
    private static final int LONGEST_CATEGORY = 60;

    /** The columns in the protocol's order, but for those that the dataset withholds because they say who people are. */
    static List<Carried> of(List<ParticipantOutcome> people) {
        Set<String> headings = new LinkedHashSet<>();
        people.forEach(o -> headings.addAll(o.participant().carried().keySet()));
        List<Participant> participants =
                people.stream().map(ParticipantOutcome::participant).toList();
        return headings.stream()
                .filter(h -> !IdentifyingText.fills(h, participants))
                .map(h -> new Carried(h, people.stream().allMatch(o -> isNumberOrBlank(value(o, h)))))
                .toList();
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
        return Objects.requireNonNullElse(value, Words.NOT_KNOWN);
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
