package org.reconlink.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows of the sample study's two conviction extracts, collected and then written in order of name. */
final class SampleExtracts {
    private static final Comparator<ExtractRow> ORDER = Comparator.comparing(
                    (ExtractRow row) -> row.name().surname())
            .thenComparing(row -> row.name().forename())
            .thenComparing(row -> row.charge().convicted())
            .thenComparing(row -> row.charge().caseReference())
            .thenComparing(row -> row.charge().number());

    private final List<ExtractRow> north = new ArrayList<>();
    private final List<ExtractRow> south = new ArrayList<>();

    /** Records a charge where the plan says: {@code north}, {@code south}, {@code both} (two rows) or {@code twice}. */
    void record(ExtractRow row, String where) {
        switch (where) {
            case "north" -> north.add(row);
            case "south" -> south.add(row);
            case "both" -> {
                north.add(row);
                south.add(row);
            }
            case "twice" -> {
                north.add(row);
                north.add(row);
            }
            default -> throw new IllegalArgumentException("no extract is called " + where);
        }
    }

    /** Which of the two extracts has a case of somebody whose history is kept there. */
    static String extractOf(Charge charge, String files) {
        if (!files.equals("both")) {
            return files;
        }
        return Math.floorMod(charge.caseReference().hashCode(), 3) == 0 ? "south" : "north";
    }

    void write(Path directory) throws IOException {
        write(north, ExtractWriter.newer(directory.resolve("pnc-extract-north.csv")));
        write(south, ExtractWriter.older(directory.resolve("pnc-extract-south.csv")));
    }

    private static void write(List<ExtractRow> rows, ExtractWriter open) throws IOException {
        try (ExtractWriter writer = open) {
            rows.stream().sorted(ORDER).forEach(writer::write);
        }
    }
}
