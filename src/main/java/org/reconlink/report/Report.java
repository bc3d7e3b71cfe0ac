package org.reconlink.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reconlink.publish.StudyResult;

/** The study report: one page that needs nothing but a browser. */
public final class Report {
    private final Cohort cohort;
    private final Map<String, String> versions;
    private final String runId;
    private final LastRun last;
    private final List<Checklist> checklists;
    private final List<Chapter> chapters;

    /**
     * The report of a run; the same result, versions, run id and last run give the same bytes.
     *
     * @param versions what made it, by name; printed in order of name
     */
    public Report(StudyResult result, Map<String, String> versions, String runId, LastRun last) {
        this.cohort = Cohort.of(result);
        this.versions = Map.copyOf(versions);
        this.runId = runId;
        this.last = last;
        this.checklists = List.of(RecordChecklist.of(cohort, versions), GuildChecklist.of(cohort, versions));
        this.chapters = chapters();
    }

    /** Writes the page. */
    public void write(Path file) throws IOException {
        Files.writeString(file, page());
    }

    /** Writes its reporting checklists as CSV. */
    public void writeChecklists(Path file) throws IOException {
        ChecklistFile.write(file, checklists, Headings.of(chapters));
    }

    private String page() {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
        Element.of("html", head(), body())
                .with("xmlns", "http://www.w3.org/1999/xhtml")
                .with("lang", "en-GB")
                .writeTo(out);
        return out.toString();
    }

    private List<Chapter> chapters() {
        List<Chapter> all = new ArrayList<>(List.of(
                FlowChapter.of(cohort),
                PeopleChapter.of(cohort),
                LinkageChapter.of(cohort),
                RecallChapter.of(cohort),
                ReconvictionChapter.of(cohort),
                SurvivalChapter.of(cohort),
                TimelineChapter.of(cohort),
                SeriousnessChapter.of(cohort),
                ExpectedChapter.of(cohort),
                RateChapter.of(cohort),
                DefinitionsChapter.of(cohort),
                InputsChapter.of(cohort),
                ProtocolChapter.of(cohort),
                ChangesChapter.of(cohort, last),
                VersionsChapter.of(versions)));
        all.add(all.size() - 1, ChecklistChapter.of(checklists, Headings.of(all)));
        return List.copyOf(all);
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
                Element.of("title", cohort.result().title()),
                Element.of("style", style()));
    }

    private Element body() {
        return Element.of(
                "body",
                header(),
                Element.of("main", Headline.of(cohort), contents())
                        .add(chapters.stream().map(Chapter::section).toList()));
    }

    private Element header() {
        StudyResult study = cohort.result();
        return Element.of(
                "header",
                Element.of("p", "Reconlink study report").with("class", "capability"),
                Element.of("h1", study.title()),
                Element.of(
                                "dl",
                                fact("Study", study.studyId()),
                                fact("Data cut", study.outcome().dataCut().toString()),
                                fact("Run", runId))
                        .with("class", "facts"));
    }

    private static Element fact(String name, String value) {
        return Element.of("div", Element.of("dt", name), Element.of("dd", value));
    }

    private Element contents() {
        List<Element> items = chapters.stream()
                .map(c -> Element.of("li", Element.of("a", c.heading()).with("href", "#" + c.id())))
                .toList();
        return Element.of("nav", Element.of("ul", items)).with("aria-label", "Contents");
    }

    private static String style() {
        try (InputStream css = Report.class.getResourceAsStream("/report/report.css")) {
            return new String(Objects.requireNonNull(css, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
