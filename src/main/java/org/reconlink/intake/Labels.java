package org.reconlink.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for texts that are kept as they are: labels without stray spaces, identifiers without any. */
final class Labels {
    /** A number as tables have it, and as spreadsheets make of it: {@code 001}, {@code 1.0}. */
    private static final Pattern FIGURES = Pattern.compile("0*(\\d+)(?:\\.0+)?");

    private Labels() {}

    static Reading<String> label(String text) {
        return Reading.of(Texts.spaced(text));
    }

    /** A label that people leave as "N/A" where they mean nothing. */
    static Reading<String> optionalLabel(String text) {
        return Placeholders.isValue(text) ? Reading.placeholder() : label(text);
    }

    /** What rows of one case or charge share: in capitals and without spaces, a number without what spreadsheets add or take. */
    static Reading<String> reference(String text) {
        if (Placeholders.isValue(text)) {
            return Reading.placeholder();
        }
        String compact = Texts.compact(text);
        Matcher figures = FIGURES.matcher(compact);
        return Reading.of(figures.matches() ? figures.group(1) : compact);
    }

    static Reading<String> identifier(String text) {
        return Placeholders.isValue(text) ? Reading.placeholder() : Reading.of(Texts.compact(text));
    }
}
