package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.report.ChecklistItem.State;

/** Reporting guidelines, filled as far as the run can. */
final class ChecklistChapter {
    private final ChapterHeadings headings;

    private ChecklistChapter(ChapterHeadings headings) {
        this.headings = headings;
    }

    static Chapter of(List<Checklist> checklists, ChapterHeadings headings) {
        ChecklistChapter chapter = new ChecklistChapter(headings);
        List<PagePart> body = new ArrayList<>();
        body.add(
                Html.p("What guidelines for studies of linked, routinely collected data ask a report to tell, filled as"
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
            cell = cell.add(
                    Element.of("p", Element.of("strong", ChecklistItem.AUTHOR.strip()), new Text(" " + item.toWrite()))
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
