package org.reconlink.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.reconlink.publish.CsvFile;

/** The reporting checklists as a CSV file, a row for each item. */
final class ChecklistFile {
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
