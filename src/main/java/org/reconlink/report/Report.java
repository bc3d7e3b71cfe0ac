package org.reconlink.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reconlink.publish.CarriedColumn.FitToShow;
import org.reconlink.publish.CsvFile;
import org.reconlink.report.Checklist.ChecklistItem;
import org.reconlink.report.Checklist.ChecklistItem.State;
import org.reconlink.result.AdjustedComparison;
import org.reconlink.result.Cohort;
import org.reconlink.result.Flow;
import org.reconlink.result.Flow.FlowRow;
import org.reconlink.result.RunChanges.LastRun;
import org.reconlink.result.StudyResult;

/** The study report: a short page and its appendix, which need nothing but a browser, and what goes with them as files. */
public final class Report {
    /** The place of the adjusted comparison: after the times to the first reoffence. */
    private static final int AFTER_TIMES = 6;

    private final Cohort cohort;
    private final Map<String, String> versions;
    private final String runId;
    private final LastRun last;
    private final List<Checklist> checklists;
    private final Optional<AdjustedComparison> adjusted;
    private final List<Chapter> read;
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
        this.adjusted = AdjustedComparison.of(cohort);
        FitToShow fit = FitToShow.of(result);
        Characteristics characteristics = Characteristics.of(cohort, fit);
        this.read = ShortReport.chapters(cohort, fit, characteristics, versions, adjusted);
        this.chapters = chapters(fit, characteristics);
    }

    /** Writes the page that is read. */
    public void write(Path file) throws IOException {
        page(file, "Reconlink study report", List.of(ShortReport.finding(cohort)), read, cohort.result());
    }

    /** Writes the page with all tables, checks, definitions and settings. */
    public void writeAppendix(Path file) throws IOException {
        Element sentence =
                Html.p("All tables are over the included participants unless they say otherwise. Every percentage"
                        + " stands beside its numerator and denominator; missing is never counted as no.");
        page(
                file,
                "Reconlink study report, appendix",
                cohort.small().active()
                        ? List.of(sentence, Html.note(cohort.small().sentence()))
                        : List.of(sentence),
                chapters,
                cohort.result());
    }

    /** Writes the pictures of both pages with their numbers into {@code figures/}. */
    public void writeFigures(Path directory) throws IOException {
        Map<String, Figure> figures = new LinkedHashMap<>();
        Stream.concat(read.stream(), chapters.stream())
                .flatMap(chapter -> chapter.body().stream())
                .filter(Figure.class::isInstance)
                .map(Figure.class::cast)
                .forEach(figure -> figures.putIfAbsent(figure.name(), figure));
        new FigureFiles().write(Files.createDirectory(directory.resolve("figures")), List.copyOf(figures.values()));
    }

    /** Writes the tables of the page that is read as CSV and as a Word document into {@code tables/}. */
    public void writeTables(Path directory) throws IOException {
        Path folder = Files.createDirectory(directory.resolve("tables"));
        WordTables word = new WordTables();
        for (Chapter chapter : read) {
            List<TableText> tables = TableText.all(chapter.body());
            for (int i = 0; i < tables.size(); i++) {
                TableText table = tables.get(i);
                FigureFiles.csv(
                        folder.resolve(chapter.id() + (i == 0 ? "" : "-" + (i + 1)) + ".csv"),
                        table.columns(),
                        table.rows());
                word.add(table, i + 1 == tables.size() ? chapter.notes() : List.of());
            }
        }
        word.write(folder.resolve("tables.docx"), cohort.result().outcome().dataCut());
    }

    private void page(Path file, String kind, List<Element> lead, List<Chapter> chapters, StudyResult study)
            throws IOException {
        Files.writeString(file, new Page(kind, study.title(), Page.facts(study, runId), lead, chapters).text());
    }

    /** Writes its flow of numbers as CSV, a row for each part of a group; the parts add up to the group's total. */
    public void writeFlow(Path file) throws IOException {
        List<List<String>> rows = FlowRow.of(Flow.of(cohort), cohort.small()).stream()
                .map(row -> List.of(row.group(), row.total(), row.part(), row.participants()))
                .toList();
        CsvFile.write(file, List.of("group", "total", "part", "participants"), rows);
    }

    /** Writes its reporting checklists as CSV. */
    public void writeChecklists(Path file) throws IOException {
        ChecklistFile.write(file, checklists, ChapterHeadings.of(chapters));
    }

    private List<Chapter> chapters(FitToShow fit, Characteristics characteristics) {
        List<Chapter> all = new ArrayList<>(List.of(
                FlowChapter.of(cohort),
                PeopleChapter.of(cohort, characteristics),
                LinkageChapter.of(cohort, fit),
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
        adjusted.map(comparison -> AdjustedChapter.of(cohort, fit, comparison))
                .ifPresent(chapter -> all.add(AFTER_TIMES, chapter));
        all.add(all.size() - 1, ChecklistChapter.of(checklists, ChapterHeadings.of(all)));
        return List.copyOf(all);
    }

    /** The reporting checklists as a CSV file, a row for each item. */
    private static final class ChecklistFile {
        private static final List<String> COLUMNS = List.of(
                "guideline", "source", "item", "topic", "asks", "state", "from_the_run", "chapters", "for_the_author");

        private ChecklistFile() {}

        static void write(Path file, List<Checklist> checklists, ChapterHeadings headings) throws IOException {
            List<List<String>> rows = new ArrayList<>();
            for (Checklist checklist : checklists) {
                checklist.items().forEach(item -> rows.add(row(checklist, item, headings)));
            }
            CsvFile.write(file, COLUMNS, rows);
        }

        private static List<String> row(Checklist checklist, ChecklistItem item, ChapterHeadings headings) {
            return List.of(
                    checklist.name(),
                    checklist.source(),
                    item.number(),
                    item.topic(),
                    item.asks(),
                    item.state().words(),
                    item.said(),
                    item.chapters().stream().map(headings::of).collect(Collectors.joining("; ")),
                    item.toWrite().isEmpty() ? "" : ChecklistItem.AUTHOR + item.toWrite());
        }
    }

    /** Reporting guidelines, filled as far as the run can. */
    private static final class ChecklistChapter {
        private final ChapterHeadings headings;

        private ChecklistChapter(ChapterHeadings headings) {
            this.headings = headings;
        }

        static Chapter of(List<Checklist> checklists, ChapterHeadings headings) {
            ChecklistChapter chapter = new ChecklistChapter(headings);
            List<PagePart> body = new ArrayList<>();
            body.add(Html.p(
                    "What guidelines for studies of linked, routinely collected data ask a report to tell, filled as"
                            + " far as this run knows it; what only its author can tell is marked. Items are stated in our own words:"
                            + " the guideline itself decides what it asks."));
            checklists.forEach(checklist -> body.addAll(chapter.checklist(checklist)));
            body.add(Html.note(
                    "reporting-checklists.csv has the same, to be filled in and sent with a manuscript. Small counts"
                            + " are withheld here as in the chapters that they come from."));
            return new Chapter("checklists", "report", "Reporting checklists", body);
        }

        private List<PagePart> checklist(Checklist checklist) {
            DataTable table = new DataTable(
                    checklist.name() + " (" + checklist.source() + ")",
                    "Item",
                    "State",
                    "What the run tells, and what is left");
            for (ChecklistItem item : checklist.items()) {
                table.row(item.number() + " " + item.topic(), item.asks(), List.of(state(item.state()), answer(item)));
            }
            return List.of(
                    Html.h3(checklist.title()),
                    Html.p(checklist.items().size() + " items: " + checklist.tally() + "."),
                    table.build());
        }

        private static Element state(State state) {
            return Element.of("td", Element.of("span", state.words()).with("class", "state"))
                    .with(
                            "class",
                            switch (state) {
                                case FILLED -> "filled";
                                case IN_PART -> "in-part";
                                case FOR_THE_AUTHOR -> "author";
                            });
        }

        private Element answer(ChecklistItem item) {
            Element cell = Element.of("td").with("class", "answer");
            if (!item.said().isEmpty()) {
                cell = cell.add(Html.p(item.said()));
            }
            if (!item.toWrite().isEmpty()) {
                cell = cell.add(Element.of(
                                "p", Element.of("strong", ChecklistItem.AUTHOR.strip()), new Text(" " + item.toWrite()))
                        .with("class", "left"));
            }
            return item.chapters().isEmpty() ? cell : cell.add(pointers(item.chapters()));
        }

        private Element pointers(List<String> chapters) {
            List<PagePart> parts = new ArrayList<>(List.of(new Text("See ")));
            for (int i = 0; i < chapters.size(); i++) {
                String id = chapters.get(i);
                parts.add(new Text(i == 0 ? "" : i == chapters.size() - 1 ? " and " : ", "));
                parts.add(Element.of("a", headings.of(id)).with("href", "#" + id));
            }
            parts.add(new Text("."));
            return Element.of("p", parts).with("class", "definition");
        }
    }

    /** The headings of a report's chapters by their ids, for what points to them. */
    record ChapterHeadings(Map<String, String> byId) {
        ChapterHeadings {
            byId = Map.copyOf(byId);
        }

        static ChapterHeadings of(List<Chapter> chapters) {
            return new ChapterHeadings(chapters.stream().collect(Collectors.toMap(Chapter::id, Chapter::heading)));
        }

        String of(String id) {
            String heading = byId.get(id);
            if (heading == null) {
                throw new IllegalArgumentException("the report has no chapter " + id);
            }
            return heading;
        }
    }
}
