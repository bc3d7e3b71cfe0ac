package org.reconlink.intake;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of one kind are and which column is which field.
 *
 * @param files existing files in a fixed order
 * @param sheet sheet of a workbook; null: its first visible sheet
 * @param delimiter of CSV; null: detected
 * @param encoding of CSV; null: detected
 * @param dateFormats patterns for dates written as text, tried in order
 * @param columns heading in the file for each field that is mapped, by {@link Field#name()}
 * @param carry headings of further columns to carry through
 */
public record ExtractSettings(
        List<Path> files,
        @Nullable String sheet,
        @Nullable Character delimiter,
        @Nullable Charset encoding,
        List<String> dateFormats,
        Map<String, String> columns,
        List<String> carry) {
    public ExtractSettings {
        files = List.copyOf(files);
        dateFormats = List.copyOf(dateFormats);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        carry = List.copyOf(carry);
    }
}
