package org.reconlink.linkage.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a CSV file are packed.
 *
 * @param separator between values
 * @param headings of the columns, in the order of {@link Columns#list}
 * @param kept heading of the column that is kept as it is written, the rows' ids; null keeps none
 * @param setSeparator between the values of a set
 */
public record CsvLayout(
        char separator, List<String> headings, @Nullable String kept, char setSeparator) {
    public CsvLayout {
        headings = List.copyOf(headings);
    }
}
