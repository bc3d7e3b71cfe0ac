package org.reconlink.intake;

import java.util.ArrayList;
import java.util.List;

/** Cells that hold several values. */
final class Lists {
    private Lists() {}

    /** The parts of the text between any of the separators, without space around them and without blank ones. */
    static List<String> parts(String text, String separators) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && separators.indexOf(text.charAt(i)) < 0) {
                continue;
            }
            String part = Texts.spaced(text.substring(from, i));
            if (!part.isEmpty()) {
                parts.add(part);
            }
            from = i + 1;
        }
        return parts;
    }
}
