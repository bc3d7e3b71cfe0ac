package org.reconlink.linkage.engine;

import java.util.ArrayList;
import java.util.List;

/** Places of the packed columns' values in the rows of one file. */
@SuppressWarnings("ArrayRecordComponent")
record CsvFields(char separator, char setSeparator, int size, int[] places, int kept) {
    private static final int NONE = -1;

    /** @throws IllegalArgumentException if the file lacks a heading, or has it twice */
    static CsvFields of(CsvLayout layout, List<String> found) {
        List<String> problems = new ArrayList<>();
        int[] places = layout.headings().stream()
                .mapToInt(heading -> place(heading, found, problems))
                .toArray();
        String id = layout.kept();
        int kept = id == null ? NONE : place(id, found, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems) + "\nthe headings are " + found);
        }
        return new CsvFields(layout.separator(), layout.setSeparator(), found.size(), places, kept);
    }

    int of(int column) {
        return places[column];
    }

    private static int place(String heading, List<String> found, List<String> problems) {
        int place = found.indexOf(heading);
        if (place < 0) {
            problems.add("there is no heading " + heading + "; add the column, or name the one meant");
        } else if (found.lastIndexOf(heading) != place) {
            problems.add("the heading " + heading + " is there twice; rename one of the columns");
        }
        return place;
    }
}
