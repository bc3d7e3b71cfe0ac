package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.StudyResult;

/** What REDCap's documentation says of a data dictionary and of an import holds for both files; the cells are those of the CSV file. */
class RedcapProjectTest {
    private static final Set<String> TYPES = Set.of(
            "text",
            "notes",
            "radio",
            "dropdown",
            "calc",
            "file",
            "checkbox",
            "yesno",
            "truefalse",
            "slider",
            "descriptive");

    @TempDir
    Path folder;

    @Test
    void theDictionaryKeepsTheRules() throws IOException {
        for (PublishSettings.Dates dates : PublishSettings.Dates.values()) {
            Path written = written(dates);
            List<NamedCsvRecord> fields = Csv.read(written.resolve(RedcapProject.DICTIONARY));
            assertThat(fields.get(0).getHeader()).hasSize(18).isEqualTo(RedcapProject.COLUMNS);
            assertThat(fields.get(0).getField(0)).isEqualTo("pseudonym");
            Set<String> names = new HashSet<>();
            for (NamedCsvRecord field : fields) {
                String name = field.getField(0);
                assertThat(name)
                        .matches("[a-z][a-z0-9_]{0,99}")
                        .doesNotEndWith("_complete")
                        .doesNotStartWith("redcap_");
                assertThat(names.add(name)).as(name).isTrue();
                assertThat(field.getField("Form Name")).matches("[a-z][a-z0-9_]{0,49}");
                assertThat(field.getField("Field Type")).isIn(TYPES);
                assertThat(field.getField("Field Label")).isNotBlank().doesNotContain("<", "[", "\n");
                assertThat(field.getField("Text Validation Type OR Show Slider Number"))
                        .isIn("", "integer", "number", "date_ymd");
                if (!field.getField("Text Validation Type OR Show Slider Number")
                        .isEmpty()) {
                    assertThat(field.getField("Field Type")).isEqualTo("text");
                }
                assertThat(choices(field).isEmpty())
                        .isEqualTo(!field.getField("Field Type").equals("dropdown"));
                choices(field).keySet().forEach(code -> assertThat(code).matches("[A-Za-z0-9._-]+"));
            }
        }
    }

    @Test
    void everyImportedCellIsValidAndSaysWhatTheTableSays() throws IOException {
        Set<String> seen = new HashSet<>();
        for (PublishSettings.Dates dates : PublishSettings.Dates.values()) {
            Path written = written(dates);
            List<NamedCsvRecord> fields = Csv.read(written.resolve(RedcapProject.DICTIONARY));
            List<NamedCsvRecord> rows = Csv.read(written.resolve(RedcapProject.IMPORT));
            List<NamedCsvRecord> table = Csv.read(written.resolve("participants.csv"));
            Map<String, String> missing = new LinkedHashMap<>();
            for (String code : RedcapProject.missingDataCodes().split(" [|] ", -1)) {
                missing.put(code.split(", ", 2)[0], code.split(", ", 2)[1]);
            }
            List<String> heading = new ArrayList<>(
                    fields.stream().map(field -> field.getField(0)).toList());
            heading.add("reconlink_complete");
            assertThat(rows.get(0).getHeader()).isEqualTo(heading);
            assertThat(rows).hasSameSizeAs(table);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i).getField("reconlink_complete")).isEqualTo("2");
                for (int j = 0; j < fields.size(); j++) {
                    String cell = rows.get(i).getField(j);
                    String said = table.get(i).getField(j);
                    NamedCsvRecord field = fields.get(j);
                    if (missing.containsKey(cell)) {
                        seen.add(cell);
                        assertThat(missing).containsEntry(cell, said);
                    } else if (field.getField("Field Type").equals("yesno")) {
                        assertThat(cell).isEqualTo(said.equals("yes") ? "1" : "0");
                    } else if (field.getField("Field Type").equals("dropdown")) {
                        assertThat(choices(field)).containsEntry(cell, said);
                    } else {
                        assertThat(cell).isEqualTo(said);
                        switch (field.getField("Text Validation Type OR Show Slider Number")) {
                            case "integer" -> assertThat(cell).matches("-?[0-9]+");
                            case "number" -> assertThat(cell).matches("-?[0-9]+(\\.[0-9]+)?");
                            case "date_ymd" -> assertThat(LocalDate.parse(cell)).isNotNull();
                            default -> assertThat(cell).isNotBlank();
                        }
                    }
                }
            }
        }
        assertThat(seen).contains("NL", "NOBS", "NA", "NI");
    }

    @Test
    void thePageSaysWhichMissingDataCodesToSet() throws IOException {
        assertThat(Files.readString(Path.of("src/docs/redcap.md"))).contains(RedcapProject.missingDataCodes());
    }

    private static Map<String, String> choices(NamedCsvRecord field) {
        Map<String, String> choices = new LinkedHashMap<>();
        String written = field.getField("Choices, Calculations, OR Slider Labels");
        if (!written.isEmpty()) {
            for (String choice : written.split(" [|] ", -1)) {
                assertThat(choices.put(choice.split(", ", 2)[0], choice.split(", ", 2)[1]))
                        .isNull();
            }
        }
        return choices;
    }

    private Path written(PublishSettings.Dates dates) throws IOException {
        StudyResult result = DataPackageTest.everybody(dates);
        Path directory = Files.createDirectory(folder.resolve(dates.name()));
        DataPackage.write(directory, result);
        return directory;
    }
}
