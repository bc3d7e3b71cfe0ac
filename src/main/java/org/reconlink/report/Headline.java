package org.reconlink.report;

import java.util.List;
import org.reconlink.result.KeyFigures.KeyFigure;

/** The box of key figures at the head of a page. */
final class Headline {
    private Headline() {}

    static Element box(String heading, String sentence, List<KeyFigure> figures) {
        return Element.of(
                        "section",
                        Element.of("h2", heading).with("id", "headline-heading"),
                        Html.p(sentence),
                        Element.of("dl", figures.stream().map(Headline::tile).toList())
                                .with("class", "tiles"))
                .with("class", "headline")
                .with("aria-labelledby", "headline-heading");
    }

    private static Element tile(KeyFigure figure) {
        Element tile = Element.of(
                "div", Element.of("dt", figure.label()), value(figure.text()).with("class", "value"));
        if (!figure.interval().isEmpty()) {
            tile = tile.add(Element.of("dd", figure.interval()).with("class", "interval"));
        }
        return tile.add(Element.of("dd", figure.definition()).with("class", "definition"));
    }

    /** What stands in brackets is set smaller: per cent or number of values. */
    private static Element value(String text) {
        int bracket = text.indexOf(" (");
        return bracket < 0
                ? Element.of("dd", text)
                : Element.of("dd", new Text(text.substring(0, bracket)), Element.of("small", text.substring(bracket)));
    }
}
