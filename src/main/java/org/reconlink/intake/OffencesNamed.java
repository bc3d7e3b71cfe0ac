package org.reconlink.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.OffenceDescription;

/** How often a file names each offence, by code or title; of a file without a protocol the columns are found by their usual headings. */
public final class OffencesNamed {
    private static final Map<String, List<String>> USUAL = Map.of(
            "offence title",
            List.of(
                    "offence title",
                    "offence",
                    "offence description",
                    "offence desc",
                    "offence name",
                    "offence details",
                    "offence text",
                    "offence wording",
                    "title",
                    "charge",
                    "charge title",
                    "charge description",
                    "offencetitle",
                    "offencedescription",
                    "description"),
            "offence code",
            List.of(
                    "cjs code",
                    "cjs offence code",
                    "offence code",
                    "pnld code",
                    "offencecode",
                    "cjscode",
                    "local code"),
            "home office code",
            List.of("ho code", "home office code", "ho offence code", "homeofficecode", "hocode"));

    /** The headings of a table are among its first rows. */
    private static final int FIRST_ROWS = 50;

    private OffencesNamed() {}

    /**
     * The offences of a file and their number of rows.
     *
     * @param columns of a protocol; null: by usual headings
     * @throws IntakeException if the file cannot be used, or has none of the headings
     */
    public static Map<OffenceDescription, Long> in(Path file, @Nullable ExtractSettings columns, IntakeSettings intake)
            throws IOException {
        ExtractSettings settings = columns == null ? usual(file) : columns;
        Map<OffenceDescription, Long> rows = new HashMap<>();
        try (ExtractReader<OffenceDescription> reader = Intake.offences(file, settings, intake)) {
            for (OffenceDescription offence = reader.read(); offence != null; offence = reader.read()) {
                rows.merge(offence, 1L, Long::sum);
            }
        }
        return rows;
    }

    private static ExtractSettings usual(Path path) throws IOException {
        SourceFile file = new SourceFile(path, ExtractKind.CONVICTIONS.section());
        file.requireReadable();
        Map<String, String> all = new LinkedHashMap<>();
        USUAL.values().forEach(names -> names.forEach(name -> all.put(name, name)));
        try (Table table = TableFiles.open(file, new FileScans().of(file), settings(path, all))) {
            TableRow row = table.next();
            for (int i = 0; row != null && i < FIRST_ROWS; i++) {
                Map<String, String> found = found(row);
                if (found.containsKey("offence title") || found.containsKey("offence code")) {
                    return settings(path, found);
                }
                row = table.next();
            }
        }
        throw file.unusable(
                null,
                null,
                "headings",
                "no row has a usual heading for the title of the offence",
                "name the protocol that maps it, with --protocol");
    }

    private static Map<String, String> found(TableRow row) {
        Map<String, String> found = new LinkedHashMap<>();
        Set<Map.Entry<String, List<String>>> fields = USUAL.entrySet();
        for (Map.Entry<String, List<String>> field : fields) {
            for (String name : field.getValue()) {
                for (int i = 0; i < row.width() && !found.containsKey(field.getKey()); i++) {
                    if (Vocabulary.key(row.text(i)).equals(Vocabulary.key(name))) {
                        found.put(field.getKey(), row.text(i));
                    }
                }
            }
        }
        return found;
    }

    private static ExtractSettings settings(Path path, Map<String, String> columns) {
        return new ExtractSettings(List.of(path), null, null, null, List.of(), columns, List.of());
    }
}
