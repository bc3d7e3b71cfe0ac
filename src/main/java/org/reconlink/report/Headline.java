package org.reconlink.report;

import java.util.List;

/** The box of key figures at the head of a page. */
final class Headline {
    private Headline() {}

    static Element of(Cohort cohort) {
        Element box = box(
                "Key figures",
                "All tables are over the included participants unless they say otherwise. Every percentage"
                        + " stands beside its numerator and denominator; missing is never counted as no.",
                KeyFigures.of(cohort));
        return cohort.small().active() ? box.add(withheld(cohort.small())) : box;
    }

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

    private static Element withheld(SmallCounts small) {
        return Html.note("Counts from 1 up to below " + small.below() + " are withheld (“under " + small.below()
                + "”), and with them the figures that tell them by themselves. Totals are shown, so a withheld count may"
                + " still be worked out from other rows: this is not yet a report that may be published.");
    }
}
