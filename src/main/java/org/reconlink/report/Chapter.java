package org.reconlink.report;

import java.util.List;

/**
 * A chapter of the report.
 *
 * @param id anchor
 * @param capability the package, section of the protocol and step that its figures come from; empty where it is none
 */
record Chapter(String id, String capability, String heading, List<PagePart> body) {
    Chapter {
        body = List.copyOf(body);
    }

    /** What the figures of its tables mean. */
    List<String> notes() {
        return body.stream()
                .filter(part -> part instanceof Element element
                        && "note".equals(element.attributes().get("class")))
                .map(part -> TableText.text(part))
                .toList();
    }

    Element section() {
        Element section = Element.of("section");
        if (!capability.isEmpty()) {
            section = section.add(Element.of("p", capability).with("class", "capability"));
        }
        return section.add(Element.of("h2", heading).with("id", id + "-heading"))
                .add(body)
                .with("id", id)
                .with("aria-labelledby", id + "-heading");
    }
}
