package org.reconlink.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
