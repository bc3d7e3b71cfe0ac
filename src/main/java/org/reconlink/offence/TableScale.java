package org.reconlink.offence;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;

/**
 * A seriousness scale that the study supplies: a table with the headings code (CJS or Home Office code) and value, a whole
 * number, the higher the more serious. An offence has the value of its CJS code, else of that code without its suffix, else
 * of its Home Office code, else no rank.
 *
 * @param name of the file without its ending
 */
record TableScale(String name, Map<String, Long> values) implements SeriousnessScale {
    private static final CodeTableReader.Layout<Long> LAYOUT =
            new CodeTableReader.Layout<>("study seriousness scale", List.of("value"), TableScale::value);

    TableScale {
        values = Map.copyOf(values);
    }

    /**
     * Reads the scale.
     *
     * @throws StudyTableException with everything that is wrong with the file
     */
    static TableScale read(Path table) {
        return new TableScale(SeriousnessScales.name(table), CodeTableReader.read(table, LAYOUT));
    }

    @Override
    public OptionalLong rank(ClassifiedOffence offence) {
        OffenceCode code = offence.offence().cjsCode();
        HomeOfficeCode homeOffice = offence.homeOfficeCode();
        Long value = code == null ? null : values.get(code.value());
        if (value == null && code != null) {
            value = values.get(code.base().value());
        }
        if (value == null && homeOffice != null) {
            value = values.get(homeOffice.toString());
        }
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Override
    public long top() {
        return values.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static @Nullable Long value(List<String> cells, CodeTableReader.Complaint wrong) {
        String cell = cells.get(0);
        if (cell.matches("\\d{1,15}")) {
            return Long.valueOf(cell);
        }
        wrong.about(
                "value",
                "the value is not a whole number",
                "write digits only; multiply all values if there are decimals");
        return null;
    }
}
