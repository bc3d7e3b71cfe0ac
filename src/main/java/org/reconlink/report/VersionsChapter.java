package org.reconlink.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What made the report. */
final class VersionsChapter {
    private VersionsChapter() {}

    static Chapter of(Map<String, String> versions) {
        DataTable table = new DataTable("Versions", "What", "Version");
        new TreeMap<>(versions).forEach((what, version) -> table.row(what, DataTable.words(version)));
        return new Chapter("versions", "report", "Versions", List.of(table.build()));
    }
}
