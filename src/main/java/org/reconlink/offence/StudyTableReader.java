package org.reconlink.offence;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the study's own court modes: a table with the headings code, mode and source. */
final class StudyTableReader {
    private static final CodeTableReader.Layout<StudyTable.Entry> LAYOUT =
            new CodeTableReader.Layout<>("study offence table", List.of("mode", "source"), StudyTableReader::entry);

    private StudyTableReader() {}

    /**
     * Reads the table.
     *
     * @throws StudyTableException with everything that is wrong with the file
     */
    static StudyTable read(Path table) {
        return new StudyTable(CodeTableReader.read(table, LAYOUT));
    }

    private static StudyTable.@Nullable Entry entry(List<String> cells, CodeTableReader.Complaint wrong) {
        CourtMode mode = mode(cells.get(0), wrong);
        String source = cells.get(1);
        if (source.isEmpty()) {
            wrong.about("source", "no source is given", "name the Act and section, or where else the mode is from");
        }
        return mode == null || source.isEmpty() ? null : new StudyTable.Entry(mode, source);
    }

    private static @Nullable CourtMode mode(String cell, CodeTableReader.Complaint wrong) {
        return switch (cell.toLowerCase(Locale.ROOT).replaceAll("[-_ ]+", " ")) {
            case "indictable only" -> CourtMode.INDICTABLE_ONLY;
            case "either way" -> CourtMode.EITHER_WAY;
            case "summary", "summary only" -> CourtMode.SUMMARY;
            default -> {
                wrong.about(
                        "mode", "the mode is not one that a court has", "write indictable only, either way or summary");
                yield null;
            }
        };
    }
}
