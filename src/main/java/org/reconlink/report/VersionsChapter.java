package org.reconlink.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What made the report. */
final class VersionsChapter {
    private VersionsChapter() {}

    /** The product with its version. */
    static String product(Map<String, String> versions) {
        return versions.entrySet().stream()
                .filter(version -> version.getKey().equalsIgnoreCase("reconlink"))
                .map(version -> "Reconlink " + version.getValue())
                .findFirst()
                .orElse("Reconlink");
    }

    static Chapter of(Map<String, String> versions) {
        DataTable table = new DataTable("Versions", "What", "Version");
        new TreeMap<>(versions).forEach((what, version) -> table.row(what, DataTable.words(version)));
        return new Chapter("versions", "report", "Versions", List.of(table.build()));
    }
}
