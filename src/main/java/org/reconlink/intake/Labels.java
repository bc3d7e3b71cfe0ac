package org.reconlink.intake;

/** The rules for texts that are kept as they are: labels without stray spaces, identifiers without any. */
final class Labels {
    private Labels() {}

    static Reading<String> label(String text) {
        return Reading.of(Texts.spaced(text));
    }

    /** A label that people leave as "N/A" where they mean nothing. */
    static Reading<String> optionalLabel(String text) {
        return Placeholders.isValue(text) ? Reading.placeholder() : label(text);
    }

    static Reading<String> identifier(String text) {
        return Placeholders.isValue(text) ? Reading.placeholder() : Reading.of(Texts.compact(text));
    }
}
