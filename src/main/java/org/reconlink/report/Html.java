package org.reconlink.report;

import java.util.List;

/** The elements that chapters are made of. */
final class Html {
    private Html() {}

    static Element p(String text) {
        return Element.of("p", text);
    }

    /** A sentence or two under a table or picture: what its figures mean. */
    static Element note(String text) {
        return p(text).with("class", "note");
    }

    static Element h3(String text) {
        return Element.of("h3", text);
    }

    static Element list(List<String> items) {
        return Element.of(
                "ul", items.stream().map(item -> Element.of("li", item)).toList());
    }
}
