package org.reconlink.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reconlink.result.StudyResult;

/**
 * A page that needs nothing but a browser.
 *
 * @param kind what it is, above the title
 * @param facts what it is about, by name, under the title
 * @param lead what stands before the first chapter
 */
record Page(String kind, String title, Map<String, String> facts, List<Element> lead, List<Chapter> chapters) {

    /** Which run of which study a page is about. */
    static Map<String, String> facts(StudyResult study, String runId) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Study", study.studyId());
        facts.put("Data cut", study.outcome().dataCut().toString());
        facts.put("Run", runId);
        return facts;
    }

    String text() {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
        Element.of("html", head(), body())
                .with("xmlns", "http://www.w3.org/1999/xhtml")
                .with("lang", "en-GB")
                .writeTo(out);
        return out.toString();
    }

    private Element head() {
        return Element.of(
                "head",
                Element.of("meta").with("charset", "utf-8"),
                // A browser then refuses whatever is not in the file itself.
                Element.of("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", "default-src 'none'; style-src 'unsafe-inline'"),
                Element.of("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
                Element.of("title", title),
                Element.of("style", style()));
    }

    private Element body() {
        return Element.of(
                "body",
                header(),
                contents(),
                Element.of("main", lead)
                        .add(chapters.stream().map(Chapter::section).toList()));
    }

    private Element header() {
        List<Element> named = facts.entrySet().stream()
                .map(fact -> Element.of("div", Element.of("dt", fact.getKey()), Element.of("dd", fact.getValue())))
                .toList();
        return Element.of(
                "header",
                Element.of("p", kind).with("class", "capability"),
                Element.of("h1", title),
                Element.of("dl", named).with("class", "facts"));
    }

    /** In sight as one reads: beside the page where there is room, else folded at its top. */
    private Element contents() {
        Element items = Element.of(
                "ul",
                chapters.stream()
                        .map(c -> Element.of("li", Element.of("a", c.heading()).with("href", "#" + c.id())))
                        .toList());
        return Element.of(
                        "nav",
                        items.with("class", "beside"),
                        Element.of("details", Element.of("summary", "Contents"), items))
                .with("aria-label", "Contents");
    }

    /** The style sheet of every page, and of the pictures as files. */
    static String style() {
        try (InputStream css = Page.class.getResourceAsStream("/report/report.css")) {
            return new String(Objects.requireNonNull(css, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
